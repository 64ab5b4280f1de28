// SPDX-License-Identifier: Apache-2.0
// Output options of the console program, and options with an empty value.

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/engine/scenario/scenario_texts.h"
#include "tests/sanitized.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

class Outputs : public testing::Test {
protected:
    ScenarioFolder folder_;
    std::string scenario_ = folder_.file("votes.toml", good());
};

TEST_F(Outputs, an_empty_value_of_an_option_is_refused) {
    for (const Words& words :
         std::vector<Words>{{"run", scenario_, "--out", ""},
                            {"run", scenario_, "--out="},
                            {"run", scenario_, "--out=", "--json"},
                            {"run", scenario_, "--checkpoint", ""},
                            {"run", scenario_, "--until", "", "--json"},
                            {"run", scenario_, "--set", ""},
                            {"run", ""},
                            {"check", ""},
                            {"trace", "info", ""},
                            {"plot", "", "--out", "x.png"},
                            {"plot", "run", "--what", "view", "--table", ""},
                            {"backtest", ""},
                            {"backtest", "x.csv", "--policy", "fixed", "--csv", ""},
                            {"units", "get", "--item-size", ""},
                            {"cost", "--region", ""},
                            {"list", ""},
                            {"gui", ""}}) {
        const Printed printed = isotherm_prints(words);
        std::string line;
        for (const std::string& word : words) line += word + " ";
        EXPECT_EQ(printed.exit_code, 2) << line << printed.out << printed.err;
        EXPECT_EQ(printed.out, "") << line;
        EXPECT_NE(printed.err.find("empty"), std::string::npos) << line << printed.err;
    }
    // Only the scenario and the files of this test exist; the commands wrote nothing.
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1);
    // For a setting, an empty text is a valid value.
    EXPECT_EQ(isotherm_prints({"check", scenario_, "--set", "name="}).exit_code, 0);
}

TEST_F(Outputs, with_json_wrong_usage_is_json_too) {
    for (const Words& words : std::vector<Words>{{"run", "--json"},
                                                 {"ruin", "--json"},
                                                 {"run", scenario_, "--sead", "1", "--json"},
                                                 {"run", scenario_, "--json", "--out", ""},
                                                 {"--json"},
                                                 {"cost", "--json", "--reed", "5"},
                                                 {"trace", "info", "--json"}}) {
        const Printed printed = isotherm_prints(words);
        EXPECT_EQ(printed.exit_code, 2) << printed.err;
        const Json json = Json::parse(printed.err, nullptr, false);
        ASSERT_TRUE(json.is_object()) << printed.err;
        for (const char* key : {"where", "what", "fix"})
            EXPECT_TRUE(json["error"][key].is_string()) << printed.err;
        EXPECT_NE(json["error"]["what"], "");
        EXPECT_EQ(json["error"]["exit_code"], 2);
    }
    const Printed full = isotherm_prints({"run", scenario_, "--json"}, "/dev/full");
    EXPECT_EQ(full.exit_code, 74);
    EXPECT_EQ(Json::parse(full.err)["error"]["exit_code"], 74);
}

TEST_F(Outputs, never_replace_what_the_command_reads) {
    folder_.file("part.toml", "include = [\"votes.toml\"]\n");
    const std::string series = folder_.file(
        "week.csv",
        "minute,timestamp_utc,read_units_sum,write_units_sum\n0,2018-06-01T00:00:00Z,60,60\n");
    folder_.link("votes.toml", "link.toml");
    const std::string part = folder_.path("part.toml");
    for (const Words& words :
         std::vector<Words>{{"run", scenario_, "--checkpoint", scenario_},
                            {"run", scenario_, "--checkpoint", folder_.path("link.toml")},
                            {"run", part, "--checkpoint", scenario_},
                            {"backtest", series, "--policy", "fixed", "--csv", series},
                            {"backtest", series, "--policy", "fixed", "--csv", folder_.path()},
                            {"run", scenario_, "--checkpoint", "/dev/null"},
                            {"run", scenario_, "--checkpoint", folder_.path("none/c.json")}}) {
        const std::string before = content_of(words[1]);
        const Printed printed = isotherm_prints(words);
        EXPECT_EQ(printed.exit_code, 73) << printed.err;
        EXPECT_EQ(printed.out, "");  // fails before the simulation
        EXPECT_EQ(content_of(words[1]), before);
    }
    EXPECT_EQ(content_of(scenario_), good());
}

