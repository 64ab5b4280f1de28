// SPDX-License-Identifier: Apache-2.0
// Workloads that change at some time, by the scenario or live.

#include <gtest/gtest.h>

#include "engine/run/simulation.h"
#include "app/report/english.h"
#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

// 600 writes/s, most of them to one key, on a table of four partitions of 250 WCU.
constexpr const char* voting = R"(
era = "2016"
seed = 5
duration = "60s"
[model]
initial_burst = 0
[tables.votes]
partitions = 4
item_size = "500 B"
capacity = { mode = "provisioned", read = 10, write = 1000 }
[workloads.voters]
table = "votes"
operation = "UpdateItem"
arrivals = { shape = "poisson", rate = "600/s" }
keys = { distribution = "zipf", distinct = 10, exponent = 2.0 }
client = { retry = "sdk_standard" }
)";

std::string change(std::string_view name, std::string_view at, std::string_view what) {
    return fmt::format("[workloads.voters.changes.{}]\nat = \"{}\"\n{}\n", name, at, what);
}

std::uint64_t tries_between(const TableRecording& table, std::size_t first, std::size_t end) {
    std::uint64_t tries = 0;
    for (std::size_t s = first; s < end; ++s)
        for (const std::uint32_t count : table.seconds[1].at(s).requests) tries += count;
    return tries;
}

std::string first_error(const std::string& text) {
    const auto scenario = read_scenario_text(text, "test.toml");
    return scenario.ok() ? std::string() : scenario.errors()[0].text();
}

// A key with 64 % of 600 writes/s is on one partition of 250; each of its ten shards gets 38.
TEST(WorkloadChanges, write_shards_relieve_a_hot_key_from_their_moment_on) {
    const FinishedRun run(voting + change("shards", "30s", "write_shards = 10"));
    const auto before = counts_between(run.table(), Side::write, 5, 30);
    const auto after = counts_between(run.table(), Side::write, 45, 60);
    EXPECT_GT(before.throttled_share(), 0.2);
    EXPECT_LT(after.throttled_share(), 0.02);
    const auto& events = run.recording().events;
    const auto told = std::find_if(events.begin(), events.end(), [](const Event& event) {
        return event.kind == EventKind::workload_changed;
    });
    ASSERT_NE(told, events.end());
    EXPECT_EQ(told->second, 30);
    EXPECT_EQ(told->resource.label(), "votes");
    EXPECT_EQ(english(told->text), "voters (shards): write_shards = 10");
}

// From 30 s on every condition holds. Failures that were already drawn for buffered requests must
// not remain.
TEST(WorkloadChanges, failed_conditions_end_with_their_setting) {
    std::string text = voting;
    text.replace(text.find("keys = "), 0, "condition_fails = \"100 %\"\n");
    const FinishedRun run(text + change("sure", "30s", "condition_fails = 0"));
    const auto failed = [&](std::size_t second) {
        return run.table().seconds[Side::write].at(second).calls.conditional_check_failed;
    };
    EXPECT_GT(failed(10), 100U);
    for (std::size_t second = 31; second < 60; ++second) EXPECT_EQ(failed(second), 0U) << second;
}

TEST(WorkloadChanges, a_rate_holds_exactly_from_its_moment_on) {
    std::string text = voting;
    text.replace(text.find("poisson"), 7, "constant");
    const FinishedRun run(text + change("rush", "30s", "arrivals = { rate = \"60/s\" }") +
                          "[workloads.voters.changes.back]\nat = \"40s\"\n");
    const auto& seconds = run.table().seconds[1];
    const auto fresh = [&](std::size_t second) { return seconds[second].requests[0]; };
    EXPECT_EQ(fresh(35), 60U);
    EXPECT_GT(tries_between(run.table(), 50, 51), 590U);
}

// A change without content must leave no trace in the run.
TEST(WorkloadChanges, a_change_that_changes_nothing_gives_the_same_run) {
    const FinishedRun plain(voting);
    for (const char* at : {"0s", "1us", "30s", "31.234567s", "59.999999s"}) {
        const FinishedRun changed(voting + change("nothing", at, ""));
        EXPECT_EQ(changed.report().fingerprint(), plain.report().fingerprint()) << at;
    }
}

// Common random numbers: only the keys change, so nothing else differs between the two runs.
TEST(WorkloadChanges, other_keys_do_not_change_the_arrivals) {
    std::string unthrottled = voting;
    unthrottled.replace(unthrottled.find("write = 1000"), 12, "write = 9000");
    unthrottled.replace(unthrottled.find("partitions = 4"), 14, "partitions = 9");
    const FinishedRun plain(unthrottled);
    const FinishedRun changed(unthrottled + change("flat", "20s", "keys = { exponent = 0.1 }"));
    for (std::size_t s = 0; s < 60; ++s) {
        EXPECT_EQ(plain.table().seconds[1][s].requests[0],
                  changed.table().seconds[1][s].requests[0]);
    }
    EXPECT_NE(plain.report().fingerprint(), changed.report().fingerprint());
}

