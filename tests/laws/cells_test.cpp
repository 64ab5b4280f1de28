// SPDX-License-Identifier: Apache-2.0
// The fidelity `cells` obeys the laws of the other one; what it cannot follow is rejected.

#include <gtest/gtest.h>

#include <cmath>

#include "tests/laws/books.h"
#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

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
