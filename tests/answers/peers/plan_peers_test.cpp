// SPDX-License-Identifier: Apache-2.0
// Plans of recorded weeks against the optimiser of gabehollombe/dynamodb-scaling-simulator.

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/plans/series_plan.h"
#include "engine/scenario/scenario.h"
#include "tests/answers/peers/recorded_weeks.h"
#include "tests/answers/peers/scaling_simulator.h"

namespace isotherm {
namespace {

constexpr double write_unit_hour = 0.00065;  // us-east-1, the price that the peer was given

nlohmann::json recorded_answers() {
    std::ifstream file(ISOTHERM_SOURCE_DIR "/tests/golden/peers/dynamodb-scaling-simulator.json");
    return nlohmann::json::parse(file);
}

BacktestOptions newest() {
    BacktestOptions options;
    options.find_best_fixed = false;
    return options;
}

// What the setting of the peer costs and throttles under the rules of this project.
SeriesChoice of_peer(const BacktestSeries& series, const PeerSetting& peer) {
    BySide<SideSetting> settings{};
    settings[Side::write] = {SettingKind::target_tracking, peer.min, peer.max, peer.target, {}};
    BacktestOptions options = newest();
    const Throughput start = start_of(series, options);
    options.start = {1, settings[Side::write].start(start.write)};
    SeriesChoice choice;
    choice.settings = settings;
    choice.result = run_backtest(series, options, *policy_of(settings));
    const BacktestSide& write = choice.result->of(Side::write);
    choice.throttled_share[Side::write] =
        static_cast<double>(write.throttled) / static_cast<double>(write.demand);
    return choice;
}

SeriesPlan planned(const BacktestSeries& series, double most_throttled) {
    BillingSettings billing;
    const PriceBook book = billing.chosen_book();
    return plan_series({.series = series,
                        .options = newest(),
                        .most_throttled = {0, most_throttled},
                        .book = book,
                        .billing = billing,
                        .payments = {false, false, false},
                        .on_demand = false});
}

// The plan never costs more than the peer's choice where it may throttle as much.
void expect_no_dearer(const BacktestSeries& series, const PeerSetting& peer) {
    const SeriesChoice theirs = of_peer(series, peer);
    const double throttled = theirs.throttled_share[Side::write];
    const SeriesPlan plan = planned(series, throttled);
    ASSERT_TRUE(plan.chosen);
    EXPECT_LE(plan.chosen->throttled_share[Side::write], throttled);
    EXPECT_LE(plan.chosen->result->of(Side::write).charged_unit_hours,
              theirs.result->of(Side::write).charged_unit_hours)
        << plan.chosen->text();
}

TEST(PlanPeers, TheSimulatorsPricesFollowFromItsRules) {
    const auto answers = recorded_answers();
    for (const RecordedWeek& week : recorded_weeks()) {
        for (const auto& answer : answers.at("series").at(week.name)) {
            const PeerSetting setting{answer.at("min"), answer.at("max"), answer.at("target")};
            const PeerRun run = peer_run(week.units, setting, write_unit_hour);
            EXPECT_FALSE(run.throttles) << week.name;
            EXPECT_NEAR(run.price_a_day, answer.at("price_a_day").get<double>(), 1e-9) << week.name;
        }
    }
}

TEST(PlanPeers, NeverDearerThanItsRecordedAnswers) {
    const auto answers = recorded_answers();
    for (const RecordedWeek& week : recorded_weeks()) {
        SCOPED_TRACE(week.name);
        const BacktestSeries series = series_of_week(week);
        for (const auto& answer : answers.at("series").at(week.name))
            expect_no_dearer(series, {answer.at("min"), answer.at("max"), answer.at("target")});
    }
}

TEST(PlanPeers, NeverDearerThanWhatItsSearchFinds) {
    std::uint64_t seed = 0;
    for (const RecordedWeek& week : recorded_weeks()) {
        SCOPED_TRACE(week.name);
        expect_no_dearer(series_of_week(week), peer_choice(week.units, write_unit_hour, ++seed));
    }
}

// The capacity mode evaluator of awslabs/amazon-dynamodb-tools (archived; commit b3ef85a5 of
// 2026-08-13) takes the unit rate of two minutes, divided by the target, as the capacity of the
// next minute, lowers it when 15 minutes ask for 1.2 times less, and prices the mean of each hour.
// For a steady demand all of that is demand / target, and both programs must agree to the unit
// hour.
SideSetting at_70_percent() { return {SettingKind::target_tracking, 1, 10'000, 70, {}}; }

BacktestResult under_tracking(const BacktestSeries& series) {
    BySide<SideSetting> settings{};
    settings[Side::write] = at_70_percent();
    return run_backtest(series, newest(), *policy_of(settings));
}

TEST(PlanPeers, AgreesWithTheCapacityModeEvaluatorOnASteadyDemand) {
    const RecordedWeek steady{"steady", std::vector<std::int64_t>(10'080, 60 * 700)};
    const BacktestSeries series = series_of_week(steady);
    EXPECT_EQ(under_tracking(series).of(Side::write).charged_unit_hours, 168 * 1'000);
    EXPECT_EQ(under_tracking(series).of(Side::write).throttled, 0);
    BillingSettings billing;
    const PriceBook book = billing.chosen_book();
    const SeriesPlan plan = plan_series({.series = series,
                                         .options = newest(),
                                         .book = book,
                                         .billing = billing,
                                         .payments = {false, false, false}});
    for (const SeriesChoice& kind : plan.kinds) {
        if (!kind.on_demand) continue;
        // Its price for on-demand mode: consumed units, each for the price of a request unit.
        const double unit = book.usd(PriceItem::wru_million)->in_dollars() / 1e6;
        EXPECT_NEAR(kind.list_month, 700.0 * 3'600 * 730 * unit, 0.01);
    }
}

// It says nothing of throttling: its capacity is there in the minute after the second high one.
// CloudWatch is a minute late, and UpdateTable takes its time, so a jump throttles.
TEST(PlanPeers, TellsTheThrottlingThatTheEvaluatorIsSilentAbout) {
    RecordedWeek jump{"jump", std::vector<std::int64_t>(10'080, 60 * 100)};
    for (std::size_t m = 5'000; m < jump.units.size(); ++m) jump.units[m] = 60 * 2'000;
    EXPECT_GT(under_tracking(series_of_week(jump)).of(Side::write).throttled, 0);
}

}  // namespace
}  // namespace isotherm
