// SPDX-License-Identifier: Apache-2.0
// include, and the option --set.

#include <gtest/gtest.h>

#include "tests/engine/scenario/scenario_folder.h"
#include "tests/engine/scenario/scenario_texts.h"

namespace isotherm {
namespace {

void expect_include_refused(const Result<Scenario>& scenario, int number, std::string_view what) {
    ASSERT_FALSE(scenario.ok());
    const Error& error = scenario.errors().front();
    EXPECT_EQ(digits_of(error.number), number) << error.text();
    EXPECT_NE(error.what.find(what), std::string::npos) << error.text();
}

TEST(ScenarioInclude, adds_settings_that_the_file_itself_does_not_have) {
    const ScenarioFolder folder;
    folder.file("parts/common.toml",
                "name = \"from common\"\nseed = 7\n[limits]\nthrottled_share = \"2 %\"\n");
    const std::string path =
        folder.file("main.toml", "include = [\"parts/common.toml\"]\n" + good());
    const auto scenario = read_scenario_file(path);
    ASSERT_TRUE(scenario.ok()) << messages_of(scenario);
    EXPECT_EQ(scenario.value().name, "votes");
    EXPECT_EQ(scenario.value().seed, 7);
    EXPECT_EQ(scenario.value().limits.throttled_share.value, 0.02);
}

TEST(ScenarioInclude, an_error_inside_is_told_with_its_own_file_and_line) {
    const ScenarioFolder folder;
    folder.file("part.toml", "# seeds\nseed = -1\n");
    const auto scenario =
        read_scenario_file(folder.file("main.toml", "include = \"part.toml\"\n" + good()));
    expect_include_refused(scenario, 105, "seed is -1");
    EXPECT_EQ(scenario.errors().front().where(), folder.path("part.toml") + ":2:8");
}

TEST(ScenarioInclude, is_limited_to_the_folder) {
    const ScenarioFolder folder;
    const std::string outside = folder.file("outside.toml", "seed = 7\n");
    folder.file("in/inside.toml", "seed = 7\n");
    folder.link("../outside.toml", "in/link.toml");
    folder.link(folder.path("loop.toml"), "in/loop.toml");
    folder.link("in/loop.toml", "loop.toml");
    const auto reading = [&](const std::string& name) {
        return read_scenario_file(
            folder.file("in/main.toml", "include = [\"" + name + "\"]\n" + good()));
    };
    EXPECT_TRUE(reading("inside.toml").ok());
    EXPECT_TRUE(reading("../in/inside.toml").ok());
    for (const std::string& name :
         {std::string("../outside.toml"), outside, std::string("link.toml"),
          std::string("../in/../outside.toml"), std::string("../in2/x.toml")}) {
        expect_include_refused(reading(name), 111, "lies outside the scenario's folder");
    }
    expect_include_refused(reading("none.toml"), 111, "\"none.toml\": there is no such file");
    expect_include_refused(reading("loop.toml"), 111, "symbolic links");
    expect_include_refused(reading(""), 111, "include takes file names");
    expect_include_refused(read_scenario_text("include = 5\n" + good(), "v.toml"), 111,
                           "include takes file names");
}

TEST(ScenarioInclude, a_cycle_is_printed_as_a_chain) {
    const ScenarioFolder folder;
    folder.file("a.toml", "include = [\"b.toml\"]\n");
    folder.file("b.toml", "include = [\"main.toml\"]\n");
    const std::string path = folder.file("main.toml", "include = [\"a.toml\"]\n" + good());
    expect_include_refused(read_scenario_file(path), 111,
                           "includes form a cycle: " + path + " -> " + folder.path("a.toml") +
                               " -> " + folder.path("b.toml") + " -> " + path);
}

TEST(ScenarioInclude, goes_16_files_deep) {
    const ScenarioFolder folder;
    const auto chain_of = [&](int files) {
        for (int i = 1; i < files; ++i) {
            const std::string next = i + 1 < files
                                         ? "include = [\"f" + std::to_string(i + 1) + ".toml\"]\n"
                                         : "seed = 7\n";
            folder.file("f" + std::to_string(i) + ".toml", next);
        }
        return read_scenario_file(folder.file("main.toml", "include = [\"f1.toml\"]\n" + good()));
    };
    const auto deepest = chain_of(16);
    ASSERT_TRUE(deepest.ok()) << messages_of(deepest);
    EXPECT_EQ(deepest.value().seed, 7);
    expect_include_refused(chain_of(17), 111, "includes go deeper than 16");
}

TEST(ScenarioOverrides, set_a_value_whether_or_not_the_file_has_it) {
    const auto scenario =
        read_scenario_text(good(), "v.toml",
                           {{"tables.votes.capacity.write", "2000"},
                            {"tables.votes.item_size", "4 KB"},
                            {"duration", "5m"},
                            {"seed", "1"},
                            {"seed", "9"},
                            {"era", "2012"},
                            {"limits.throttled_share", "0.5"},
                            {"workloads.voters.client", "{ retry = \"sdk_legacy\", attempts = 4 }"},
                            {"name", "a \"quoted\" name"}});
    ASSERT_TRUE(scenario.ok()) << messages_of(scenario);
    const Scenario& set = scenario.value();
    EXPECT_EQ(set.tables.at("votes").capacity.provisioned.write, 2000);
    EXPECT_EQ(set.tables.at("votes").capacity.provisioned.read, 10);
    EXPECT_EQ(set.tables.at("votes").item_size.count, 4096u);
    EXPECT_EQ(set.duration, 5min);
    EXPECT_EQ(set.seed, 9);
    EXPECT_EQ(set.era.name, "2012");
    EXPECT_EQ(set.limits.throttled_share.value, 0.5);
    EXPECT_EQ(set.workloads.at("voters").client.name, "sdk_legacy");
    EXPECT_EQ(set.name, "a \"quoted\" name");
}

TEST(ScenarioOverrides, say_what_is_wrong_with_them) {
    struct Row {
        Override given;
        const char* where;
        int number;
        const char* what;
    };
    for (const Row& row :
         {Row{{"tables.votes.capacity.write", "0"},
              "--set tables.votes.capacity.write",
              105,
              "tables.votes.capacity.write is 0; expected 1 to 10000000"},
          Row{{"duration", "5 minuts"}, "--set duration", 104, "duration is \"5 minuts\""},
          Row{{"duration", "10"}, "--set duration", 104, "duration is 10; expected a duration"},
          Row{{"era", "2015"}, "--set era", 106, "unknown era \"2015\""},
          Row{{"sed", "5"}, "--set sed", 102, "unknown key \"sed\""},
          Row{{"tables.votes.capacity.", "5"},
              "--set",
              113,
              "\"tables.votes.capacity.\" is not the path of a setting"},
          Row{{"name.first", "5"}, "--set", 113, "\"name.first\" is not the path of a setting"},
          Row{{"seed", "1\nname = \"x\""}, "--set seed", 104, "expected a whole number"}}) {
        const auto scenario = read_scenario_text(good(), "v.toml", {row.given});
        ASSERT_FALSE(scenario.ok()) << row.given.path;
        const Error& error = scenario.errors().front();
        EXPECT_EQ(error.where(), row.where) << error.text();
        EXPECT_EQ(digits_of(error.number), row.number) << error.text();
        EXPECT_NE(error.what.find(row.what), std::string::npos) << error.text();
    }
}

}  // namespace
}  // namespace isotherm
