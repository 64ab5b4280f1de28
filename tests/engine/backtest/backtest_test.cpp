// SPDX-License-Identifier: Apache-2.0
// The backtest against closed forms and against a simple recount, and case V-A16.

#include "engine/backtest/backtest.h"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "engine/vocabulary/json_settings.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;
using Load = std::function<double(std::int64_t minute)>;  // units per second

// A series whose writes follow `load` and which has no reads.
BacktestSeries series_of(std::int64_t minutes, const Load& load) {
    BacktestSeries series;
    series.first = UtcMinute{std::chrono::sys_days{std::chrono::year{2018} / 6 / 1}};
    for (std::int64_t i = 0; i < minutes; ++i) {
        series.demand[0].push_back(0);
        series.demand[1].push_back(std::llround(load(i) * 60e9));
    }
    return series;
}

struct Trial {
    BacktestResult result;
    std::vector<BacktestMinute> writes;

    double throttled_share() const {
        const BacktestSide& side = result.of(Side::write);
        return side.units(side.throttled) / side.units(side.demand);
    }
};

Trial tried(const BacktestSeries& series, const BacktestOptions& options, const std::string& policy,
            const Json& settings = Json::object()) {
    const auto kind = Catalog<ScalingPolicyKind>::instance().create(policy);
    EXPECT_TRUE(apply_json_settings(settings, "test", "", ExitCode::usage, *kind).empty());
    Trial trial;
    trial.result = run_backtest(
        series, options, *kind,
        [&trial](std::size_t, const BySide<BacktestMinute>& minute,
                 std::span<const ScalingRequest>) { trial.writes.push_back(minute[1]); });
    return trial;
}

BacktestOptions starting_at(std::int64_t writes, const char* era = "2024") {
    BacktestOptions options;
    options.era = *era_named(era);
    options.start = {1, writes};
    return options;
}

TEST(Backtest, BurstLastsAsLongAsTheClosedFormSays) {
    // V-B1: 150 units per second with a full burst of 300 s, demand 200: 300 x 150 / 50 = 900 s
    // without throttling.
    const auto trial = tried(series_of(20, [](auto) { return 200; }), starting_at(150), "fixed");
    for (std::size_t i = 0; i < 20; ++i) {
        const std::int64_t refused = i < 15 ? 0 : 50 * 60;
        EXPECT_EQ(trial.writes[i].throttled, refused * nano_units_per_unit) << i;
    }
    EXPECT_EQ(trial.writes[0].burst_left, (45'000 - 3'000) * nano_units_per_unit);
    EXPECT_EQ(trial.result.of(Side::write).throttled_minutes, 5);
    EXPECT_EQ(trial.result.of(Side::write).unit_hours(), 150.0 * 20 / 60);
}

