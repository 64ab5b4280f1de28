// SPDX-License-Identifier: Apache-2.0
// Separate settings for reads and writes, like the two scalable targets of a table.

#include "app/report/english.h"
#include "engine/scaling/policy_by_side.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/backtest/backtest.h"
#include "engine/vocabulary/json_settings.h"
#include "engine/scenario/scenario.h"
#include "engine/scaling/scaling_plan.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

std::unique_ptr<PolicyBySide> policy(const std::string& name, const Json& settings) {
    auto made = PolicyBySide::named(name);
    for (const Error& error :
         apply_json_settings(settings, "test", "", ExitCode::bad_scenario, *made)) {
        ADD_FAILURE() << error.text();
    }
    return made;
}

// Two days of rising and falling load; writes are half a day behind reads.
BacktestSeries lively() {
    BacktestSeries series;
    series.first = UtcMinute{std::chrono::sys_days{std::chrono::year{2018} / 6 / 1}};
    for (std::int64_t i = 0; i < 2'880; ++i) {
        for (const Side side : both_sides) {
            const std::int64_t of_day = (i + (side == Side::read ? 0 : 720)) % 1'440;
            const std::int64_t units = 20 + std::min(of_day, 1'440 - of_day) + i * i % 7;
            series.demand[side].push_back(units * 60 * nano_units_per_unit);
        }
    }
    return series;
}

// All requests of a policy with their reasons, as text.
std::string story(const std::string& name, const Json& settings) {
    BacktestOptions options;
    options.start = {40, 40};
    const BacktestSeries series = lively();
    const auto result = run_backtest(series, options, *policy(name, settings));
    std::string text;
    for (const ScalingRequest& request : result.requests) {
        text += fmt::format("{} {} {} {} {}\n", utc_text(request.at), request.decision.wanted.read,
                            request.decision.wanted.write, request.answer.accepted,
                            english(request.decision.reason));
    }
    return text + fmt::format("{} checks", result.checks);
}

TEST(PolicyBySide, sections_with_equal_settings_change_nothing) {
    for (const std::string& name : Catalog<ScalingPolicyKind>::instance().names()) {
        if (PolicyBySide::named(name)->names_sides()) continue;
        Json settings = Json::object();
        if (name == "scheduled") {
            settings["actions"] = {{{"at", "09:00"}, {"min", 90}}, {{"at", "17:00"}, {"max", 50}}};
        }
        Json apart = settings;
        apart["read"] = Json::object();
        apart["write"] = Json::object();
        EXPECT_EQ(story(name, settings), story(name, apart)) << name;
        EXPECT_GT(story(name, settings).size(), 150) << name << " is to do something";
    }
}

TEST(PolicyBySide, each_side_keeps_to_its_own_minimum_maximum_and_target) {
    BacktestOptions options;
    options.start = {60, 60};
    BacktestSeries series = lively();
    const auto made = policy("target_tracking", {{"target_utilization", "50 %"},
                                                 {"max", 10'000},
                                                 {"write", {{"min", 300}, {"max", 400}}},
                                                 {"read", {{"target_utilization", "80 %"}}}});
    const auto result = run_backtest(series, options, *made);
    EXPECT_EQ(result.of(Side::write).highest, 400);
    std::int64_t lowest_write = 1'000'000;
    for (const ScalingRequest& request : result.requests)
        lowest_write = std::min(lowest_write, request.decision.wanted.write);
    EXPECT_EQ(lowest_write, 300);
    EXPECT_GE(result.of(Side::write).last, 300);
    // The read load peaks at 740 to 746 units, for a target of 80 %. The highest capacity may be
    // as low as that for 730 units, because the policy reacts too late to the end of the rise.
    EXPECT_GE(result.of(Side::read).highest, 730 * 10 / 8);
    EXPECT_LE(result.of(Side::read).highest, 746 * 10 / 8 + 1);
}

TEST(PolicyBySide, each_side_cools_down_by_itself) {
    // Both sides always want to increase, but writes may do so only every four hours.
    BacktestOptions options;
    options.start = {40, 40};
    BacktestSeries series = lively();
    series.demand[1] = series.demand[0];
    for (const char* name : {"target_tracking", "step"}) {
        const char* cooldown = std::string_view(name) == "step" ? "cooldown" : "scale_out_cooldown";
        const auto made = policy(name, {{"write", {{cooldown, "4h"}}}});
        const auto result = run_backtest(series, options, *made);
        std::optional<WallTime> last;
        int rises = 0;
        for (const ScalingRequest& request : result.requests) {
            if (!request.answer.accepted || request.decision.wanted.write <= request.before.write)
                continue;
            EXPECT_TRUE(!last || request.at - *last >= 4h) << name;
            last = request.at;
            ++rises;
        }
        EXPECT_GT(rises, 1) << name;
        EXPECT_GT(result.of(Side::read).scale_outs, rises) << name;
    }
}

TEST(PolicyBySide, intervals_may_differ) {
    BacktestOptions options;
    options.start = {40, 40};
    BacktestSeries series = lively();
    series.demand[1] = series.demand[0];
    const auto made =
        policy("cron_script",
               {{"from", "0s"}, {"read", {{"interval", "10m"}}}, {"write", {{"interval", "15m"}}}});
    const auto result = run_backtest(series, options, *made);
    const WallTime midnight = series.first;
    int reads = 0, writes = 0;
    for (const ScalingRequest& request : result.requests) {
        if (request.decision.wanted.read != request.before.read) {
            EXPECT_EQ((request.at - midnight) % 10min, 0s);
            ++reads;
        }
        if (request.decision.wanted.write != request.before.write) {
            EXPECT_EQ((request.at - midnight) % 15min, 0s);
            ++writes;
        }
    }
    EXPECT_GT(reads, 3);
    EXPECT_GT(writes, 3);
}

TEST(PolicyBySide, mistakes_carry_the_path) {
    const auto error_of = [](const std::string& name, const std::string& text) {
        const auto made = PolicyBySide::named(name);
        const Errors errors = read_settings_text(text, "p.toml", *made);
        return errors.empty() ? Error{} : errors[0];
    };
    const Error range = error_of("target_tracking", "[write]\ntarget_utilization = 70\n");
    EXPECT_EQ(range.place.path, "write.target_utilization");
    EXPECT_EQ(range.place.line, 2);
    EXPECT_EQ(error_of("target_tracking", "max = 10\n[read]\nmin = 50\n").place.path, "read.min")
        << "above the general maximum";
    EXPECT_EQ(error_of("target_tracking", "read = 5\n").what, "read is 5; expected a table");
    EXPECT_NE(error_of("dynamic_dynamodb", "[write]\nmax = 5\n").what.find("unknown key \"write\""),
              std::string::npos)
        << "its settings name sides themselves";
}

// With scaling.read and scaling.write in a scenario, each policy changes only its own side.
TEST(ScalingPlan, every_policy_can_control_reads_and_writes_separately) {
    for (const std::string& name : Catalog<ScalingPolicyKind>::instance().names()) {
        for (const Side side : both_sides) {
            std::string text = fmt::format("[{}]\npolicy = \"{}\"\n", side_names[side], name);
            if (name == "scheduled") text += "actions = [{ at = \"00:01\", min = 90 }]\n";
            if (name == "fixed") text += "read = 70\nwrite = 70\n";
            if (name == "cron_script") text += "from = \"0s\"\n";
            ScalingPlan plan;
            ASSERT_TRUE(read_settings_text(text, "plan.toml", plan).empty()) << text;
            const Era era = *era_named("2024");
            auto operators = plan.start({.era = era});
            ASSERT_EQ(operators.size(), 1);
            MetricHistory history;
            WallTime now = std::chrono::sys_days{std::chrono::year{2018} / 6 / 1};
            Throughput provisioned{40, 40};
            for (int minute = 0; minute < 60; ++minute) {
                for (const Side each : both_sides)
                    history.record(minute_of(now), each, 39 * 60, 30, 39 * 60);
                now += 60s;
                const ScalingView view{.now = now,
                                       .metrics = MetricView(history, now, 0s),
                                       .provisioned = provisioned,
                                       .decreases_left = 4};
                UpdateTableAnswer yes;
                yes.accepted = true;
                for (const auto& request :
                     operators[0].check(view, [&yes](const auto&) { return yes; })) {
                    provisioned = request.decision.wanted;
                }
            }
            const Side other = side == Side::read ? Side::write : Side::read;
            EXPECT_GT(provisioned.of(side), 40) << name << " " << side_names[side];
            EXPECT_EQ(provisioned.of(other), 40) << name << " " << side_names[side];
        }
    }
}

}  // namespace
}  // namespace isotherm
