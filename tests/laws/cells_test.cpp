// SPDX-License-Identifier: Apache-2.0
// The fidelity `cells` obeys the laws of the other one, and agrees with it.

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <functional>

#include "engine/vocabulary/choice.h"
#include "tests/laws/books.h"
#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

std::string shipped_file(const std::string& name) {
    return std::string(ISOTHERM_SOURCE_DIR "/resources/scenarios/") + name + ".toml";
}

std::optional<Scenario> shipped_scenario(const std::string& name, Fidelity fidelity,
                                         std::int64_t seed) {
    auto scenario =
        read_scenario_file(shipped_file(name), {{"fidelity", std::string(word_of(fidelity))},
                                                {"seed", std::to_string(seed)},
                                                {"resolution", "second"}});
    if (scenario.ok()) return std::move(scenario.value());
    ADD_FAILURE() << all_texts(scenario.errors());
    return std::nullopt;
}

// What both fidelities must agree about.
struct Facts {
    std::map<std::string, double> values;

    explicit Facts(const FinishedRun& run) {
        for (const TableRecording& table : run.recording().tables) {
            const std::string name = table.name.label() + " ";
            const Totals& totals = table.totals;
            values[name + "throttled share"] =
                totals.attempts == 0
                    ? 0
                    : static_cast<double>(totals.throttled) / static_cast<double>(totals.attempts);
            values[name + "peak second"] = table.busiest_second.in_units();
            values[name + "read units"] = totals.consumed[Side::read].in_units();
            values[name + "write units"] = totals.consumed[Side::write].in_units();
            values[name + "partitions"] = static_cast<double>(table.partitions_live());
        }
        values["capacity changes"] = static_cast<double>(run.recording().capacity_changes.size());
    }
};

struct Spread {
    double mean = 0;
    double least = 0;
    double most = 0;
    double deviation = 0;
};
std::map<std::string, Spread> spreads(const std::string& name, Fidelity fidelity) {
    constexpr int seeds = 10;
    std::map<std::string, std::vector<double>> lists;
    for (int seed = 1; seed <= seeds; ++seed) {
        const FinishedRun run(shipped_scenario(name, fidelity, seed).value());
        expect_balanced(run);
        for (const auto& [what, value] : Facts(run).values) lists[what].push_back(value);
    }
    std::map<std::string, Spread> all;
    for (const auto& [what, list] : lists) {
        Spread spread{0, list.front(), list.front(), 0};
        for (const double value : list) {
            spread.mean += value / seeds;
            spread.least = std::min(spread.least, value);
            spread.most = std::max(spread.most, value);
        }
        for (const double value : list)
            spread.deviation += (value - spread.mean) * (value - spread.mean) / (seeds - 1);
        spread.deviation = std::sqrt(spread.deviation);
        all[what] = spread;
    }
    return all;
}

class Agreement : public testing::TestWithParam<std::string> {};

// The means agree within the spread of ten seeds; where that is nearly nothing, within 1 %.
TEST_P(Agreement, of_both_fidelities) {
    const auto requests = spreads(GetParam(), Fidelity::requests);
    const auto cells = spreads(GetParam(), Fidelity::cells);
    ASSERT_EQ(requests.size(), cells.size());
    for (const auto& [what, of_requests] : requests) {
        const Spread& of_cells = cells.at(what);
        const double spread =
            (of_requests.most - of_requests.least) + (of_cells.most - of_cells.least);
        EXPECT_NEAR(of_requests.mean, of_cells.mean,
                    std::max({spread, 0.01 * std::abs(of_requests.mean), 1e-5}))
            << what;
    }
}

INSTANTIATE_TEST_SUITE_P(Cells, Agreement,
                         testing::Values("heat", "dilution", "popular_product", "date_index"));

class Cells : public testing::TestWithParam<std::string> {};

// Neither threads nor the slices in which a run is advanced change a bit of the result.
TEST_P(Cells, depend_on_no_way_of_running) {
    const Scenario scenario = shipped_scenario(GetParam(), Fidelity::cells, 7).value();
    const FinishedRun alone(scenario, {.threads = 1});
    EXPECT_EQ(FinishedRun(scenario, {.threads = 2}).fingerprint(), alone.fingerprint());
    EXPECT_EQ(FinishedRun(scenario, {.threads = 3}).fingerprint(), alone.fingerprint());
    EXPECT_EQ(FinishedRun(scenario, {.slice = 137ms}).fingerprint(), alone.fingerprint());
    EXPECT_EQ(FinishedRun(scenario, {.slice = 61s}).fingerprint(), alone.fingerprint());
    const Scenario other = shipped_scenario(GetParam(), Fidelity::cells, 8).value();
    EXPECT_NE(FinishedRun(other).fingerprint(), alone.fingerprint());
}

INSTANTIATE_TEST_SUITE_P(Laws, Cells,
                         testing::Values("heat", "dilution", "popular_product", "date_index"));

