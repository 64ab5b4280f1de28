// SPDX-License-Identifier: Apache-2.0
// Settings that DynamoDB refuses, or that can never take effect, are errors of the scenario before
// the run, instead of being ignored by it.

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "app/report/english.h"
#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

struct Refusal {
    std::string text;
    std::string_view what;
    std::string_view fix;
};

void expect_refused(const Refusal& row) {
    const auto scenario = read_scenario_text(row.text, "test.toml");
    ASSERT_FALSE(scenario.ok()) << row.text;
    const std::string texts = all_texts(scenario.errors());
    EXPECT_EQ(scenario.errors().size(), 1u) << texts;
    EXPECT_EQ(static_cast<int>(scenario.errors().front().exit_code), 78) << texts;
    EXPECT_NE(texts.find(row.what), std::string::npos) << texts;
    EXPECT_NE(texts.find(row.fix), std::string::npos) << texts;
}

std::string head(std::string_view era = "2024") {
    return fmt::format("era = \"{}\"\nduration = \"1h\"\n", era);
}

const std::string table = "[tables.tab]\ncapacity = { read = 100, write = 100 }\n";

std::string change(const char* what, const char* at = "10m") {
    return fmt::format("[changes.a]\nat = \"{}\"\ntable = \"tab\"\n{}\n", at, what);
}

std::string writers(const char* arrivals, const char* more = "") {
    return fmt::format(
        "[workloads.writers]\ntable = \"tab\"\noperation = \"PutItem\"\narrivals = {}\n"
        "keys = {{ distribution = \"uniform\", distinct = 1000 }}\n{}\n",
        arrivals, more);
}

constexpr const char* steady = "{ shape = \"constant\", rate = \"1/s\" }";
const std::string load = writers(steady);

TEST(RefusedSettings, changes_that_are_empty_or_too_late) {
    expect_refused({head() + table + change("") + load, "changes nothing", "indexes.NAME"});
    expect_refused({head() + table + change("write = 0") + load, "write is 0", ""});
    expect_refused({head() + table + "indexes.by_day.capacity = { read = 5, write = 5 }\n" +
                        change("indexes.by_day = { write = 0 }") + load,
                    "write is 0", ""});
    expect_refused({head() + table + change("write = 5", "1h") + load, "the run ends after 1h",
                    "make the run longer"});
    expect_refused({head() + table + change("write = 5", "2h") + load, "the run ends after 1h",
                    "make the run longer"});
}

TEST(RefusedSettings, loads_that_begin_after_the_end) {
    expect_refused({head() + table +
                        writers("{ shape = \"spike\", rate = \"1/s\", peak = \"9/s\", at = "
                                "\"1h\", lasting = \"1m\" }"),
                    "begins after 1h is never reached", "make the run longer"});
    expect_refused({head() + table +
                        writers("{ shape = \"constant\", rate = \"1/s\", start_after = \"90m\" }"),
                    "begins after 90m is never reached", "choose an earlier time"});
}

TEST(RefusedSettings, items_above_the_largest_of_the_era) {
    for (const char* sizes :
         {"sizes = { distribution = \"fixed\", size = \"65 KB\" }",
          "sizes = { distribution = \"exponential\", mean = \"65 KB\" }",
          "sizes = { distribution = \"log_normal\", median = \"1 KB\", largest = \"65 KB\" }"}) {
        expect_refused({head("2013") + table + writers(steady, sizes),
                        "larger than the largest item of the era, 64 KB", "later era"});
        EXPECT_TRUE(read_scenario_text(head("2016") + table + writers(steady, sizes), "t").ok());
    }
    // Sizes that are not set explicitly are limited by the era.
    EXPECT_TRUE(
        read_scenario_text(
            head("2013") + table +
                writers(steady, "sizes = { distribution = \"log_normal\", mean = \"1 KB\" }"),
            "t")
            .ok());
}

TEST(RefusedSettings, what_tables_on_demand_do_not_have) {
    const std::string on_demand = "[tables.tab]\ncapacity = { mode = \"on_demand\" }\n";
    expect_refused({head() + on_demand + "partitions = 1\n" + load, "has at least 4", "4 or more"});
    expect_refused({head() + on_demand + "indexes.by_day.partitions = 3\n" + load, "has at least 4",
                    "4 or more"});
    EXPECT_TRUE(read_scenario_text(head() + on_demand + "partitions = 8\n" + load, "t").ok());
    expect_refused(
        {head() + on_demand + "time_series = { period = \"day\", cool_write = [1] }\n" + load,
         "no capacity to lower as its tables age", "provisioned"});
    expect_refused(
        {head() + on_demand + "indexes.by_day.scaling.write = { policy = \"step\" }\n" + load,
         "no provisioned throughput to scale", "remove the policy"});
}

TEST(RefusedSettings, an_empty_name_is_no_table) {
    expect_refused({head() + table +
                        "[workloads.writers]\ntable = \"\"\noperation = \"PutItem\"\narrivals = " +
                        steady + "\nkeys = { distribution = \"uniform\", distinct = 9 }\n",
                    "there is no table \"\"", "tab"});
    expect_refused({head() + table + "[changes.a]\nat = \"1m\"\ntable = \"\"\nwrite = 5\n" + load,
                    "there is no table \"\"", "tab"});
}

// DynamoDB answers with ValidationException if the requested values equal the current ones (API
// reference, UpdateTable).
TEST(RefusedSettings, dynamodb_refuses_changes_without_effect) {
    const std::string on_demand =
        "[tables.tab]\ncapacity = { mode = \"on_demand\", maximum_write = 500 }\n";
    for (const std::string& text :
         {table + change("write = 100"), on_demand + change("mode = \"on_demand\""),
          on_demand + change("maximum_write = 500"), on_demand + change("write = 100")}) {
        const FinishedRun run(head() + text + load);
        const auto& changes = run.recording().capacity_changes;
        ASSERT_EQ(changes.size(), 1u) << text;
        EXPECT_TRUE(english(changes[0].refusal).starts_with("ValidationException"))
            << english(changes[0].refusal);
    }
    const FinishedRun run(head() + on_demand + change("maximum_write = 600") + load);
    EXPECT_TRUE(run.recording().capacity_changes.at(0).refusal.empty());
}

// A setting that is left out of a change is also left out of the resolved text: as 0 it would be
// refused.
TEST(RefusedSettings, a_change_reads_back_as_it_was_resolved) {
    const std::string text = head() + table + change("write = 5") + load;
    const std::string resolved = resolved_text(scenario_of(text).value());
    EXPECT_EQ(resolved_text(scenario_of(resolved).value()), resolved);
    EXPECT_EQ(resolved.find("\nread = 0"), std::string::npos);
}

}  // namespace
}  // namespace isotherm
