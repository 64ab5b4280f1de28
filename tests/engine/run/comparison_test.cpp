// SPDX-License-Identifier: Apache-2.0
// Comparison of run B with run A.

#include "engine/run/comparison.h"

#include <gtest/gtest.h>

#include "engine/run/throughput_cost.h"
#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

// Twelve figures that were computed by another program.
TEST(PairedDifference, s5_the_same_random_numbers) {
    const std::vector<double> a{12.1, 11.8, 13.0, 12.4, 12.9, 11.5, 12.2, 12.7, 13.1, 12.0};
    const std::vector<double> b{11.6, 11.5, 12.3, 12.1, 12.2, 11.3, 11.6, 12.4, 12.5, 11.4};
    PairedDifference difference;
    EXPECT_FALSE(difference.clear());
    for (std::size_t i = 0; i < a.size(); ++i) difference.add(a[i], b[i]);
    EXPECT_EQ(difference.pairs(), 10U);
    EXPECT_NEAR(difference.mean(), -0.48, 1e-12);
    EXPECT_NEAR(difference.half_width(), 0.134043284, 1e-8);
    EXPECT_TRUE(difference.clear());
}

TEST(PairedDifference, what_chance_explains_is_not_clear) {
    PairedDifference difference;
    for (const double by : {1.0, -1.0, 2.0, -2.0, 0.5, -0.4}) difference.add(10, 10 + by);
    EXPECT_FALSE(difference.clear());
    PairedDifference same;
    same.add(1, 1);
    same.add(2, 2);
    EXPECT_FALSE(same.clear());
}

constexpr const char* half_used = R"(
era = "2024"
duration = "60s"
[model]
initial_burst = 0
[tables.tab]
capacity = { mode = "provisioned", read = 0, write = 100 }
)";

// Each request arrives at the end of its interval, and the last one after the end of the run: 2,999
// writes. 100 WCU and 1 RCU for a minute cost $0.00065 and $0.00013 per hour (use1-2024). The hour
// that has begun is billed, without storage, because the table is empty.
TEST(ThroughputCost, splits_the_price_of_capacity_by_use) {
    std::string text = half_used;
    text.replace(text.find("read = 0"), 8, "read = 1");
    const FinishedRun run(text + workload_text({.name = "writers", .rate = "50/s"}));
    const ThroughputPrices prices = throughput_prices(run.report().scenario(), run.table());
    ASSERT_TRUE(prices.unit_hour[1]);
    EXPECT_DOUBLE_EQ(*prices.unit_hour[1], 0.00065);
    ThroughputCost sum;
    for (std::size_t s = 0; s < 60; ++s) sum += *throughput_cost(run.table(), s, prices);
    EXPECT_NEAR(sum.used, 2'999 * 0.00065 / 3'600, 1e-12);
    EXPECT_NEAR(sum.total(), (100 * 0.00065 + 1 * 0.00013) / 60, 1e-12);
    const RunFigures figures = figures_of(run.recording(), run.report().scenario(), 60);
    EXPECT_NEAR(*figures.bill, 100 * 0.00065 + 0.00013, 1e-9);
    EXPECT_EQ(figures.tries, 2'999U);
}

// On demand, a million writes cost $0.625 since November 2024 (use1-2024), and nothing is idle.
TEST(ThroughputCost, on_demand_pays_for_what_it_serves) {
    const FinishedRun run(std::string(R"(
era = "2024"
duration = "10s"
[tables.tab]
capacity = { mode = "on_demand" }
)") + workload_text({.name = "writers", .rate = "100/s"}));
    const RunFigures figures = figures_of(run.recording(), run.report().scenario(), 10);
    EXPECT_NEAR(*figures.bill, 999 * 0.625e-6, 1e-9);
}

TEST(Comparison, names_the_settings_that_differ) {
    const auto a = scenario_of(std::string(R"(
duration = "10s"
[tables.tab]
capacity = { mode = "provisioned", read = 1, write = 100 }
)") + workload_text({.name = "writers", .rate = "50/s"}));
    const auto b = scenario_of(std::string(R"(
duration = "10s"
[tables.tab]
capacity = { mode = "provisioned", read = 1, write = 200 }
)") + workload_text({.name = "writers", .rate = "50/s"}));
    EXPECT_EQ(differences(*a, *b), std::vector<std::string>{"tables.tab.capacity.write = 200"});
    EXPECT_TRUE(differences(*a, *a).empty());
    Scenario raised = *a;
    raised.changes["raise"].table = "tab";
    EXPECT_EQ(differences(raised, *b), (std::vector<std::string>{"tables.tab.capacity.write = 200",
                                                                 "without changes.raise"}));
}

TEST(Comparison, counts_only_the_time_asked_for) {
    const FinishedRun run(std::string(R"(
duration = "60s"
[model]
initial_burst = 0
[tables.tab]
capacity = { mode = "provisioned", read = 1, write = 25 }
)") + workload_text({.name = "writers", .rate = "50/s"}));
    const RunFigures all = figures_of(run.recording(), run.report().scenario(), 1'000);
    const RunFigures half = figures_of(run.recording(), run.report().scenario(), 30);
    EXPECT_EQ(all.seconds, 60);
    EXPECT_EQ(half.seconds, 30);
    EXPECT_EQ(all.tries, 2'999U);
    EXPECT_EQ(half.tries, 1'499U);
    EXPECT_NEAR(half.throttled_share(), 0.5, 0.02);
}

}  // namespace
}  // namespace isotherm
