// SPDX-License-Identifier: Apache-2.0
// Exit codes and messages of the console program when something is wrong.

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/recording/output_folder.h"
#include "engine/scenario/scenario.h"
#include "engine/vocabulary/version.h"
#include "tests/cli/program.h"
#include "tests/engine/scenario/scenario_texts.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;

TEST(ExitCodes, wrong_usage_gives_2_and_a_hint) {
    const ScenarioFolder folder;
    const std::string path = folder.file("votes.toml", good());
    for (const std::vector<std::string>& arguments :
         std::vector<std::vector<std::string>>{{},
                                               {"run"},
                                               {"ruin", path},
                                               {"run", path, "--sead", "1"},
                                               {"run", path, "--seed"},
                                               {"run", path, "--seed", "-1"},
                                               {"run", path, "--seed", "1.5"},
                                               {"run", path, path},
                                               {"run", path, "--set", "name"},
                                               {"run", path, "--set", "=5"},
                                               {"run", path, "--until", "5 minuts"},
                                               {"list", "nonsense"}}) {
        const Printed printed = isotherm_prints(arguments);
        std::string line;
        for (const std::string& argument : arguments) line += argument + " ";
        EXPECT_EQ(printed.exit_code, 2) << line << printed.out << printed.err;
        EXPECT_EQ(printed.out, "") << line;
        EXPECT_NE(printed.err.find("error[E0"), std::string::npos) << line << printed.err;
        EXPECT_NE(printed.err.find("help: "), std::string::npos) << line << printed.err;
    }
}

TEST(ExitCodes, the_version_says_which_commit_was_built) {
    const Printed printed = isotherm_prints({"--version"});
    EXPECT_EQ(printed.exit_code, 0);
    const std::string start = "isotherm " + version() + " (commit ";
    EXPECT_EQ(printed.out.find(start), 0U) << printed.out;
    const std::string commit =
        printed.out.substr(start.size(), printed.out.find(',') - start.size());
    EXPECT_TRUE(commit == "unknown" || commit.size() == 12) << printed.out;
}

TEST(ExitCodes, a_missing_scenario_gives_66) {
    for (const char* command : {"run", "check"}) {
        const Printed printed = isotherm_prints({command, "/no/such/votes.toml"});
        EXPECT_EQ(printed.exit_code, 66);
        EXPECT_EQ(printed.err,
                  "/no/such/votes.toml: error[E0108]: there is no such file\n"
                  "  help: check the spelling and the current folder\n");
    }
}

TEST(ExitCodes, a_bad_scenario_gives_78_with_line_caret_and_help) {
    const ScenarioFolder folder;
    const std::string path = folder.file("votes.toml", changed("\"10s\"", "\"5 minuts\""));
    for (const char* command : {"run", "check"}) {
        const Printed printed = isotherm_prints({command, path});
        EXPECT_EQ(printed.exit_code, 78);
        EXPECT_EQ(printed.out, "");
        EXPECT_EQ(printed.err,
                  path +
                      ":3:12: error[E0104]: duration is \"5 minuts\"; expected a duration such as "
                      "\"250ms\", \"90s\", \"5m\" or \"1h30m\"\n"
                      "  duration = \"5 minuts\"\n"
                      "             ^\n"
                      "  help: simulated time\n");
    }
}

TEST(ExitCodes, errors_are_json_for_programs) {
    const ScenarioFolder folder;
    std::string text = changed("\"10s\"", "\"5 minuts\"");
    text.replace(text.find("\"2016\""), 6, "\"2o16\"");
    const std::string path = folder.file("votes.toml", text);
    const Printed printed = isotherm_prints({"run", path, "--json"});
    EXPECT_EQ(printed.exit_code, 78);
    EXPECT_EQ(printed.out, "");
    const Json json = Json::parse(printed.err);
    EXPECT_EQ(json["error"]["where"], path + ":2:7");
    EXPECT_EQ(json["error"]["what"], "unknown era \"2o16\"");
    EXPECT_EQ(json["error"]["exit_code"], 78);
    EXPECT_EQ(json["error"]["code"], "E0106");
    EXPECT_NE(json["error"]["fix"].get<std::string>().find("2016"), std::string::npos);
    ASSERT_EQ(json["errors"].size(), 2u);
    EXPECT_EQ(json["errors"][1]["line"], 3);
    EXPECT_EQ(json["errors"][1]["column"], 12);
    EXPECT_EQ(json["errors"][1]["path"], "duration");
}

