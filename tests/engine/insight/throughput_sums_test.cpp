// SPDX-License-Identifier: Apache-2.0
// The cost of a stretch of time is the sum of the costs of its columns, also while a run grows.

#include <gtest/gtest.h>

#include "engine/insight/throughput_sums.h"
#include "tests/engine/recording/made_recording.h"
#include "tests/engine/scenario/hot_scenario.h"

namespace isotherm {
namespace {

TEST(ThroughputSums, AreThoseOfTheColumns) {
    const Scenario scenario = good_scenario(hot_scenario);
    MadeRecording made(2, 100, 20);
    for (std::int64_t second = 0; second < 20; ++second)
        made.add_second(Side::write, second, {{0, 10.0 + static_cast<double>(second)}});
    const ThroughputPrices prices = throughput_prices(scenario, made.table());
    ThroughputCost by_hand;
    for (std::size_t c = 5; c < 15; ++c)
        by_hand += throughput_cost(made.table(), c, prices).value();
    ThroughputSums sums;
    const auto cost = sums.cost(made.recording, scenario, 0, {5, 15});
    ASSERT_TRUE(cost.has_value());
    EXPECT_GT(cost->used, 0);
    EXPECT_NEAR(cost->used, by_hand.used, 1e-12);
    EXPECT_NEAR(cost->idle, by_hand.idle, 1e-12);
    const auto an_hour = sums.cost_per_hour(made.recording, scenario, 0, {5, 15});
    ASSERT_TRUE(an_hour.has_value());
    EXPECT_NEAR(an_hour->total(), by_hand.total() * 360, 1e-9);
    // Only the recorded part of the window, 20 seconds, has a cost.
    EXPECT_NEAR(sums.cost(made.recording, scenario, 0, {0, 500})->total(),
                sums.cost(made.recording, scenario, 0, {0, 20})->total(), 1e-12);
    EXPECT_FALSE(sums.cost(made.recording, scenario, 7, {0, 20}).has_value());
}

}  // namespace
}  // namespace isotherm
