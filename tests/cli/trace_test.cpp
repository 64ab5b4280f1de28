// SPDX-License-Identifier: Apache-2.0
// `isotherm trace` and other input of recorded streams, with the real program.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;

const std::string cases = ISOTHERM_SOURCE_DIR "/tests/cases";

TEST(TraceCommand, leaves_out_bad_lines_when_asked_and_names_the_first) {
    const std::string log = cases + "/28-logs/nginx.log";
    const Printed strict = isotherm_prints({"trace", "info", log});
    EXPECT_EQ(strict.exit_code, 65);
    EXPECT_NE(strict.err.find("nginx.log:2:"), std::string::npos) << strict.err;
    EXPECT_NE(strict.err.find("--skip-bad"), std::string::npos) << strict.err;
    const Printed lenient = isotherm_prints({"trace", "info", log, "--skip-bad", "all"});
    EXPECT_EQ(lenient.exit_code, 0) << lenient.err;
    EXPECT_NE(lenient.out.find("2 skipped; the first:"), std::string::npos) << lenient.out;
    const Json json =
        Json::parse(isotherm_prints({"trace", "info", log, "--skip-bad", "2", "--json"}).out);
    EXPECT_EQ(json["rows"], 3);
    EXPECT_EQ(json["bad_lines"], 2);
    EXPECT_EQ(json["first_bad_lines"][0]["line"], 2);
    EXPECT_EQ(json["first_bad_lines"][1]["line"], 3);
    EXPECT_EQ(isotherm_prints({"trace", "info", log, "--skip-bad", "1"}).exit_code, 65);
    EXPECT_EQ(isotherm_prints({"trace", "info", log, "--skip-bad", "some"}).exit_code, 2);
}

TEST(TraceCommand, prints_the_first_rows_with_their_lines) {
    const ScenarioFolder folder;
    const std::string path =
        folder.file("a.csv", "time,key,size,op\n1.5,k1,10,get\n2.5,k2,20,put\n4.5,k3,30,get\n");
    const std::vector<std::string> head{"trace", "head",        path, "-n",
                                        "2",     "--time-unit", "s",  "--size",
                                        "size",  "--operation", "op"};
    const Printed text = isotherm_prints(head);
    EXPECT_EQ(text.exit_code, 0) << text.err;
    EXPECT_NE(text.out.find("k2"), std::string::npos) << text.out;
    EXPECT_EQ(text.out.find("k3"), std::string::npos) << text.out;
    std::vector<std::string> in_json = head;
    in_json.push_back("--json");
    const Json rows = Json::parse(isotherm_prints(in_json).out);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0]["line"], 2);
    EXPECT_EQ(rows[1]["key"], "k2");
    EXPECT_EQ(rows[1]["operation"], "put");
    EXPECT_EQ(rows[1]["time"], 2.5);
}

TEST(TraceCommand, refuses_settings_and_formats_it_does_not_know) {
    const ScenarioFolder folder;
    const std::string path = folder.file("a.csv", "time,key\n1,k1\n");
    const auto refused = [&](const std::vector<std::string>& more, const char* what) {
        std::vector<std::string> arguments{"trace", "info", path};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Printed printed = isotherm_prints(arguments);
        EXPECT_EQ(printed.exit_code, 2) << printed.err;
        EXPECT_NE(printed.err.find(what), std::string::npos) << printed.err;
    };
    refused({"--set", "header"}, "expected NAME=VALUE");
    refused({"--format", "cvs"}, "did you mean \"csv\"");
    refused({"--skip-bad", "some"}, "expected all, or a number of lines");
}

TEST(TraceCommand, skips_no_records_of_binary_streams) {
    const Printed printed = isotherm_prints(
        {"trace", "info", ISOTHERM_SOURCE_DIR "/resources/samples/orm-busy-first-500k.int32be.gz",
         "--format", "orm", "--skip-bad", "all"});
    EXPECT_EQ(printed.exit_code, 2);
    EXPECT_NE(printed.err.find("records, not lines"), std::string::npos) << printed.err;
}

TEST(TraceCommand, takes_the_format_from_its_options) {
    const ScenarioFolder folder;
    // Without the option, "id" would be guessed as the key.
    const std::string path = folder.file("a.csv", "when,id,user\n1,7,u1\n2,8,u1\n");
    const Json json = Json::parse(isotherm_prints({"trace", "info", path, "--json", "--time",
                                                   "when", "--key", "user", "--time-unit", "s"})
                                      .out);
    EXPECT_EQ(json["format"], "csv");
    EXPECT_EQ(json["distinct_keys"], 1);
    EXPECT_EQ(json["last_time"], 2);
    const Printed wrong =
        isotherm_prints({"trace", "info", path, "--time", "when", "--key", "usr"});
    EXPECT_EQ(wrong.exit_code, 65);
    EXPECT_NE(wrong.err.find("did you mean \"user\""), std::string::npos) << wrong.err;
}

TEST(TraceCommand, prints_no_escape_sequence_from_a_stream) {
    const Printed printed =
        isotherm_prints({"trace", "info", "--format", "weblog", cases + "/faults/esc.csv"});
    EXPECT_EQ(printed.exit_code, 65);
    EXPECT_EQ(printed.err.find('\x1B'), std::string::npos);
    EXPECT_EQ(printed.err.find('\x07'), std::string::npos);
    EXPECT_NE(printed.err.find("\\x1B]0;pwned\\x07"), std::string::npos) << printed.err;
}

// The keys begin with ED A0 80, half of a surrogate pair, which is not valid UTF-8.
TEST(RunCommand, shows_keys_that_are_not_text_as_bytes) {
    const Printed printed = isotherm_prints({"run", cases + "/faults/k.toml", "--json"});
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    EXPECT_NE(printed.out.find("\\\\xED\\\\xA0\\\\x80"
                               "abc"),
              std::string::npos);
    EXPECT_TRUE(Json::accept(printed.out));
    const Json statistics =
        Json::parse(isotherm_prints({"trace", "info", cases + "/faults/k.csv", "--json"}).out);
    EXPECT_EQ(statistics["top10"][0]["key"],
              "\\xED\\xA0\\x80"
              "abc");
}

TEST(Usage, names_the_nearest_command_and_option) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> lines{
        {{"ruin", "x.toml"}, "did you mean \"run\"?"},
        {{"simulate", "x.toml"}, "did you mean \"run\"?"},
        {{"validate", "x.toml"}, "did you mean \"check\"?"},
        {{"trace", "inof", "x"}, "did you mean \"info\"?"},
        {{"run", "x.toml", "--sead", "1"}, "did you mean --seed?"},
        {{"frobnicate"}, "known: "},
    };
    for (const auto& [arguments, help] : lines) {
        const Printed printed = isotherm_prints(arguments);
        EXPECT_EQ(printed.exit_code, 2) << arguments[0];
        EXPECT_NE(printed.err.find(help), std::string::npos) << printed.err;
    }
    const Printed printed = isotherm_prints({"ruin", "x.toml", "--json"});
    EXPECT_EQ(Json::parse(printed.err)["error"]["exit_code"], 2);
}

}  // namespace
}  // namespace isotherm