TEST(WorkloadChanges, live_changes_and_changes_in_the_scenario_give_the_same_run) {
    for (const char* what : {"write_shards = 10", "arrivals = { rate = \"2000/s\" }",
                             "keys = { distribution = \"uniform\", distinct = 40 }",
                             "operation = \"PutItem\"\ncondition_fails = \"10 %\""}) {
        const std::string text = voting + change("live", "23.456789s", what);
        const FinishedRun written(text);
        const auto base = read_scenario_text(voting, "live.toml");
        const auto full = read_scenario_text(text, "live.toml");
        ASSERT_TRUE(base.ok() && full.ok()) << what;
        auto simulation = Simulation::create(base.value());
        simulation.value()->advance(sim_start + 23'456'789us);
        simulation.value()->apply_live("voters", "live",
                                       full.value().workloads.at("voters").changes.at("live"));
        simulation.value()->advance(simulation.value()->end());
        EXPECT_EQ(simulation.value()->report().fingerprint(), written.report().fingerprint())
            << what;
        EXPECT_EQ(resolved_text(simulation.value()->scenario()), resolved_text(full.value()));
    }
}

TEST(WorkloadChanges, batches_and_slices_change_no_result) {
    const std::string text = voting + change("a", "10s", "write_shards = 3") +
                             change("b", "20.5s", "arrivals = { rate = \"900/s\" }");
    const FinishedRun plain(text);
    const auto scenario = read_scenario_text(text, "test.toml");
    for (const std::size_t rows : {1U, 7U, 1'024U}) {
        auto simulation = Simulation::create(scenario.value(), {.batch_rows = rows});
        while (!simulation.value()->finished())
            simulation.value()->advance(simulation.value()->now() + 777ms);
        EXPECT_EQ(simulation.value()->report().fingerprint(), plain.report().fingerprint());
    }
}

TEST(WorkloadChanges, settings_that_are_left_out_stay_as_in_the_workload) {
    const auto scenario = read_scenario_text(
        voting + change("a", "10s", "arrivals = { rate = \"900/s\" }") +
            change("b", "20s", "keys = { distribution = \"uniform\", distinct = 7 }"),
        "test.toml");
    ASSERT_TRUE(scenario.ok()) << scenario.errors()[0].text();
    WorkloadSpec workload = scenario.value().workloads.at("voters");
    const auto lines = [&](const char* name) {
        return changed_settings(*workload.workload, *workload.changes.at(name).workload);
    };
    EXPECT_EQ(lines("a"), std::vector<std::string>{"arrivals.rate = \"900/s\""});
    const std::vector<std::string> other_keys = lines("b");
    EXPECT_EQ(other_keys.front(), "keys.distribution = \"uniform\"");
    const auto again = read_scenario_text(resolved_text(scenario.value()), "again.toml");
    ASSERT_TRUE(again.ok()) << again.errors()[0].text();
    EXPECT_EQ(resolved_text(again.value()), resolved_text(scenario.value()));
}

TEST(WorkloadChanges, errors_are_reported_once_and_with_their_place) {
    const std::string late = first_error(voting + change("a", "2m", ""));
    EXPECT_NE(late.find("the run ends after 1m"), std::string::npos) << late;
    const std::string unknown = first_error(voting + change("a", "2s", "write_shard = 4"));
    EXPECT_NE(unknown.find("write_shard"), std::string::npos) << unknown;
    EXPECT_NE(unknown.find("test.toml:19:1"), std::string::npos) << unknown;
    const std::string table = first_error(voting + change("a", "2s", "table = \"votes\""));
    EXPECT_NE(table.find("unknown key \"table\""), std::string::npos) << table;
    const std::string batches =
        first_error(voting + change("a", "2s", "operation = \"BatchWriteItem\"\nbatch_items = 5"));
    EXPECT_NE(batches.find("how many items a call has"), std::string::npos) << batches;
    std::string wrong = voting;
    wrong.replace(wrong.find("exponent = 2.0"), 14, "exponent = -1.");
    const auto scenario = read_scenario_text(wrong + change("a", "2s", ""), "test.toml");
    ASSERT_FALSE(scenario.ok());
    EXPECT_EQ(scenario.errors().size(), 1U);
}

}  // namespace
}  // namespace isotherm
