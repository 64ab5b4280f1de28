// SPDX-License-Identifier: Apache-2.0
// UpdateTable on tables with indexes: one call at a time, and an index has the capacity mode of its
// table (Developer Guide, UpdateTable; managing global secondary indexes; capacity modes).

#include <gtest/gtest.h>

#include "app/report/english.h"
#include "tests/engine/run/loads.h"
#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {
namespace {

std::string text_of_case(const std::string& name) {
    return content_of(ISOTHERM_SOURCE_DIR "/tests/cases/" + name);
}

bool in_use(const CapacityChange& change) {
    return english(change.refusal).starts_with("ResourceInUseException");
}

std::string errors_of(const std::string& text) {
    const auto scenario = read_scenario_text(text, "test.toml");
    return scenario.ok() ? std::string() : all_texts(scenario.errors());
}

std::string indexed(std::string_view more = "") {
    return fmt::format(R"(
era = "2024"
duration = "10m"
{}
[tables.tab]
capacity = {{ read = 100, write = 100 }}
[tables.tab.indexes.by_name]
capacity = {{ read = 100, write = 100 }}
)",
                       more);
}

TEST(UpdateTableCases, case_37_twice_while_the_table_is_updating_its_indexes_take_no_change) {
    const FinishedRun run(text_of_case("37-twice/order.toml"));
    const auto& changes = run.recording().capacity_changes;
    ASSERT_EQ(changes.size(), 4u);
    EXPECT_TRUE(changes[0].refusal.empty());
    EXPECT_EQ(changes[1].resource, ResourceName("orders", "by_user"));
    EXPECT_EQ(changes[2].resource, ResourceName("orders"));
    EXPECT_EQ(changes[3].resource, ResourceName("orders", "by_day"));
    for (std::size_t later = 1; later < 4; ++later) {
        EXPECT_TRUE(in_use(changes[later])) << english(changes[later].refusal);
        EXPECT_FALSE(changes[later].effective_second);
    }
    EXPECT_EQ(seconds_of(run, EventKind::capacity_refused),
              (std::vector<std::int64_t>{61, 62, 63}));
    EXPECT_EQ(run.table("orders").seconds[1].back().provisioned, 20'000);
    EXPECT_EQ(run.table("orders", "by_user").seconds[1].back().provisioned, 10'000);
}

TEST(UpdateTableCases, an_index_that_is_updating_blocks_its_table_too) {
    const FinishedRun run(indexed() + R"(
[changes.a]
at = "1m"
table = "tab"
indexes.by_name = { write = 200 }
[changes.b]
at = "61s"
table = "tab"
write = 200
[changes.c]
at = "2m"
table = "tab"
write = 200
)" + workload_text({.name = "writers", .rate = "1/s"}));
    const auto& changes = run.recording().capacity_changes;
    ASSERT_EQ(changes.size(), 3u);
    EXPECT_TRUE(changes[0].refusal.empty());
    EXPECT_TRUE(in_use(changes[1]));
    EXPECT_TRUE(changes[2].refusal.empty()) << "ACTIVE again after 30 s";
}

TEST(UpdateTableCases, changes_at_the_same_time_are_one_call) {
    const FinishedRun run(indexed() + R"(
[changes.of_index]
at = "1m"
table = "tab"
indexes.by_name = { write = 200 }
[changes.of_table]
at = "60s"
table = "tab"
write = 300
)" + workload_text({.name = "writers", .rate = "1/s"}));
    const auto& changes = run.recording().capacity_changes;
    ASSERT_EQ(changes.size(), 2u);
    EXPECT_EQ(changes[0].resource, ResourceName("tab"));
    EXPECT_EQ(changes[1].resource, ResourceName("tab", "by_name"));
    for (const CapacityChange& change : changes) {
        EXPECT_EQ(change.asked_by, "changes.of_index, changes.of_table");
        EXPECT_EQ(change.effective_second, 90);
    }
    EXPECT_EQ(run.table("tab").seconds[1].back().provisioned, 300'000);
    EXPECT_EQ(run.table("tab", "by_name").seconds[1].back().provisioned, 200'000);
}

TEST(UpdateTableCases, changes_at_the_same_time_must_agree) {
    const std::string load = workload_text({.name = "writers", .rate = "1/s"});
    const auto both = [&](const char* a, const char* b) {
        return errors_of(indexed() + "[changes.a]\nat = \"1m\"\ntable = \"tab\"\n" + a +
                         "\n[changes.b]\nat = \"60s\"\ntable = \"tab\"\n" + b + "\n" + load);
    };
    EXPECT_EQ(both("read = 50", "write = 50"), "");
    EXPECT_EQ(both("write = 50", "write = 50"), "");
    EXPECT_NE(both("write = 50", "write = 60").find("differ in write"), std::string::npos);
    EXPECT_NE(both("mode = \"on_demand\"", "write = 60").find("differ in mode"), std::string::npos);
    EXPECT_NE(both("indexes.by_name = { read = 5 }", "indexes.by_name = { read = 6 }")
                  .find("differ in indexes.by_name.read"),
              std::string::npos);
}

// 90 of 100 units/s on both sides: two points are visible at 180 s (V-A1), 90 / 0.7 = 128.6.
TEST(UpdateTableCases, reads_and_writes_of_one_check_are_one_call) {
    const FinishedRun run(
        R"(
era = "2024"
duration = "10m"
[tables.tab]
capacity = { read = 100, write = 100 }
scaling.read = { policy = "target_tracking" }
scaling.write = { policy = "target_tracking" }
)" + workload_text({.name = "writers", .rate = "90/s"}) +
        workload_text({.name = "readers", .operation = "GetItem", .rate = "90/s"}));
    const auto& changes = run.recording().capacity_changes;
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes[0].second, 180);
    EXPECT_EQ(changes[0].wanted.read, 129);
    EXPECT_EQ(changes[0].wanted.write, 129);
    EXPECT_EQ(changes[0].asked_by, "target_tracking");
    EXPECT_NE(english(changes[0].reason).find("reads: "), std::string::npos);
    EXPECT_NE(english(changes[0].reason).find("writes: "), std::string::npos);
}

// Table and index are two scaling targets whose alarms come at the same moment: the request for the
// index is refused, and is repeated a minute later, when the table is ACTIVE.
TEST(UpdateTableCases, a_refused_policy_asks_again_while_its_alarm_persists) {
    for (const char* policy : {"target_tracking", "step"}) {
        const std::string scaling = fmt::format("scaling.write = {{ policy = \"{}\" }}\n", policy);
        const FinishedRun run(R"(
era = "2024"
duration = "5m"
[tables.tab]
capacity = { read = 100, write = 100 }
)" + scaling + R"([tables.tab.indexes.by_name]
capacity = { read = 100, write = 100 }
)" + scaling + workload_text({.name = "writers", .rate = "90/s"}));
        const auto& changes = run.recording().capacity_changes;
        ASSERT_EQ(changes.size(), 3u) << policy;
        EXPECT_EQ(changes[0].resource, ResourceName("tab"));
        EXPECT_EQ(changes[0].second, 180);
        EXPECT_TRUE(changes[0].refusal.empty());
        EXPECT_EQ(changes[1].resource, ResourceName("tab", "by_name"));
        EXPECT_EQ(changes[1].second, 180);
        EXPECT_TRUE(in_use(changes[1])) << english(changes[1].refusal);
        EXPECT_EQ(changes[2].resource, ResourceName("tab", "by_name"));
        EXPECT_EQ(changes[2].second, 240);
        EXPECT_TRUE(changes[2].refusal.empty());
        EXPECT_EQ(changes[2].wanted.write, changes[0].wanted.write);
        EXPECT_EQ(seconds_of(run, EventKind::capacity_refused), (std::vector<std::int64_t>{180}));
    }
}

TEST(UpdateTableCases, a_second_new_index_waits_for_the_first) {
    const FinishedRun run(R"(
era = "2024"
duration = "10m"
[tables.tab]
size = "1 MB"
capacity = { read = 100, write = 100 }
[tables.tab.indexes.by_day]
created = "1m"
capacity = { read = 100, write = 1000 }
[tables.tab.indexes.by_name]
created = "1m"
capacity = { read = 100, write = 1000 }
)" + workload_text({.name = "writers", .rate = "1/s"}));
    const auto& changes = run.recording().capacity_changes;
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes[0].resource, ResourceName("tab", "by_name"));
    EXPECT_TRUE(in_use(changes[0]));
    const auto active = seconds_of(run, EventKind::index_active);
    ASSERT_EQ(active.size(), 2u);
    EXPECT_GT(active[1], active[0] + 60) << "allocated only after the first was ACTIVE";
}

// 40 writes/s for an index of 5 WCU; switching the table takes five minutes and includes the index.
TEST(IndexModes, case_24_mixed_mode_an_index_follows_its_table) {
    const FinishedRun run(text_of_case("24-mixed-mode/min.toml"));
    const TableRecording& index = run.table("orders", "by_day");
    EXPECT_FALSE(index.on_demand_at(899));
    EXPECT_TRUE(index.on_demand_at(901));
    EXPECT_TRUE(run.table("orders").on_demand_at(901));
    // The demand exceeds the index's rate by 35 per second: its burst of 1,500 is used up after 43
    // s, and 26 s later 900 entries wait, which is three minutes at 5 WCU. (900 - 68.6) x 35 =
    // 29,100.
    EXPECT_EQ(counts_between(run.table("orders"), Side::write, 0, 68).throttled, 0u);
    const Counts before = counts_between(run.table("orders"), Side::write, 68, 902);
    EXPECT_NEAR(static_cast<double>(before.throttled), 29'100, 100);
    EXPECT_EQ(counts_between(run.table("orders"), Side::write, 902, 1'800).throttled, 0u);
    EXPECT_EQ(run.recording().capacity_changes.size(), 2u) << "one call, two resources";
}

TEST(IndexModes, a_table_and_its_index_in_two_modes_are_an_error) {
    const std::string load = workload_text({.name = "writers", .rate = "1/s"});
    const auto mixed = [&](const char* table, const char* index) {
        return errors_of(
            fmt::format("era = \"2024\"\nduration = \"1m\"\n[tables.tab]\n"
                        "capacity = {}\n[tables.tab.indexes.by_day]\n{}\n{}",
                        table, index, load));
    };
    const char* on_demand = "{ mode = \"on_demand\" }";
    const char* provisioned = "{ read = 5, write = 5 }";
    EXPECT_NE(mixed(on_demand, "capacity = { mode = \"provisioned\", read = 5, write = 5 }")
                  .find("its table's capacity mode, which is on-demand"),
              std::string::npos);
    EXPECT_NE(mixed(provisioned, "capacity = { mode = \"on_demand\" }")
                  .find("its table's capacity mode, which is provisioned"),
              std::string::npos);
    EXPECT_EQ(mixed(on_demand, ""), "") << "there is nothing to say about an index on demand";
    EXPECT_EQ(mixed(on_demand, "capacity = { mode = \"on_demand\" }"), "");
    EXPECT_EQ(mixed(on_demand, "capacity = { warm_write = 5000 }"), "");
    EXPECT_NE(mixed(provisioned, "").find("capacity is missing"), std::string::npos);
}

TEST(IndexModes, back_in_provisioned_mode_an_index_needs_units) {
    const auto back = [](const char* index, const char* more) {
        return fmt::format(R"(
era = "2024"
duration = "10m"
[tables.tab]
capacity = {{ mode = "on_demand" }}
[tables.tab.indexes.by_day]
{}
[changes.back]
at = "1m"
table = "tab"
mode = "provisioned"
read = 50
write = 50
{}
{})",
                           index, more, workload_text({.name = "writers", .rate = "1/s"}));
    };
    EXPECT_NE(errors_of(back("", "")).find("index by_day becomes provisioned with its table"),
              std::string::npos);
    const FinishedRun run(back("", "indexes.by_day = { read = 20, write = 30 }"));
    EXPECT_EQ(run.table("tab").seconds[1].back().provisioned, 50'000);
    EXPECT_EQ(run.table("tab", "by_day").seconds[1].back().provisioned, 30'000);
    EXPECT_FALSE(run.table("tab", "by_day").on_demand_at(599));
}

// Switches to on-demand mode are accepted at 0, 1, 2 and 3 h, refused at 4 h and accepted at 24 h
// 01 min: four in any 24 hours. Switches back are not limited (Developer Guide, switching capacity
// modes).
TEST(ModeSwitches, v_n6_four_in_any_24_hours_and_back_at_any_time) {
    std::string text =
        "era = \"2024\"\nduration = \"26h\"\n[model]\nmode_switches_per_day = 4\n"
        "switch_to_provisioned_freely = true\n"
        "[tables.tab]\ncapacity = { read = 50, write = 50 }\n";
    const auto add = [&text](const char* name, int minute, const char* what) {
        text +=
            fmt::format("[changes.{}]\nat = \"{}m\"\ntable = \"tab\"\n{}\n", name, minute, what);
    };
    constexpr const char* there = "mode = \"on_demand\"";
    constexpr const char* back = "mode = \"provisioned\"\nread = 50\nwrite = 50";
    add("a0", 0, there);
    add("a1", 30, back);
    add("b0", 60, there);
    add("b1", 90, back);
    add("c0", 120, there);
    add("c1", 150, back);
    add("d0", 180, there);
    add("d1", 210, back);
    add("e0", 240, there);
    add("f0", 24 * 60 + 1, there);
    const FinishedRun run(text + workload_text({.name = "writers", .rate = "1/h"}));
    const auto& changes = run.recording().capacity_changes;
    ASSERT_EQ(changes.size(), 10u);
    for (const CapacityChange& change : changes) {
        const bool refused = change.second == 240 * 60;
        EXPECT_EQ(!change.refusal.empty(), refused)
            << change.second << " " << english(change.refusal);
    }
    EXPECT_TRUE(run.table().on_demand_at(25 * 3'600));
}

}  // namespace
}  // namespace isotherm