TEST(ExitCodes, output_that_cannot_be_made_gives_73_and_a_busy_folder_75) {
    const ScenarioFolder folder;
    const std::string path = folder.file("votes.toml", good());
    EXPECT_EQ(isotherm_prints({"run", path, "--out", folder.file("file", "mine")}).exit_code, 73);
    folder.file("mine/diary.txt", "dear");
    const Printed foreign = isotherm_prints({"run", path, "--out", folder.path("mine"), "--force"});
    EXPECT_EQ(foreign.exit_code, 73);
    EXPECT_NE(foreign.err.find("error[E0302]: the folder holds \"diary.txt\""), std::string::npos)
        << foreign.err;
    EXPECT_EQ(content_of(folder.path("mine/diary.txt")), "dear");

    const auto held = OutputFolder::open(folder.path("busy"), false);
    ASSERT_TRUE(held.ok());
    const Printed busy = isotherm_prints({"run", path, "--out", folder.path("busy")});
    EXPECT_EQ(busy.exit_code, 75);
    EXPECT_NE(busy.err.find("error[E0304]: another run is writing to this folder"),
              std::string::npos)
        << busy.err;
}

TEST(ExitCodes, a_full_device_gives_74) {
    const ScenarioFolder folder;
    const std::string path = folder.file("votes.toml", good());
    for (const std::vector<std::string>& arguments :
         std::vector<std::vector<std::string>>{{"run", path},
                                               {"run", path, "--json"},
                                               {"check", path},
                                               {"list", "--settings"},
                                               {"list", "--json"}}) {
        const Printed printed = isotherm_prints(arguments, "/dev/full");
        EXPECT_EQ(printed.exit_code, 74) << arguments[0] << arguments.back() << printed.err;
        EXPECT_NE(printed.err.find("standard output cannot be written"), std::string::npos)
            << printed.err;
    }
}

// The reader takes one line and exits; the writer prints more than a pipe can hold.
TEST(ExitCodes, a_reader_that_went_away_gives_141_without_a_message) {
    const ScenarioFolder folder;
    std::string wide = good();
    wide.replace(wide.find("read = 10"), 9, "read = 10000000");
    const std::string path = folder.file("votes.toml", wide);
    const std::string command =
        std::string("bash -c '\"" ISOTHERM_PROGRAM_DIR "/isotherm\" run \"") + path +
        "\" --json 2>\"" + folder.path("err") +
        "\" | head -c 10 >/dev/null; exit ${PIPESTATUS[0]}'";
    const int status = std::system(command.c_str());
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 141);
    EXPECT_EQ(content_of(folder.path("err")), "");
}

TEST(Check, says_what_will_throttle) {
    const ScenarioFolder folder;
    const std::string path = folder.file("votes.toml", changed("\"5/s\"", "\"500/s\""));
    const Printed printed = isotherm_prints({"check", path});
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    EXPECT_NE(printed.out.find("is a valid scenario: 1 table, 1 workload, 10s"), std::string::npos)
        << printed.out;
    EXPECT_NE(printed.out.find("warning: votes: partition P0 has demand for 500"),
              std::string::npos)
        << printed.out;
    const Json json = Json::parse(isotherm_prints({"check", path, "--json"}).out);
    EXPECT_EQ(json["ok"], true);
    EXPECT_EQ(json["tables"]["votes"]["partitions"], 1);
    EXPECT_EQ(json["tables"]["votes"]["write"]["partition_limit_units_per_second"], 10);
    EXPECT_NEAR(json["tables"]["votes"]["write"]["demand_units_per_second"].get<double>(), 500, 1);
    EXPECT_GE(json["warnings"].size(), 1u);
    const auto again = read_scenario_text(json["resolved"].get<std::string>(), "resolved.toml");
    EXPECT_TRUE(again.ok()) << messages_of(again);
}

TEST(List, names_every_entry_of_the_catalogs) {
    const Json all = Json::parse(isotherm_prints({"list", "--json"}).out);
    for (const std::string& name : Catalog<KeyDistribution>::instance().names())
        EXPECT_TRUE(all["keys"].contains(name)) << name;
    for (const std::string& era : era_names()) EXPECT_TRUE(all["eras"].contains(era)) << era;
    for (const char* group :
         {"admission", "arrivals", "clients", "formats", "sizes", "workloads", "scenario"}) {
        EXPECT_TRUE(all.contains(group)) << group;
    }
    const Printed text = isotherm_prints({"list", "keys"});
    EXPECT_EQ(text.exit_code, 0);
    EXPECT_NE(text.out.find("zipf"), std::string::npos);
    EXPECT_EQ(text.out.find("poisson"), std::string::npos);
    EXPECT_NE(text.out.find("keys = { distribution = \"uniform\", distinct = 500 }"),
              std::string::npos);
    EXPECT_EQ(all["formats"]["orm"]["example"]["file"], "00 00 00 07 00 00 00 0b\n");
}

}  // namespace
}  // namespace isotherm