std::string scenario_with(const std::string& lines) {
    return R"(fidelity = "cells"
era = "2016"
duration = "10m"
resolution = "second"
[model]
initial_burst = 0
[tables.one]
partitions = 1
capacity = { mode = "provisioned", read = 100, write = 100 }
)" + lines;
}

// 150 evenly spaced writes a second against 100: a third is refused from the first second on, and
// of those 100 are served in every second.
TEST(CellForms, serve_what_the_bucket_earns) {
    const FinishedRun run(scenario_with(R"([workloads.w]
table = "one"
operation = "PutItem"
arrivals = { shape = "constant", rate = "150/s" }
keys = { distribution = "uniform", distinct = 100 }
client = { retry = "fire_and_forget" }
)"));
    // 149 requests in the first second, because the k-th comes after k intervals.
    EXPECT_EQ(run.totals().requests, 150U * 600 - 1);
    EXPECT_EQ(run.totals().admitted, 100U * 600);
    for (const std::size_t second : {0UL, 1UL, 300UL, 599UL})
        EXPECT_EQ(run.admitted_in(Side::write, second), 100U) << second;
    expect_balanced(run);
}

// A full burst of 300 s x 100 units lasts 30,000 / 50 = 600 s at 50 units more than the rate.
TEST(CellForms, spend_the_burst_at_the_excess_rate) {
    const FinishedRun run(scenario_with(R"([workloads.w]
table = "one"
operation = "PutItem"
arrivals = { shape = "constant", rate = "160/s" }
keys = { distribution = "uniform", distinct = 100 }
client = { retry = "fire_and_forget" }
)"),
                          {{"model.initial_burst", "1"}});
    std::size_t first = 0;
    while (first < 600 && run.throttled_in(Side::write, first) == 0) ++first;
    EXPECT_NEAR(static_cast<double>(first), 30'000.0 / 60, 1.5);
}

// With n tries and a share p of refusals that does not depend on the try, the requests that fail
// for good are p^n of all.
TEST(CellForms, retries_come_back_as_counts) {
    const FinishedRun run(scenario_with(R"([workloads.w]
table = "one"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "300/s" }
keys = { distribution = "uniform", distinct = 100 }
client = { retry = "sdk_legacy", attempts = 4 }
)"));
    const Totals totals = run.totals();
    EXPECT_EQ(totals.requests, totals.admitted + totals.given_up + totals.waiting);
    const double refused =
        static_cast<double>(totals.throttled) / static_cast<double>(totals.attempts);
    const double given_up =
        static_cast<double>(totals.given_up) / static_cast<double>(totals.requests);
    EXPECT_NEAR(given_up, std::pow(refused, 4), 0.01);
    EXPECT_NEAR(static_cast<double>(totals.admitted) / 600, 100, 0.5);
}

// An eventually consistent read of 4 KB takes two thirds of its half unit from the leader: 4,500
// units a second instead of 3,000.
TEST(CellForms, replicas_share_eventually_consistent_reads) {
    const auto served = [](const char* consistency) {
        const FinishedRun run(R"(fidelity = "cells"
era = "2024"
duration = "2m"
[tables.one]
capacity = { mode = "on_demand", warm_read = 20000, warm_write = 4000 }
[workloads.w]
table = "one"
operation = "GetItem"
arrivals = { shape = "constant", rate = "20000/s" }
keys = { distribution = "sequential", distinct = 1 }
client = { retry = "fire_and_forget" }
consistency = ")" + std::string(consistency) +
                              "\"\n");
        return run.totals().consumed[Side::read].in_units() / 120;
    };
    EXPECT_NEAR(served("strong"), 3'000, 30);
    EXPECT_NEAR(served("eventual"), 4'500, 45);
}

struct Unknown {
    const char* name;
    const char* lines;
    const char* names;  // the block that the message must name
};
class UnknownToCells : public testing::TestWithParam<Unknown> {};

TEST_P(UnknownToCells, is_rejected_with_its_place) {
    const auto scenario = read_scenario_text(scenario_with(GetParam().lines), "test.toml");
    ASSERT_FALSE(scenario.ok());
    const Error& error = scenario.errors().front();
    EXPECT_EQ(error.exit_code, ExitCode::bad_scenario);
    EXPECT_GT(error.place.line, 0);
    EXPECT_NE(error.text().find("cells"), std::string::npos) << error.text();
    EXPECT_NE(error.text().find(GetParam().names), std::string::npos) << error.text();
}

INSTANTIATE_TEST_SUITE_P(Cells, UnknownToCells,
                         testing::Values(Unknown{"batches", R"([workloads.w]
table = "one"
operation = "BatchWriteItem"
arrivals = { shape = "poisson", rate = "3/s" }
keys = { distribution = "uniform", distinct = 100 }
)",
                                                 "workloads.w.operation"},
                                         Unknown{"walks", R"([workloads.w]
table = "one"
operation = "Scan"
segments = 2
arrivals = { shape = "poisson", rate = "3/s" }
)",
                                                 "workloads.w.segments"}),
                         [](const auto& unknown) { return std::string(unknown.param.name); });

}  // namespace
}  // namespace isotherm