TEST_F(Outputs, a_checkpoint_is_replaced_at_once_even_if_the_run_resumed_from_it) {
    const std::string checkpoint = folder_.path("c.json");
    EXPECT_EQ(
        isotherm_prints({"run", scenario_, "--until", "2s", "--checkpoint", checkpoint}).exit_code,
        0);
    ASSERT_EQ(chmod(checkpoint.c_str(), 0600), 0);
    EXPECT_EQ(isotherm_prints({"run", scenario_, "--resume", checkpoint, "--until", "4s",
                               "--checkpoint", checkpoint})
                  .exit_code,
              0);
    const std::string content = content_of(checkpoint);
    EXPECT_EQ(Json::parse(content.substr(0, content.find('\n')))["time_us"], 4'000'000);
    struct stat facts {};
    ASSERT_EQ(stat(checkpoint.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 07777, 0600u);
}

// A limit for the file size ends a program by SIGXFSZ, unless the program ignores that signal.
TEST_F(Outputs, a_limit_for_the_size_of_files_is_an_error_like_a_full_disk) {
    for (const char* output : {"--out", "--checkpoint"}) {
        const std::string command = std::string("bash -c 'ulimit -f 0; \"") +
                                    ISOTHERM_PROGRAM_DIR "/isotherm\" run \"" + scenario_ + "\" " +
                                    output + " \"" + folder_.path("new") + "\" >/dev/null 2>&1'";
        const int status = std::system(command.c_str());
        ASSERT_TRUE(WIFEXITED(status)) << output;
        EXPECT_EQ(WEXITSTATUS(status), 74) << output;
        EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1);
    }
}

// With any amount of memory the program does its work, reports that there is too little, or cannot
// be loaded (127, or 1 from libgomp, which Qt loads through libb2 and which gives up by itself).
// With less than 12 MB the kernel cannot map the program itself, and ends it before its first
// instruction.
TEST_F(Outputs, too_little_memory_is_reported) {
    if (sanitized) GTEST_SKIP() << "sanitizers need address space";
    // A program that runs out of memory while it writes the machine's font cache would damage it.
    const std::string fonts =
        folder_.file("fonts.conf", "<fontconfig><dir>/usr/share/fonts</dir><cachedir>" +
                                       folder_.path("fonts") + "</cachedir></fontconfig>");
    bool told = false;
    for (int megabytes = 12; megabytes <= 120; megabytes += 2) {
        const std::string command = "FONTCONFIG_FILE=\"" + fonts + "\" bash -c 'ulimit -v " +
                                    std::to_string(megabytes * 1'024) + "; timeout -s KILL 10 \"" +
                                    ISOTHERM_PROGRAM_DIR "/isotherm\" run \"" + scenario_ +
                                    "\" --out \"" + folder_.path("run") +
                                    "\" --force >/dev/null 2>\"" + folder_.path("err") + "\"'";
        const int status = std::system(command.c_str());
        ASSERT_TRUE(WIFEXITED(status)) << megabytes << " MB";
        const int code = WEXITSTATUS(status);
        const bool not_loaded =
            code == 127 || content_of(folder_.path("err")).find("libgomp") != std::string::npos;
        EXPECT_TRUE(code == 0 || code == 71 || not_loaded)
            << megabytes << " MB: " << code << content_of(folder_.path("err"));
        if (code != 71) continue;
        told = true;
        EXPECT_NE(content_of(folder_.path("err")).find("memory"), std::string::npos);
    }
    EXPECT_TRUE(told);
}

}  // namespace
}  // namespace isotherm
