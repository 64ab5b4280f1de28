// SPDX-License-Identifier: Apache-2.0
// The largest lag of a global index behind its table is a time (180 s), which does not depend on
// the capacity or the burst of the index.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

struct Refusals {
    std::int64_t first_second = -1;
    double admitted_per_second = 0;  // after the first refusal
};

Refusals refusals_of(const TableRecording& table) {
    Refusals found;
    const auto& seconds = table.seconds[Side::write];
    std::uint64_t admitted = 0;
    for (std::size_t s = 0; s < seconds.size(); ++s) {
        if (found.first_second < 0 && seconds[s].throttled() > 0)
            found.first_second = static_cast<std::int64_t>(s);
        if (found.first_second >= 0) admitted += seconds[s].requests[0];
    }
    const auto length =
        static_cast<double>(seconds.size()) - static_cast<double>(found.first_second);
    found.admitted_per_second = static_cast<double>(admitted) / length;
    return found;
}

// 350 writes per second for an index of 250: the backlog grows by 100 per second and reaches 250 x
// 180 s = 45,000 after 450 s.
TEST(IndexLag, an_index_of_250_units_refuses_350_a_second_after_450_s) {
    for (const char* era : {"2013", "2016", "2018", "2019", "2024", "2026"}) {
        SCOPED_TRACE(era);
        const FinishedRun run(fmt::format(R"(
era = "{}"
duration = "20m"
model.initial_burst = 0
[tables.tab]
capacity = {{ read = 1, write = 500 }}
indexes.by_name = {{ capacity = {{ read = 1, write = 250 }} }}
[workloads.writers]
table = "tab"
operation = "PutItem"
arrivals = {{ shape = "constant", rate = "350/s", start_after = "10ms" }}
keys = {{ distribution = "uniform", distinct = 1000000 }}
client = {{ retry = "fire_and_forget" }}
)",
                                          era));
        const Refusals refusals = refusals_of(run.recording().tables[0]);
        EXPECT_NEAR(static_cast<double>(refusals.first_second), 450, 1);
        EXPECT_NEAR(refusals.admitted_per_second, 250, 0.5);
    }
}

// 1,500 writes per second to one key of the index, whose partition serves 1,000 whatever the
// capacity of the index. The backlog reaches 180,000 after 360 s; then a third of the writes is
// refused.
TEST(IndexLag, one_key_of_an_index_is_limited_by_its_partition) {
    for (const char* write : {"2000", "10000", "40000"}) {
        SCOPED_TRACE(write);
        const auto scenario =
            read_scenario_file(ISOTHERM_SOURCE_DIR "/tests/cases/39-status-index/prov.toml",
                               {{"tables.events.indexes.by_day.capacity.write", write}});
        ASSERT_TRUE(scenario.ok()) << all_texts(scenario.errors());
        const FinishedRun run(scenario.value());
        const TableRecording& table = run.recording().tables[0];
        const TableRecording& index = run.recording().tables[1];
        const Refusals refusals = refusals_of(table);
        EXPECT_NEAR(static_cast<double>(refusals.first_second), 360, 1);
        EXPECT_NEAR(refusals.admitted_per_second, 1'000, 1);
        EXPECT_NEAR(static_cast<double>(table.totals.throttled) /
                        static_cast<double>(table.totals.attempts),
                    3'240.0 * 500 / (3'600.0 * 1'500), 5e-4);
        BacklogSecond worst;
        for (const BacklogSecond& second : index.backlog) worst.raise_to(second);
        // The backlog is checked every 100 ms, so it can exceed the limit by 50 writes.
        EXPECT_NEAR(static_cast<double>(worst.entries), 180'000, 60);
        EXPECT_NEAR(static_cast<double>(worst.expected_wait_us), 180e6, 0.1e6);
        EXPECT_LE(worst.oldest_us, 180'200'000);
        EXPECT_GE(worst.oldest_us, 179'000'000);
        const auto json = run.report().json()["tables"]["events"]["indexes"]["by_day"]["backlog"];
        EXPECT_EQ(json["entries_most"], worst.entries);
        EXPECT_DOUBLE_EQ(json["expected_wait_most_s"].get<double>(),
                         static_cast<double>(worst.expected_wait_us) * 1e-6);
    }
}

// The maximum of an on-demand index limits its table in the steady state (V-N2).
TEST(IndexLag, v_n2_the_maximum_of_an_on_demand_index_limits_its_table) {
    const FinishedRun run(R"(
era = "2026"
duration = "20m"
[tables.tab]
capacity = { mode = "on_demand" }
indexes.by_name = { capacity = { mode = "on_demand", maximum_write = 500 } }
[workloads.writers]
table = "tab"
operation = "PutItem"
arrivals = { shape = "constant", rate = "800/s" }
keys = { distribution = "uniform", distinct = 1000000 }
client = { retry = "fire_and_forget" }
)");
    const TableRecording& table = run.recording().tables[0];
    const Refusals refusals = refusals_of(table);
    EXPECT_NEAR(static_cast<double>(refusals.first_second), 300, 3);  // 90,000 / 300
    EXPECT_NEAR(refusals.admitted_per_second, 500, 2);
    const auto json = run.report().json();
    EXPECT_EQ(json["answered_with"].size(), 1U);
    EXPECT_TRUE(json["answered_with"].contains("ThrottlingException"));
    EXPECT_TRUE(json["tables"]["tab"]["throttled_by_reason"].contains(
        "IndexWriteMaxOnDemandThroughputExceeded"));
}

TEST(IndexLag, the_setting_that_this_limit_replaced_is_named) {
    const auto scenario = read_scenario_text(R"(
duration = "1s"
[tables.tab]
capacity = { read = 1, write = 1 }
indexes.by_name = { capacity = { read = 1, write = 1 }, buffer = "300s" }
)",
                                             "test.toml");
    ASSERT_FALSE(scenario.ok());
    EXPECT_NE(all_texts(scenario.errors()).find("lag = \"3m\""), std::string::npos)
        << all_texts(scenario.errors());
}

}  // namespace
}  // namespace isotherm
