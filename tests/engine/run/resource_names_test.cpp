// SPDX-License-Identifier: Apache-2.0
// DynamoDB's names may contain dots (Developer Guide, naming rules). A resource is a table or an
// index of a table, and a dot does not distinguish them.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "engine/recording/run_database.h"
#include "engine/run/request_log.h"
#include "tests/engine/run/loads.h"
#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {
namespace {

FinishedRun run_of_names_case(const std::string& name) {
    return FinishedRun(content_of(ISOTHERM_SOURCE_DIR "/tests/cases/faults/" + name));
}

TEST(ResourceNames, no_two_resources_have_the_same_label) {
    const std::set<std::string> labels{ResourceName("events", "by.date").label(),
                                       ResourceName("events.by", "date").label(),
                                       ResourceName("events.by.date").label()};
    EXPECT_EQ(labels,
              (std::set<std::string>{"events / by.date", "events.by / date", "events.by.date"}));
}

// 100 WCU for the table and 5,000 for the index, both in the class for infrequent access.
TEST(ResourceNames, a_dot_in_the_name_of_an_index_changes_no_bill) {
    const auto plain = run_of_names_case("ia_min_index.toml").report().json();
    const auto dotted = run_of_names_case("ia_dot2.toml").report().json();
    EXPECT_EQ(plain["cost"]["month"]["total"], dotted["cost"]["month"]["total"]);
    const auto& month = dotted["cost"]["month"];
    const double hours = 730, write = 0.00081, read = 0.00016;  // us-east-1, Standard-IA
    EXPECT_DOUBLE_EQ(month["by_resource"]["events"], hours * (100 * write + 10 * read));
    EXPECT_DOUBLE_EQ(month["by_index"]["events"]["by.date"],
                     hours * (5'000 * write + 1'000 * read));
    EXPECT_EQ(dotted["tables"].size(), 1u) << "a table that nobody made";
    EXPECT_TRUE(dotted["tables"]["events"]["indexes"].contains("by.date"));
}

// Table "events" with index "by_date", and another table named "events.by_date".
TEST(ResourceNames, a_table_called_like_an_index_shares_nothing_with_it) {
    const FinishedRun run = run_of_names_case("clash.toml");
    EXPECT_EQ(run.table("events").totals.requests, 499u);
    EXPECT_EQ(run.table("events.by_date").totals.requests, 199u);
    EXPECT_EQ(run.table("events.by_date").seconds[1].back().provisioned, 77'000);
    const TableRecording& index = run.table("events", "by_date");
    EXPECT_EQ(index.seconds[1].back().provisioned, 500'000);
    EXPECT_NEAR(static_cast<double>(index.totals.requests), 499, 5) << "what waits at the end";
    const auto json = run.report().json();
    EXPECT_EQ(json["tables"].size(), 2u);
    EXPECT_EQ(json["tables"]["events.by_date"]["requests"], 199);
    EXPECT_FALSE(json["tables"]["events.by_date"].contains("indexes"));
    EXPECT_EQ(json["tables"]["events"]["indexes"]["by_date"]["requests"], index.totals.requests);
    EXPECT_EQ(json["cost"]["month"]["by_index"].size(), 1u);
    const std::atomic<bool> go_on{false};
    for (const TableRecording& one : run.recording().tables) {
        if (one.is_index) continue;  // index writes are not requests
        const auto log =
            log_requests(run.report().scenario(),
                         {.table = one.name, .first = sim_start, .end = sim_start + 10s}, go_on);
        EXPECT_EQ(log.value().count, one.totals.attempts) << one.name.label();
    }
}

TEST(ResourceNames, a_policy_stays_with_its_own_resource) {
    const FinishedRun run(R"(
era = "2018"
duration = "3m"
[tables.events]
capacity = { read = 5, write = 5 }
[tables.events.indexes.by_date]
capacity = { read = 5, write = 5 }
scaling.both = { policy = "fixed", write = 20 }
[tables."events.by_date"]
capacity = { read = 5, write = 5 }
scaling.both = { policy = "fixed", write = 30 }
[workloads.writers]
table = "events"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1/s" }
keys = { distribution = "uniform", distinct = 1000 }
)");
    EXPECT_EQ(run.table("events").seconds[1].back().provisioned, 5'000);
    EXPECT_EQ(run.table("events", "by_date").seconds[1].back().provisioned, 20'000);
    EXPECT_EQ(run.table("events.by_date").seconds[1].back().provisioned, 30'000);
}

TEST(ResourceNames, a_name_with_dots_is_quoted_in_a_path) {
    const std::string text = content_of(ISOTHERM_SOURCE_DIR "/tests/cases/faults/clash.toml");
    const auto scenario =
        scenario_of(text, {{"tables.\"events.by_date\".capacity.write", "78"},
                           {"tables.events.indexes.'by_date'.capacity.write", "501"}});
    ASSERT_TRUE(scenario);
    EXPECT_EQ(scenario->tables.at("events.by_date").capacity.provisioned.write, 78);
    EXPECT_EQ(scenario->tables.at("events").indexes.at("by_date").capacity.provisioned.write, 501);
    const auto bad = read_scenario_text(text, "t", {{"tables.\"events.by_date\".size", "0 WCU"}});
    ASSERT_FALSE(bad.ok());
    EXPECT_NE(all_texts(bad.errors()).find("tables.\"events.by_date\".size"), std::string::npos);
}

TEST(ResourceNames, run_files_keep_the_two_names_apart) {
    const FinishedRun run = run_of_names_case("clash.toml");
    const ScenarioFolder folder;
    ASSERT_TRUE(write_run_database(folder.path("run.sqlite"), run.recording(), {}).empty());
    const auto read = read_run_database(folder.path("run.sqlite"));
    ASSERT_TRUE(read.ok()) << all_texts(read.errors());
    const Recording& recording = read.value().recording;
    ASSERT_EQ(recording.tables.size(), run.recording().tables.size());
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        EXPECT_EQ(recording.tables[t].name, run.recording().tables[t].name);
        EXPECT_EQ(recording.tables[t].is_index, run.recording().tables[t].is_index);
        EXPECT_EQ(recording.tables[t].totals, run.recording().tables[t].totals);
    }
    ASSERT_EQ(recording.events.size(), run.recording().events.size());
    for (std::size_t e = 0; e < recording.events.size(); ++e)
        EXPECT_EQ(recording.events[e].resource, run.recording().events[e].resource);
}

}  // namespace
}  // namespace isotherm
