// SPDX-License-Identifier: Apache-2.0
// Invalid scenario files, limits on their size and nesting, names with control characters, and the
// number of errors that are reported at once.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/run/simulation.h"
#include "tests/engine/scenario/scenario_folder.h"
#include "tests/engine/scenario/scenario_texts.h"

namespace isotherm {
namespace {

void expect_first(const Result<Scenario>& scenario, ExitCode exit_code, int number,
                  std::string_view what) {
    ASSERT_FALSE(scenario.ok());
    const Error& error = scenario.errors().front();
    EXPECT_EQ(error.exit_code, exit_code) << error.text();
    EXPECT_EQ(digits_of(error.number), number) << error.text();
    EXPECT_NE(error.what.find(what), std::string::npos) << error.text();
}

TEST(ScenarioFile, says_what_is_wrong_with_a_file_that_holds_nothing) {
    const ScenarioFolder folder;
    expect_first(read_scenario_file(folder.file("empty.toml", "")), ExitCode::bad_scenario, 112,
                 "the file is empty");
    expect_first(read_scenario_file(folder.file("comments.toml", "# one\n\n# two\n")),
                 ExitCode::bad_scenario, 112, "only comments");
}

TEST(ScenarioFile, tells_directory_missing_file_and_loop_of_links_apart) {
    const ScenarioFolder folder;
    expect_first(read_scenario_file(folder.path()), ExitCode::input_missing, 108,
                 "this is a directory, not a file");
    expect_first(read_scenario_file(folder.path("none.toml")), ExitCode::input_missing, 108,
                 "there is no such file");
    folder.link("b.toml", "a.toml");
    folder.link("a.toml", "b.toml");
    expect_first(read_scenario_file(folder.path("a.toml")), ExitCode::input_missing, 108,
                 "a loop of symbolic links");
    expect_first(read_scenario_file("/dev/null"), ExitCode::input_missing, 108,
                 "a device or socket");
    expect_first(read_scenario_file(folder.file("f.toml", good()) + "/x.toml"),
                 ExitCode::input_missing, 108, "Not a directory");
}

TEST(ScenarioFile, reports_a_file_without_read_permission) {
    if (geteuid() == 0) GTEST_SKIP() << "root may read every file";
    const ScenarioFolder folder;
    const std::string path = folder.file("secret.toml", good());
    ASSERT_EQ(chmod(path.c_str(), 0), 0);
    expect_first(read_scenario_file(path), ExitCode::permission, 108, "no permission to read it");
}

std::string fingerprint_of(const std::string& path) {
    const auto scenario = read_scenario_file(path);
    if (!scenario.ok()) return messages_of(scenario);
    auto simulation = Simulation::create(scenario.value());
    simulation.value()->advance(simulation.value()->end());
    return simulation.value()->report().fingerprint();
}

TEST(ScenarioFile, byte_order_mark_and_windows_line_ends_change_nothing) {
    const ScenarioFolder folder;
    std::string windows;
    for (const char c : good()) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    const std::string plain = fingerprint_of(folder.file("plain.toml", good()));
    EXPECT_EQ(plain.size(), 16u) << plain;
    EXPECT_EQ(fingerprint_of(folder.file("mark.toml", "\xEF\xBB\xBF" + good())), plain);
    EXPECT_EQ(fingerprint_of(folder.file("windows.toml", windows)), plain);
    // Columns are counted as if the byte order mark was not there.
    expect_first(read_scenario_text("\xEF\xBB\xBF" + changed("\"votes\"", "5"), "v.toml"),
                 ExitCode::bad_scenario, 104, "name is 5; expected text in quotes");
    EXPECT_EQ(read_scenario_text("\xEF\xBB\xBF" + changed("\"votes\"", "5"), "v.toml")
                  .errors()
                  .front()
                  .where(),
              "v.toml:1:8");
}

TEST(ScenarioFile, text_that_is_not_utf8_is_refused_with_line_column_and_byte) {
    struct Row {
        std::string text;
        const char* where;
        const char* what;
        const char* fix;
    };
    using namespace std::string_literals;
    const std::string latin = "iconv -f LATIN1 -t UTF-8";
    const std::vector<Row> rows{
        {"\xFF\xFEn\0a\0"s, "v.toml:1:1", "not UTF-8: the file begins with the mark of UTF-16",
         "iconv -f UTF-16 -t UTF-8"},
        {"\xFE\xFF\0n\0a"s, "v.toml:1:1", "not UTF-8: the file begins with the mark of UTF-16",
         "iconv -f UTF-16 -t UTF-8"},
        {changed("votes", "v\xE9"), "v.toml:1:10", "not UTF-8: byte 0xE9 at offset 9",
         "iconv -f LATIN1"},
        {changed("votes", "vo\xC3(es"), "v.toml:1:11", "not UTF-8: byte 0xC3 at offset 10",
         "iconv -f LATIN1"},
        // Half of a surrogate pair, an over-long form, and a value beyond the last code point.
        {changed("votes", "vo\xED\xA0\x80"), "v.toml:1:11", "not UTF-8: byte 0xED at offset 10",
         "iconv -f LATIN1"},
        {changed("votes", "vo\xE0\x80\x80"), "v.toml:1:11", "not UTF-8: byte 0xE0 at offset 10",
         "iconv -f LATIN1"},
        {changed("votes", "vo\xF4\x90\x80\x80"), "v.toml:1:11", "not UTF-8: byte 0xF4 at offset 10",
         "iconv"},
        {good() + "# \xE2\x82", "v.toml:14:3", "not UTF-8: byte 0xE2", "iconv -f LATIN1"},
        {changed("votes", "v\xC3\xA9\xE2\x82\xAC\xFF"), "v.toml:1:12", "byte 0xFF at offset 14",
         "iconv -f LATIN1"},
        {changed("votes", "vo\0tes"s), "v.toml:1:11", "a NUL byte at offset 10", "not a text file"},
    };
    for (const Row& row : rows) {
        const auto scenario = read_scenario_text(row.text, "v.toml");
        ASSERT_FALSE(scenario.ok());
        const Error& error = scenario.errors().front();
        EXPECT_EQ(error.where(), row.where) << error.text();
        EXPECT_EQ(digits_of(error.number), 109) << error.text();
        EXPECT_NE(error.what.find(row.what), std::string::npos) << error.text();
        EXPECT_NE(error.fix.find(row.fix), std::string::npos) << error.text();
    }
}

// The main thread's stack is limited by `ulimit -s`; a deep recursion would soon need 256 KiB.
TEST(ScenarioFile, nesting_without_end_is_refused_by_limit) {
    constexpr int deep = 100'000;
    const std::string open = repeated("[", deep), close = repeated("]", deep);
    const std::string parts = "a" + repeated(".a", 50'000);
    const std::vector<std::string> texts{
        "a = " + open + close + "\n",
        "a = " + repeated("{a=", deep) + "1" + repeated("}", deep) + "\n",
        "a = [\n" + repeated("[\n", deep) + repeated("]\n", deep) + "]\n",
        parts + " = 1\n",
        "[" + parts + "]\n",
        "\"a\"" + repeated(".\"a\"", 50'000) + " = 1\n",
        // A quote inside a triple-quoted string must not hide what follows.
        "a = { x = \"\"\" \" \"\"\", y = " + open + close + " }\n",
        "a = { x = ''' ' ''', b" + repeated(".b", 50'000) + " = 1 }\n",
        "a = { x = \"\"\"\"one quote more\"\"\"\", y = " + open + close + " }\n",
    };
    for (const std::string& text : texts) {
        expect_first(read_scenario_text(text + good(), "v.toml"), ExitCode::bad_scenario, 110,
                     "nested deeper than 64 levels");
    }
    expect_first(read_scenario_text(good(), "v.toml", {{"tables" + repeated(".a", 50'000), "1"}}),
                 ExitCode::usage, 113, "nested deeper than 64 levels");
    expect_first(read_scenario_text(good(), "v.toml", {{"name", "{ " + parts + " = 1 }"}}),
                 ExitCode::usage, 113, "nested deeper than 64 levels");
}

TEST(ScenarioFile, brackets_and_dots_inside_strings_and_comments_are_no_nesting) {
    const std::string many = repeated("[.", 200);
    const std::string text =
        "# " + many + "\nstart = 2016-01-20T12:00:00Z # " + many + "\n" +
        changed("\"votes\"", "\"\"\"\n\"" + many + "\n\\\" ' " + many + "\"\"\"");
    const auto scenario = read_scenario_text(text, "v.toml");
    ASSERT_TRUE(scenario.ok()) << messages_of(scenario);
    EXPECT_EQ(scenario.value().name, "\"" + many + "\n\" ' " + many);
}

TEST(ScenarioFile, more_than_16_mebibytes_are_refused) {
    const ScenarioFolder folder;
    const std::string comment = "# " + std::string((16 << 20) - good().size() - 3, 'x') + "\n";
    const auto largest = read_scenario_file(folder.file("largest.toml", good() + comment));
    EXPECT_TRUE(largest.ok()) << messages_of(largest);
    expect_first(read_scenario_file(folder.file("larger.toml", good() + comment + "\n")),
                 ExitCode::bad_scenario, 108, "the file is larger than 16 MiB");
}

TEST(ScenarioFile, tells_several_errors_at_once_in_order_of_the_file) {
    std::string text = changed("\"10s\"", "\"5 minuts\"");
    text.replace(text.find("\"2016\""), 6, "\"2o16\"");
    text.replace(text.find("\"1 KB\""), 6, "\"1 kbit\"");
    text.replace(text.find("\"5/s\""), 5, "0");
    const auto scenario = read_scenario_text(text, "v.toml");
    ASSERT_FALSE(scenario.ok());
    std::vector<std::int64_t> lines;
    for (const Error& error : scenario.errors()) lines.push_back(error.place.line);
    EXPECT_EQ(lines, (std::vector<std::int64_t>{2, 3, 6, 12})) << messages_of(scenario);
}

TEST(ScenarioFile, stops_at_20_errors) {
    std::string text = good();
    for (int i = 0; i < 30; ++i) text += "unknown_" + std::to_string(i) + " = 1\n";
    const auto scenario = read_scenario_text(text, "v.toml");
    ASSERT_FALSE(scenario.ok());
    EXPECT_EQ(scenario.errors().size(), 20u);
}

// Names are escaped in every message that contains them.
TEST(ScenarioFile, names_with_terminal_controls_are_printed_escaped) {
    const std::vector<std::string> texts{
        changed("table = \"votes\"", "table = \"vot\\u001b[31mes\""),
        good() + "\"a\\u001b[31m\" = 1\n",
        changed("[tables.votes]", "[tables.\"\\u001b[31mvotes\"]"),
        changed("era = \"2016\"", "era = \"20\\u202e16\""),
        changed("[workloads.voters]", "[workloads.\"v\\u001bters\"]\nbogus = 1"),
        good() + "[tables.\"z\\u001bz\"]\nx = \"\\u0007\"\n",
        good() + "[limits]\n\"\\u009b31m\" = 1\n",
        "include = \"\\u001b[31m.toml\"\n" + good(),
        changed("\"10s\"", "\"\\u001b10s\""),
    };
    for (const std::string& text : texts) {
        const std::string messages = messages_of(read_scenario_text(text, "v\x1B.toml"));
        for (std::size_t i = 0; i < messages.size(); ++i) {
            const auto byte = static_cast<unsigned char>(messages[i]);
            EXPECT_FALSE((byte < 0x20 && byte != '\n') || byte == 0x7F || byte >= 0x80)
                << i << " in " << messages;
        }
        EXPECT_NE(messages.find("\\x"), std::string::npos) << messages;
    }
}

}  // namespace
}  // namespace isotherm