TEST(Backtest, IdleTimeIsSavedFor300SecondsAndNoLonger) {
    // Twenty idle minutes, then a demand of twice the 100 provisioned units: the 30,000 saved units
    // last 300 s, however full the bucket was at the start.
    for (const double filled : {0.0, 1.0}) {
        BacktestOptions options = starting_at(100);
        options.era.initial_burst = filled;
        const auto trial =
            tried(series_of(30, [](std::int64_t i) { return i < 20 ? 0 : 200; }), options, "fixed");
        for (std::size_t i = 20; i < 30; ++i) {
            const std::int64_t refused = i < 25 ? 0 : 100 * 60;
            EXPECT_EQ(trial.writes[i].throttled, refused * nano_units_per_unit) << i;
        }
        EXPECT_EQ(trial.writes[19].burst_left, 30'000 * nano_units_per_unit);
    }
    // A bucket holds the longer of its two windows. Without a burst window, one second of the rate
    // remains.
    BacktestOptions options = starting_at(100);
    options.era.burst_window = 0s;
    const auto trial =
        tried(series_of(3, [](std::int64_t i) { return i < 2 ? 0 : 200; }), options, "fixed");
    EXPECT_EQ(trial.writes[2].consumed, (6'000 + 100) * nano_units_per_unit);
}

TEST(Backtest, StartsWithWhatWasProvisionedThen) {
    BacktestSeries series = series_of(2, [](auto) { return 49; });
    series.recorded[1].provisioned = {55, 60};
    EXPECT_EQ(start_of(series, {}).write, 55);
    EXPECT_EQ(start_of(series, {}).read, 1);
    EXPECT_EQ(start_of(series, starting_at(12)).write, 12) << "what is given counts";
}

TEST(Backtest, AllDemandIsConsumedOrThrottled) {
    const auto series = series_of(
        600, [](std::int64_t i) { return 40 + 37.123456789 * static_cast<double>(i * i % 19); });
    for (const char* policy : {"target_tracking", "dynamic_dynamodb", "step", "cron_script"}) {
        const auto trial = tried(series, starting_at(100), policy);
        __int128 provisioned = 0;
        for (std::size_t i = 0; i < trial.writes.size(); ++i) {
            const BacktestMinute& minute = trial.writes[i];
            EXPECT_EQ(minute.demand, series.demand[1][i]);
            EXPECT_EQ(minute.demand, minute.consumed + minute.throttled);
            EXPECT_GE(minute.throttled, 0);
            EXPECT_GE(minute.burst_left, 0);
            provisioned += minute.provisioned;
        }
        const BacktestSide& side = trial.result.of(Side::write);
        EXPECT_EQ(side.demand, side.consumed + side.throttled) << policy;
        EXPECT_GT(side.scale_outs, 0) << policy;
        // Each capacity change shifts the sum by less than one minute of the highest value.
        EXPECT_NEAR(side.unit_hours(), static_cast<double>(provisioned) / 60,
                    static_cast<double>(side.highest * (side.scale_outs + side.scale_ins)) / 60)
            << policy;
    }
}

TEST(Backtest, ThroughputComesIntoForceInTheMiddleOfAMinute) {
    // The script raises 100 by a fifth at its first check after a busy minute; the change applies
    // 30 s later.
    BacktestOptions options = starting_at(100);
    options.scaling_delay = 30s;
    options.check_interval = 60s;
    options.metric_delay = 0s;
    options.era.initial_burst = 0;
    const auto trial =
        tried(series_of(3, [](auto) { return 200; }), options, "cron_script", {{"from", "0s"}});
    const std::int64_t unit = nano_units_per_unit;
    EXPECT_EQ(trial.writes[0].consumed, 100 * 60 * unit);
    EXPECT_EQ(trial.writes[1].consumed, (100 * 30 + 120 * 30) * unit);
    EXPECT_EQ(trial.writes[1].provisioned, 100) << "at the start of the minute";
    EXPECT_EQ(trial.writes[2].consumed, (120 * 30 + 144 * 30) * unit);
    EXPECT_EQ(trial.result.of(Side::write).last, 144);
    ASSERT_EQ(trial.result.requests.size(), 2);
    EXPECT_EQ(trial.result.requests[0].effective() - trial.result.requests[0].at, 30s);
}

TEST(Backtest, MetricsArriveLate) {
    // The first busy minute ends at 1:00. The policy needs two such minutes and sees each one
    // `delay` later.
    const auto first_request = [](SimDuration delay) {
        BacktestOptions options = starting_at(100);
        options.metric_delay = delay;
        const auto trial =
            tried(series_of(30, [](auto) { return 90; }), options, "target_tracking", {{"min", 1}});
        return trial.result.requests.front().at;
    };
    const WallTime start = std::chrono::sys_days{std::chrono::year{2018} / 6 / 1};
    EXPECT_EQ(first_request(0s), start + 2min);
    EXPECT_EQ(first_request(60s), start + 3min);
    EXPECT_EQ(first_request(120s), start + 4min);
}

TEST(Backtest, RefusalsAreCountedByException) {
    // Dynamic DynamoDB tries to lower at every check; the era 2016 allows four decreases per day.
    BacktestOptions options = starting_at(4'000, "2016");
    const auto trial = tried(series_of(1'440, [](std::int64_t i) { return i < 60 ? 900 : 10; }),
                             options, "dynamic_dynamodb");
    EXPECT_EQ(trial.result.of(Side::write).scale_ins, 4);
    EXPECT_GT(trial.result.refusals.at("LimitExceededException"), 100);
    EXPECT_EQ(trial.result.refused(), trial.result.refusals.at("LimitExceededException"));
}

TEST(Backtest, SmallestFixedAgreesWithTryingEveryValue) {
    const Era era = *era_named("2024");
    for (const int seed : {1, 7, 23}) {
        const auto series = series_of(
            200, [seed](std::int64_t i) { return static_cast<double>((i * i * seed + i) % 97); });
        std::int64_t expected = 1;
        while (
            tried(series, starting_at(expected), "fixed").result.of(Side::write).throttled_minutes >
            0) {
            ++expected;
        }
        EXPECT_EQ(smallest_fixed(series, Side::write, era), expected);
        EXPECT_EQ(smallest_fixed(series, Side::read, era), 1);
    }
}

TEST(Backtest, StartsWithTheFirstMinuteAtSeventyPercent) {
    const auto series = series_of(2, [](auto) { return 49; });
    EXPECT_EQ(start_of(series, {}).write, 70);
    EXPECT_EQ(start_of(series, {}).read, 1);
    EXPECT_EQ(start_of(series, starting_at(12)).write, 12);
}

// Loads of Yan Cui's experiment of 2017, in writes per second.
double linear(std::int64_t minute) {
    const auto m = static_cast<double>(minute);
    if (m < 15) return 25;
    if (m < 60) return 25 + (m - 15) * 275 / 45;
    return std::max(25.0, 300 - (m - 60) * 275 / 15);
}
double head_heavy(std::int64_t minute) {
    const auto m = static_cast<double>(minute);
    if (m < 15) return 25;
    if (m < 20) return 25 + (m - 15) * 55;
    return std::max(25.0, 300 - (m - 20) * 3);
}

TEST(Backtest, VA16ReactingSoonerAndToDemandThrottlesLess) {
    const auto share = [](double (*load)(std::int64_t), const Json& settings) {
        // Without burst, because the tiny tables of that experiment used it up at once.
        BacktestOptions options = starting_at(36, "2018");
        options.era.initial_burst = 0;
        options.era.burst_window = 0s;
        return tried(series_of(120, load), options, "target_tracking", settings).throttled_share();
    };
    const Json sooner{{"scale_out_points", 1}};
    const Json by_demand{{"scale_out_points", 1}, {"metric", "requested"}, {"max", 1'000}};
    for (const auto load : {linear, head_heavy}) {
        EXPECT_GT(share(load, Json::object()), share(load, sooner));
        EXPECT_GT(share(load, sooner), share(load, by_demand));
    }
    EXPECT_GT(share(head_heavy, Json::object()), share(linear, Json::object()));
}

TEST(Backtest, ALinearRampWithEnoughHeadroomIsNeverThrottled) {
    // Condition: c (1 / target - 1) >= slope x D. With a slope of 6.1 per minute, a target of 0.7
    // and D = 5 min until the table is ACTIVE, c = 71 units/s is enough and c = 30 is not.
    const auto throttled = [](double from) {
        BacktestOptions options = starting_at(static_cast<std::int64_t>(std::ceil(from / 0.69)));
        options.era.burst_window = 0s;
        options.era.initial_burst = 0;
        options.scaling_delay = 60s;  // plus two points and the minute until they are visible
        return tried(
                   series_of(
                       40, [from](std::int64_t i) { return from + 6.1 * static_cast<double>(i); }),
                   options, "target_tracking", {{"min", 1}})
            .result.of(Side::write)
            .throttled_minutes;
    };
    EXPECT_EQ(throttled(75), 0);
    EXPECT_GT(throttled(20), 0);
}

}  // namespace
}  // namespace isotherm
