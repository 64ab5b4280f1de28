// SPDX-License-Identifier: Apache-2.0
// Plans of series and scenarios whose cheapest setting is known beforehand.

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/plans/pareto.h"
#include "engine/plans/payment.h"
#include "engine/plans/scenario_plan.h"
#include "engine/plans/series_plan.h"
#include "engine/run/report_json.h"

namespace isotherm {
namespace {

// Minutes of writes; reads ask for nothing.
BacktestSeries series_of(const std::vector<std::int64_t>& units) {
    BacktestSeries series;
    series.first = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::minutes(0);
    for (const std::int64_t one : units) {
        series.demand[Side::read].push_back(0);
        series.demand[Side::write].push_back(one * nano_units_per_unit);
    }
    return series;
}

SeriesPlan plan_of_series(const BacktestSeries& series, double most_throttled,
                          bool on_demand = true) {
    BillingSettings billing;
    const PriceBook book = billing.chosen_book();
    BacktestOptions options;
    return plan_series({.series = series,
                        .options = options,
                        .most_throttled = {0, most_throttled},
                        .book = book,
                        .billing = billing,
                        .payments = {false, false, false},
                        .on_demand = on_demand});
}

// 100 units a second for a day. The best fixed capacity is known from another search; nothing that
// follows demand can be cheaper than a constant for a constant demand.
TEST(SeriesPlan, a_constant_demand_gets_a_constant) {
    const BacktestSeries series = series_of(std::vector<std::int64_t>(1'440, 6'000));
    const SeriesPlan plan = plan_of_series(series, 0);
    ASSERT_TRUE(plan.chosen);
    EXPECT_EQ(plan.chosen->settings[Side::write].kind, SettingKind::fixed);
    EXPECT_EQ(plan.chosen->settings[Side::write].units,
              smallest_fixed(series, Side::write, *era_named(newest_era())));
}

// An hour of 100 a second: with 93 units, the 300 seconds that are saved at the start would pay the
// rest. Nothing would be left of them for the next hour.
TEST(SeriesPlan, a_short_series_does_not_live_on_burst) {
    const BacktestSeries series = series_of(std::vector<std::int64_t>(60, 6'000));
    EXPECT_EQ(smallest_fixed(series, Side::write, *era_named(newest_era())), 93);
    const SeriesPlan plan = plan_of_series(series, 0, false);
    ASSERT_TRUE(plan.chosen);
    EXPECT_EQ(plan.chosen->settings[Side::write].units, 100) << plan.chosen->text();
}

// Five minutes of 1,000 a second in a day of nothing: on demand, 0.3 million requests; a schedule
// pays for an hour at the least, and a policy would come too late.
TEST(SeriesPlan, a_rare_spike_goes_on_demand) {
    std::vector<std::int64_t> units(1'440, 0);
    for (std::size_t m = 600; m < 605; ++m) units[m] = 60'000;
    const SeriesPlan plan = plan_of_series(series_of(units), 0);
    ASSERT_TRUE(plan.chosen);
    EXPECT_TRUE(plan.chosen->on_demand);
}

// A tenth of the day ten times as busy, every day at the same hours: a schedule needs 24 unit hours
// in ten times less than a constant; a policy cannot see the beginning coming.
TEST(SeriesPlan, a_daily_job_gets_a_schedule) {
    std::vector<std::int64_t> units;
    for (std::size_t m = 0; m < 3 * 1'440; ++m)
        units.push_back(m % 1'440 >= 120 && m % 1'440 < 240 ? 60'000 : 6'000);
    const SeriesPlan plan = plan_of_series(series_of(units), 0, false);
    ASSERT_TRUE(plan.chosen);
    EXPECT_EQ(plan.chosen->settings[Side::write].kind, SettingKind::schedule)
        << plan.chosen->text();
    // 1,000 units in two of 24 hours, the hour before and the one after, 100 else: an hour is
    // charged at its highest.
    const std::int64_t hours = plan.chosen->result->of(Side::write).charged_unit_hours;
    EXPECT_LE(hours, 3 * (4 * 1'000 + 20 * 100));
    EXPECT_GE(hours, 3 * (2 * 900 + 22 * 90));
}

TEST(SeriesPlan, more_throttling_is_cheaper_along_the_front) {
    std::vector<std::int64_t> units;
    for (std::size_t m = 0; m < 1'440; ++m) units.push_back(m % 97 < 13 ? 30'000 : 3'000);
    const SeriesPlan plan = plan_of_series(series_of(units), 0.05);
    ASSERT_TRUE(plan.chosen);
    EXPECT_LE(plan.chosen->throttled_share[Side::write], 0.05);
    for (std::size_t p = 1; p < plan.frontier.size(); ++p) {
        EXPECT_GT(plan.frontier[p].list_month, plan.frontier[p - 1].list_month);
        EXPECT_LT(plan.frontier[p].throttled_units_share,
                  plan.frontier[p - 1].throttled_units_share);
    }
}

TEST(ParetoFront, keeps_what_nothing_beats) {
    using Pair = std::pair<int, int>;
    const auto front = pareto_front(
        std::vector<Pair>{{3, 1}, {1, 5}, {2, 5}, {2, 2}, {3, 2}, {1, 5}},
        [](const Pair& one) { return one.first; }, [](const Pair& one) { return one.second; });
    EXPECT_EQ(front, (std::vector<Pair>{{1, 5}, {2, 2}, {3, 1}}));
}

// 1,000 write units for 730 hours cost 474.50 at list price. Ten blocks for three years cost what
// one block's cost says, ten times.
TEST(Payment, a_steady_capacity_is_reserved) {
    BilledUse use;
    for (std::int64_t hour = 0; hour < 730; ++hour) {
        ResourceHour one;
        one.resource = ResourceName("orders");
        one.hour = hour;
        one.provisioned.write = CapacityRate::units_per_second(1'000);
        use.hours.push_back(one);
    }
    BillingSettings settings;
    const PriceBook book = settings.chosen_book();
    EXPECT_EQ(present_payment(use, book, settings).month.total.text(), "474.50");
    const Payment paid = cheapest_payment(use, book, settings, {true, true, false});
    ASSERT_TRUE(paid.reserved);
    EXPECT_EQ(paid.reserved->units(Side::write), 1'000);
    const auto block = reserved_block_cost(book, paid.reserved->term, Side::write);
    ASSERT_TRUE(block);
    EXPECT_NEAR(paid.month.total.in_dollars(),
                10 * block->whole_term.in_dollars() * 730 /
                    static_cast<double>(hours_of(paid.reserved->term)),
                0.01);
    const Payment plain = cheapest_payment(use, book, settings, {false, false, false});
    EXPECT_FALSE(plain.commits());
    EXPECT_EQ(plain.month.total.text(), "474.50");
}

const std::string steady = R"(
duration = "20m"
model.initial_burst = 0
[tables.votes]
item_size = "1 KB"
capacity = { read = 5, write = 1000 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "200/s" }
keys = { distribution = "uniform", distinct = 1000000 }
client = { retry = "fire_and_forget" }
)";

Result<std::optional<ScenarioPlan>> plan_of(
    const std::string& text, const Promise& promise,
    std::function<bool()> stopping = [] { return false; }) {
    return plan_scenario({.base = {text, "test.toml", {}},
                          .promise = promise,
                          .over = {},
                          .payments = {false, false, false},
                          .seeds = 3,
                          .threads = 2,
                          .stopping = std::move(stopping)});
}

// 200 Poisson writes a second: less than 200 units spend saved burst, 7 % more are plenty.
TEST(ScenarioPlan, a_steady_load_gets_what_it_asks_for) {
    const Promise promise = Promise::read({"throttled_share <= 0.1 %"}).value();
    const auto answer = plan_of(steady, promise);
    ASSERT_TRUE(answer.ok()) << answer.errors().front().what;
    ASSERT_TRUE(answer.value());
    const ScenarioPlan& plan = *answer.value();
    EXPECT_TRUE(plan.kept);
    EXPECT_EQ(plan.kept_in, 3U);
    ASSERT_EQ(plan.tables.size(), 1U);
    ASSERT_EQ(plan.tables[0].setting.kind, TableKind::fixed);
    const auto& sides = plan.tables[0].setting.places.at(ResourceName("votes"));
    EXPECT_GE(sides[Side::write].units, 196);
    EXPECT_LE(sides[Side::write].units, 230);
    EXPECT_LT(*plan.tables[0].list_month, *plan.tables[0].list_now / 4);
    // What is written keeps the promise.
    const auto written = read_scenario_text(plan.text, "planned.toml");
    ASSERT_TRUE(written.ok()) << written.errors().front().what;
    EXPECT_EQ(written.value().tables.at("votes").capacity.provisioned.write,
              sides[Side::write].units);
}

// Of five minutes at 200 a second, 60,000 units, the saved burst of 192 units would pay 2,400. The
// plan must not live on it.
TEST(ScenarioPlan, a_short_run_gets_no_less_than_it_asks_for) {
    std::string text = steady;
    text.replace(text.find("20m"), 3, "5m");
    text.replace(text.find("poisson"), 7, "constant");
    text.replace(text.find("model.initial_burst = 0\n"), 24, "");
    const Promise promise = Promise::read({"throttled_share <= 0.1 %"}).value();
    const auto answer = plan_of(text, promise);
    ASSERT_TRUE(answer.ok() && answer.value());
    ASSERT_TRUE(answer.value()->kept);
    const auto& sides = answer.value()->tables.at(0).setting.places.at(ResourceName("votes"));
    EXPECT_GE(sides[Side::write].units, 200);
    EXPECT_LE(sides[Side::write].units, 214);
}

// One key with 1,500 writes a second: a partition serves 1,000. Two shards are enough.
const std::string hot_key = R"(
duration = "5m"
model.initial_burst = 0
[tables.votes]
item_size = "1 KB"
capacity = { read = 5, write = 3000 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1500/s" }
keys = { distribution = "sequential", distinct = 1 }
client = { retry = "fire_and_forget" }
)";

TEST(ScenarioPlan, shards_go_where_capacity_does_not_help) {
    const Promise promise = Promise::read({"throttled_share <= 0.1 %"}).value();
    const auto answer = plan_of(hot_key, promise);
    ASSERT_TRUE(answer.ok() && answer.value());
    const ScenarioPlan& plan = *answer.value();
    EXPECT_TRUE(plan.kept) << (plan.broken.empty() ? "" : plan.broken.front());
    const auto written = read_scenario_text(plan.text, "planned.toml");
    ASSERT_TRUE(written.ok());
    bool shards = false;
    for (const RemedyEdit& edit : plan.edits)
        shards = shards || edit.path == TomlPath{"workloads", "voters", "write_shards"};
    EXPECT_TRUE(shards);
}

// A recorded batch cannot be kept at a price of one dollar.
TEST(ScenarioPlan, an_impossible_promise_names_what_stops_it) {
    const Promise promise =
        Promise::read({"throttled_share <= 0.1 %", "cost_per_month <= 1"}).value();
    const auto answer = plan_of(steady, promise);
    ASSERT_TRUE(answer.ok() && answer.value());
    EXPECT_FALSE(answer.value()->kept);
    ASSERT_FALSE(answer.value()->broken.empty());
    EXPECT_NE(answer.value()->broken.front().find("at most 1"), std::string::npos);
}

TEST(ScenarioPlan, stops_when_it_is_told_to) {
    const Promise promise = Promise::read({"throttled_share <= 0.1 %"}).value();
    const auto answer = plan_of(steady, promise, [] { return true; });
    ASSERT_TRUE(answer.ok());
    EXPECT_FALSE(answer.value());
}

TEST(Promise, names_of_limits_stand_for_their_figures) {
    const auto promise = Promise::read({"throttled_share <= 10 %", "cost_per_month <= 5"});
    ASSERT_TRUE(promise.ok());
    const nlohmann::ordered_json report{
        {"totals", {{"throttled", 11}, {"attempts", 100}, {"given_up", 0}, {"requests", 90}}},
        {"cost", {{"month", {{"total", 4.0}}}}}};
    const auto judged = promise.value().judge(report);
    ASSERT_EQ(judged.size(), 2U);
    EXPECT_FALSE(judged[0].holds);
    EXPECT_NEAR(*judged[0].value, 0.11, 1e-12);
    EXPECT_TRUE(judged[1].holds);
    EXPECT_TRUE(promise.value().by_table());
    EXPECT_EQ(promise.value().most_throttled(), 0.10);
    EXPECT_FALSE(Promise::read({"throttled_share is small"}).ok());
    const auto other = Promise::read({"tables.votes.throtled <= 3"});
    ASSERT_TRUE(other.ok());
    EXPECT_EQ(other.value()
                  .unknown_in({{"tables", {{"votes", {{"throttled", nullptr}}}}}})
                  .front()
                  .exit_code,
              ExitCode::bad_scenario);
}

}  // namespace
}  // namespace isotherm
