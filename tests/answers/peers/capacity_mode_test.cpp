// SPDX-License-Identifier: Apache-2.0
// Plans of recorded weeks against what the capacity mode evaluator of awslabs/amazon-dynamodb-tools
// estimates for them (tests/golden/peers). It provisions by the highest of two minutes divided by
// the target, one minute late, and prices the mean of each hour.

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/plans/series_plan.h"
#include "tests/answers/peers/recorded_weeks.h"

namespace isotherm {
namespace {

nlohmann::json evaluator() {
    std::ifstream file(ISOTHERM_SOURCE_DIR "/tests/golden/peers/capacity-mode-evaluator.json");
    return nlohmann::json::parse(file);
}

class CapacityModeEvaluator : public ::testing::Test {
protected:
    BacktestResult tracked(const BacktestSeries& series) const {
        BySide<SideSetting> settings{};
        settings[Side::write] = {SettingKind::target_tracking,
                                 theirs_.at("minimum"),
                                 theirs_.at("maximum"),
                                 theirs_.at("target_utilization"),
                                 {}};
        BacktestOptions options;
        options.find_best_fixed = false;
        return run_backtest(series, options, *policy_of(settings));
    }

    SeriesPlan planned(const BacktestSeries& series) const {
        BillingSettings billing;
        const PriceBook book = billing.chosen_book();
        BacktestOptions options;
        options.find_best_fixed = false;
        return plan_series({.series = series,
                            .options = options,
                            .book = book,
                            .billing = billing,
                            .payments = {false, false, false}});
    }

    const nlohmann::json theirs_ = evaluator();
};

// Both take what was consumed times the price of a request unit. Where the plan does not recommend
// the same mode, the setting that the evaluator priced throttles more than the promise allows, of
// which it says nothing.
TEST_F(CapacityModeEvaluator, agrees_on_prices_and_modes) {
    for (const RecordedWeek& week : recorded_weeks()) {
        SCOPED_TRACE(week.name);
        const auto& known = theirs_.at("series").at(week.name);
        std::int64_t units = 0;
        for (const std::int64_t one : week.units) units += one;
        EXPECT_EQ(units, known.at("consumed_units"));
        const BacktestSeries series = series_of_week(week);
        const SeriesPlan plan = planned(series);
        bool seen = false;
        for (const SeriesChoice& kind : plan.kinds) {
            if (!kind.on_demand) continue;
            seen = true;
            EXPECT_NEAR(kind.list_month * 168 / 730, known.at("on_demand_usd").get<double>(), 0.01);
        }
        EXPECT_TRUE(seen);
        ASSERT_TRUE(plan.chosen);
        const std::string mode = plan.chosen->on_demand ? "Ondemand" : "Provisioned";
        if (mode == known.at("recommended_mode")) continue;
        EXPECT_EQ(week.name, "spikes");
        const BacktestResult theirs = tracked(series);
        EXPECT_GT(static_cast<double>(theirs.of(Side::write).throttled),
                  0.01 * static_cast<double>(theirs.of(Side::write).demand));
    }
}

// Where demand changes slowly, the delays of both matter little. With twelve minutes of spikes
// every five hours they do: here capacity comes minutes later, so there is less of it, and it
// throttles.
TEST_F(CapacityModeEvaluator, comes_to_nearly_the_same_unit_hours_at_70_percent) {
    for (const RecordedWeek& week : recorded_weeks()) {
        const double unit_hours = theirs_.at("series").at(week.name).at("unit_hours");
        const BacktestResult result = tracked(series_of_week(week));
        const double ratio = result.of(Side::write).unit_hours() / unit_hours;
        if (week.name == "spikes") {
            EXPECT_LT(ratio, 0.9);
            EXPECT_GT(result.of(Side::write).throttled, 0);
        } else {
            EXPECT_NEAR(ratio, 1, 0.1) << week.name;
        }
    }
}

}  // namespace
}  // namespace isotherm
