// SPDX-License-Identifier: Apache-2.0
// What a plan chooses from besides units: settings of --over, nodes of DAX, table classes,
// commitments, schedules. In each scenario one choice is the cheapest by arithmetic.

#include <gtest/gtest.h>

#include "engine/plans/scenario_plan.h"

namespace isotherm {
namespace {

std::optional<ScenarioPlan> plan_over(const std::string& text, std::vector<SweepAxis> over,
                                      PaymentChoices payments = {false, false, false}) {
    const Promise promise = Promise::read({"throttled_share <= 0.1 %"}).value();
    const auto answer = plan_scenario({.base = {text, "test.toml", {}},
                                       .promise = promise,
                                       .over = std::move(over),
                                       .payments = payments,
                                       .seeds = 2,
                                       .threads = 2});
    EXPECT_TRUE(answer.ok()) << (answer.ok() ? "" : answer.errors().front().what);
    return answer.ok() ? answer.value() : std::nullopt;
}

// The value that a plan writes for a setting; empty: none.
std::string value_in(const ScenarioPlan& plan, const TomlPath& path) {
    std::string value;
    for (const RemedyEdit& edit : plan.edits)
        if (edit.path == path) value = edit.value;
    return value;
}

// 200 reads of 4 KB a second for 100 keys. The cache that has room for one of them leaves nearly
// all reads to the table, the one with room for all 100 nothing after the first minute.
const std::string cached = R"(
duration = "10m"
[tables.catalog]
item_size = "4 KB"
capacity = { read = 200, write = 5 }
[caches.near]
kind = "aside"
items = 1
[workloads.readers]
table = "catalog"
operation = "GetItem"
consistency = "eventual"
through = "caches.near"
arrivals = { shape = "constant", rate = "200/s" }
keys = { distribution = "uniform", distinct = 100 }
)";

TEST(PlanOver, chooses_the_size_of_a_cache) {
    const auto plan = plan_over(cached, {{"caches.near.items", {"1", "100"}}});
    ASSERT_TRUE(plan && plan->kept);
    EXPECT_EQ(value_in(*plan, {"caches", "near", "items"}), "100");
    // A hundred misses a minute are all that the table is asked for; 200 units cost 19 dollars.
    ASSERT_TRUE(plan->tables.at(0).list_month && plan->tables.at(0).list_now);
    EXPECT_LT(*plan->tables.at(0).list_month, *plan->tables.at(0).list_now / 4);
}

// Twice and half as many nodes are tried. One of them has room for all items and 50,000 requests a
// second, so more only cost more.
TEST(PlanOver, takes_no_more_nodes_of_dax_than_it_needs) {
    std::string text = cached;
    text.replace(text.find("kind = \"aside\"\nitems = 1"), 24, "kind = \"dax\"\nnodes = 2");
    const auto plan = plan_over(text, {});
    ASSERT_TRUE(plan && plan->kept);
    EXPECT_EQ(value_in(*plan, {"caches", "near", "nodes"}), "1");
    ASSERT_TRUE(plan->cost_now && plan->payment.month.complete());
    // r5.large is 0.255 dollars an hour in us-east-1: the other node's 730 hours are saved.
    EXPECT_GT(*plan->cost_now - plan->payment.month.total.in_dollars(), 0.255 * 730);
}

// 400 GB for 100 dollars a month, and hardly any requests: in Standard-IA, storage is 60 % cheaper.
TEST(PlanOver, chooses_the_table_class) {
    const std::string text = R"(
duration = "10m"
[tables.archive]
size = "400 GB"
item_size = "1 KB"
capacity = { read = 5, write = 5 }
[workloads.readers]
table = "archive"
operation = "GetItem"
arrivals = { shape = "constant", rate = "1/s" }
keys = { distribution = "uniform", distinct = 1000 }
)";
    const auto plan = plan_over(text, {}, {true, false, false});
    ASSERT_TRUE(plan && plan->kept);
    EXPECT_EQ(value_in(*plan, {"tables", "archive", "class"}), "\"standard_ia\"");
}

// 1,000 steady writes a second are reserved for three years: ten blocks of a hundred units, and one
// more if the room above them is dearer at list price. Who may not commit pays the list price.
TEST(PlanOver, reserves_what_is_used_all_the_time) {
    const std::string text = R"(
duration = "10m"
[tables.votes]
item_size = "1 KB"
capacity = { read = 5, write = 1500 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1000/s" }
keys = { distribution = "uniform", distinct = 1000000 }
)";
    const auto bound = plan_over(text, {}, {true, true, true});
    ASSERT_TRUE(bound && bound->kept);
    ASSERT_TRUE(bound->payment.reserved);
    const std::int64_t reserved = bound->payment.reserved->units(Side::write);
    EXPECT_GE(reserved, 1'000);
    EXPECT_LE(reserved, 1'100);
    EXPECT_EQ(value_in(*bound, {"billing", "reserved_write"}), std::to_string(reserved));
    const auto free = plan_over(text, {});
    ASSERT_TRUE(free && free->kept);
    EXPECT_FALSE(free->payment.commits());
    EXPECT_LT(bound->payment.month.total, free->payment.month.total);
}

// Twenty times as many writes from 02:00 to 04:00 on both days. A policy sees them when they have
// come, too late for 0.1 %; a constant costs twelve times the hours of a schedule.
TEST(PlanOver, gives_a_daily_job_a_schedule) {
    const std::string text = R"(
duration = "2d"
start = 2026-03-02T00:00:00Z
[tables.reports]
item_size = "10 KB"
capacity = { read = 5, write = 500 }
[workloads.night]
table = "reports"
operation = "PutItem"
arrivals = { shape = "schedule", rate = "1/s", times = [{ at = "0h", factor = 1 }, { at = "2h", factor = 20 }, { at = "4h", factor = 1 }] }
keys = { distribution = "uniform", distinct = 1000000 }
client = { retry = "fire_and_forget" }
)";
    const auto plan = plan_over(text, {});
    ASSERT_TRUE(plan && plan->kept);
    const auto& sides = plan->tables.at(0).setting.places.at(ResourceName("reports"));
    EXPECT_EQ(sides[Side::write].kind, SettingKind::schedule) << plan->tables.at(0).setting.text();
}

}  // namespace
}  // namespace isotherm
