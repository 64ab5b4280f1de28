// SPDX-License-Identifier: Apache-2.0
// Long runs are recorded by the minute. Sums, the busiest second, refusals and their causes must
// not be lost; they are compared with the same run recorded by the second.

#include <gtest/gtest.h>

#include "engine/recording/heat_pyramid.h"
#include "engine/recording/run_database.h"
#include "engine/recording/sqlite.h"
#include "tests/engine/run/loads.h"
#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {
namespace {

// Three partitions with a hot key and a spike of one second; a bit more than seven minutes.
const std::string text = R"(
era = "2016"
duration = "430s"
seed = 7
[tables.tab]
partitions = 3
capacity = { mode = "provisioned", read = 300, write = 300 }
[model]
initial_burst = 0.1
[workloads.steady]
table = "tab"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "400/s" }
keys = { distribution = "zipf", distinct = 1000, exponent = 1.0 }
[workloads.spike]
table = "tab"
operation = "PutItem"
arrivals = { shape = "constant", rate = "5000/s", start_after = "200s", count = 5000 }
keys = { distribution = "uniform", distinct = 1000 }
client = { retry = "fire_and_forget" }
)";

const FinishedRun& by_second() {
    static const FinishedRun run(text, {{"resolution", "second"}});
    return run;
}
const FinishedRun& by_minute() {
    static const FinishedRun run(text, {{"resolution", "minute"}});
    return run;
}

TEST(MinuteColumns, change_nothing_about_the_run) {
    EXPECT_EQ(by_minute().fingerprint(), by_second().fingerprint());
    EXPECT_EQ(by_minute().totals(), by_second().totals());
    EXPECT_GT(by_second().totals().throttled, 0u);
}

TEST(MinuteColumns, keep_sums_peaks_and_throttled_seconds) {
    const TableRecording& coarse = by_minute().table();
    const TableRecording& fine = by_second().table();
    ASSERT_EQ(coarse.column_seconds, 60);
    ASSERT_EQ(coarse.seconds[1].size(), 8u);  // ceil(430 / 60)
    for (std::size_t minute = 0; minute < coarse.seconds[1].size(); ++minute) {
        const SeriesSecond& column = coarse.seconds[1][minute];
        SeriesSecond sum;
        for (std::size_t s = minute * 60; s < std::min<std::size_t>(minute * 60 + 60, 430); ++s) {
            const SeriesSecond& second = fine.seconds[1][s];
            sum.demand += second.demand;
            sum.consumed += second.consumed;
            sum.calls += second.calls;
            sum.throttled_seconds += second.throttled() > 0;
            sum.peak_demand = std::max(sum.peak_demand, second.demand);
            for (std::size_t o = 0; o < outcome_count; ++o) sum.requests[o] += second.requests[o];
        }
        EXPECT_EQ(column.demand, sum.demand);
        EXPECT_EQ(column.consumed, sum.consumed);
        EXPECT_EQ(column.calls, sum.calls);
        EXPECT_EQ(column.requests, sum.requests);
        EXPECT_EQ(column.peak_demand, sum.peak_demand);
        EXPECT_EQ(column.throttled_seconds, sum.throttled_seconds);
    }
}

TEST(MinuteColumns, keep_the_hottest_second_of_each_partition) {
    const HeatPyramid coarse(by_minute().table(), Side::write);
    const HeatPyramid fine(by_second().table(), Side::write);
    for (std::size_t partition = 0; partition < 3; ++partition) {
        for (std::int64_t minute = 0; minute < 8; ++minute) {
            const HeatSummary a = coarse.summary(partition, minute * 60, minute * 60 + 60);
            const HeatSummary b = fine.summary(partition, minute * 60, minute * 60 + 60);
            EXPECT_NEAR(a.peak_heat, b.peak_heat, 1e-6 * b.peak_heat);
            EXPECT_EQ(a.demand, b.demand);
            EXPECT_EQ(a.throttled, b.throttled);
            EXPECT_EQ(a.throttled_count, b.throttled_count);
            EXPECT_EQ(a.refusals, b.refusals);
        }
        EXPECT_NEAR(coarse.summary(partition, 0, 430).peak_heat,
                    fine.summary(partition, 0, 430).peak_heat, 1e-5);
    }
}

// In the first second the partition's maximum refuses requests; in the other seconds its share
// does.
TEST(MinuteColumns, keep_refusals_of_every_second) {
    const FinishedRun run(R"(
era = "2016"
duration = "60s"
resolution = "minute"
[tables.tab]
partitions = 1
capacity = { mode = "provisioned", read = 1, write = 100 }
[model]
initial_burst = 0.1
[workloads.spike]
table = "tab"
operation = "PutItem"
arrivals = { shape = "constant", rate = "2000/s", count = 2000 }
keys = { distribution = "uniform", distinct = 1000 }
client = { retry = "fire_and_forget" }
[workloads.steady]
table = "tab"
operation = "PutItem"
arrivals = { shape = "constant", rate = "300/s", start_after = "1s" }
keys = { distribution = "uniform", distinct = 1000 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_EQ(run.table().heat[1].row(0)[0].refusals,
              refusal_bit(Outcome::partition_maximum) | refusal_bit(Outcome::partition_share));
}

TEST(MinuteColumns, run_files_hold_the_same_minutes) {
    const ScenarioFolder folder;
    const auto minutes = [&](const FinishedRun& run, const char* name) {
        EXPECT_TRUE(write_run_database(folder.path(name), run.recording(), {}).empty());
        Database database(folder.path(name), Database::Mode::read);
        SqlStatement select(
            database,
            "SELECT minute, demand_units, consumed_units, requests, throttled, "
            "throttled_seconds, peak_second_demand_units FROM minutes ORDER BY side, "
            "minute");
        select.query();
        std::vector<double> values;
        while (select.next()) {
            for (int column = 0; column < 7; ++column) values.push_back(select.real(column));
        }
        return values;
    };
    EXPECT_EQ(minutes(by_minute(), "minute.sqlite"), minutes(by_second(), "second.sqlite"));
    const auto stored = read_run_database(folder.path("minute.sqlite"));
    ASSERT_TRUE(stored.ok());
    const HeatPyramid again(stored.value().recording.tables[0], Side::write);
    EXPECT_EQ(again.summary(0, 0, 430),
              HeatPyramid(by_minute().table(), Side::write).summary(0, 0, 430));
}

TEST(MinuteColumns, are_chosen_for_runs_longer_than_two_days) {
    const auto column = [](const char* duration) {
        return scenario_of(text, {{"duration", duration}})->column_seconds();
    };
    EXPECT_EQ(column("48h"), 1);
    EXPECT_EQ(column("49h"), 60);
}

}  // namespace
}  // namespace isotherm
