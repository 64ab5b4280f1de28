// SPDX-License-Identifier: Apache-2.0
// The same day with every period that CloudWatch has: results differ only by what averaging hides.

#include <gtest/gtest.h>

#include "engine/backtest/backtest_cost.h"
#include "engine/backtest/recorded_metrics.h"
#include "engine/billing/price_book.h"
#include "engine/scenario/scenario.h"
#include "tests/engine/backtest/cloudwatch_text.h"

namespace isotherm {
namespace {

using Minutes = std::vector<std::int64_t>;  // units in each minute

// A day of alternating half hours with 200 and with 100 writes per second.
Minutes square_day() {
    Minutes minutes;
    for (std::int64_t i = 0; i < 1'440; ++i) minutes.push_back((i % 60 < 30 ? 200 : 100) * 60);
    return minutes;
}

// A wave with a ten-minute spike, which long periods hide.
Minutes spiky_day() {
    Minutes minutes;
    for (std::int64_t i = 0; i < 1'440; ++i) {
        const std::int64_t wave = 100 + std::min(i, 1'440 - i) / 4;
        minutes.push_back((i >= 700 && i < 710 ? 1'500 : wave + i * i % 11) * 60);
    }
    return minutes;
}

BacktestSeries day_at(const Minutes& minutes, std::int64_t period_seconds) {
    std::vector<double> sums;
    const auto parts = static_cast<std::size_t>(period_seconds / 60);
    for (std::size_t i = 0; i < minutes.size(); i += parts) {
        double sum = 0;
        for (std::size_t k = i; k < i + parts; ++k) sum += static_cast<double>(minutes[k]);
        sums.push_back(sum);
    }
    const auto series = read_cloudwatch_series(
        {{"w.json", statistics_text("ConsumedWriteCapacityUnits", period_seconds, sums)}},
        // A single point does not determine its period.
        {.period_seconds = sums.size() == 1 ? period_seconds : 0});
    EXPECT_TRUE(series.ok()) << series.errors()[0].text();
    return series.value();
}

BacktestResult tracked(const BacktestSeries& series) {
    BacktestOptions options;
    options.era = *era_named("2024");
    const auto policy = Catalog<ScalingPolicyKind>::instance().create("target_tracking");
    return run_backtest(series, options, *policy);
}

double dollars(const BacktestSeries& series, const BacktestResult& result,
               Statement BacktestCost::*which) {
    BillingSettings settings;
    settings.book = book_of_era("2024");
    const PriceBook book = shipped_price_books().named(settings.book).value();
    return (backtest_cost(series, result, book, settings).*which).total.in_dollars();
}

TEST(SameDay, the_period_is_found_and_no_unit_is_lost) {
    const Minutes day = spiky_day();
    std::int64_t total = 0;
    for (const std::int64_t units : day) total += units;
    const BacktestSeries minutes = day_at(day, 60);
    const double on_demand = dollars(minutes, tracked(minutes), &BacktestCost::on_demand);
    for (const std::int64_t period : usual_periods) {
        const BacktestSeries series = day_at(day, period);
        EXPECT_EQ(series.recorded[1].period_seconds, period);
        EXPECT_EQ(series.minutes(), 1'440) << period;
        EXPECT_EQ(series.recorded[1].missing, 0) << period;
        const BacktestResult result = tracked(series);
        EXPECT_EQ(result.of(Side::write).demand, static_cast<__int128>(total) * nano_units_per_unit)
            << period;
        EXPECT_EQ(dollars(series, result, &BacktestCost::on_demand), on_demand) << period;
    }
}

TEST(SameDay, periods_within_which_nothing_varies_give_the_same_to_the_unit) {
    const BacktestSeries minutes = day_at(square_day(), 60);
    const BacktestResult exact = tracked(minutes);
    for (const std::int64_t period : {300, 600, 900, 1'800}) {
        const BacktestSeries series = day_at(square_day(), period);
        EXPECT_EQ(series.demand[1], minutes.demand[1]) << period;
        const BacktestResult result = tracked(series);
        EXPECT_EQ(result.of(Side::write).charged_unit_hours,
                  exact.of(Side::write).charged_unit_hours);
        EXPECT_EQ(dollars(series, result, &BacktestCost::policy),
                  dollars(minutes, exact, &BacktestCost::policy));
    }
    // With hourly averages the day is flat at 150: ceil(150 / 0.7) = 215 from the first minute to
    // the last.
    const BacktestSeries hours = day_at(square_day(), 3'600);
    const BacktestResult flat = tracked(hours);
    EXPECT_EQ(flat.of(Side::write).charged_unit_hours, 215 * 24);
    EXPECT_EQ(flat.of(Side::write).best_fixed, 150);
    // With the true minutes it moves between ceil(100 / 0.7) = 143 and ceil(200 / 0.7) = 286.
    EXPECT_GE(exact.of(Side::write).charged_unit_hours, 143 * 24);
    EXPECT_LE(exact.of(Side::write).charged_unit_hours, 286 * 24);
    const double ratio = dollars(minutes, exact, &BacktestCost::policy) /
                         dollars(hours, flat, &BacktestCost::policy);
    EXPECT_GE(ratio, 143.0 / 215);
    EXPECT_LE(ratio, 286.0 / 215);
}

// A fixed rate R throttles nothing if in every interval the demand exceeds R x (length of the
// interval) by at most the 300 R units that the bucket saves. Averaged demand has the true
// cumulative sums at the ends of periods; within a period the sums differ by at most `apart`. So
// the smallest sufficient rate for averaged demand is never above that for the true demand, and is
// below it by at most 2 x apart / 300 (plus one for rounding up).
TEST(SameDay, the_best_fixed_value_is_off_by_what_averaging_explains) {
    const Minutes day = spiky_day();
    const std::int64_t truth = smallest_fixed(day_at(day, 60), Side::write, *era_named("2024"));
    EXPECT_GT(truth, 800) << "ten minutes of 1,500 need (1500 x 600) / (300 + 600) = 1,000 or so";
    for (const std::int64_t period : {300, 900, 1'800, 3'600, 21'600}) {
        const BacktestSeries series = day_at(day, period);
        __int128 run = 0;
        __int128 apart = 0;
        for (std::size_t i = 0; i < day.size(); ++i) {
            run += static_cast<__int128>(day[i]) * nano_units_per_unit - series.demand[1][i];
            apart = std::max(apart, run < 0 ? -run : run);
        }
        const double slack =
            2 * static_cast<double>(apart) / static_cast<double>(nano_units_per_unit) / 300 + 1;
        const std::int64_t averaged = smallest_fixed(series, Side::write, *era_named("2024"));
        EXPECT_LE(averaged, truth) << period;
        EXPECT_GE(static_cast<double>(averaged), static_cast<double>(truth) - slack) << period;
    }
}

}  // namespace
}  // namespace isotherm
