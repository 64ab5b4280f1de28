// SPDX-License-Identifier: Apache-2.0
// Mistakes of people who are used to another format, and files that are not scenarios: the message
// uses Isotherm's terms and says where the mistake is and how to correct it.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "engine/scenario/scenario.h"
#include "tests/engine/scenario/scenario_texts.h"

namespace isotherm {
namespace {

struct Slip {
    const char* name;
    std::string text;
    std::int64_t line;
    std::int64_t column;
    const char* what;
    const char* fix;
};

std::vector<Slip> slips() {
    return {
        {"colon", "a = 1\nname: \"votes\"\n", 2, 5, "a colon between key and value",
         "write name = \"votes\""},
        {"json", "\"name\": \"votes\",\n", 1, 7, "a colon between key and value",
         "write \"name\" = \"votes\""},
        {"yaml", "tables:\n  votes:\n", 1, 7, "a colon between key and value", "write [tables]"},
        {"colon inside", "x = { mode: \"a\" }\n", 1, 11, "a colon between key and value",
         "write mode = \"a\""},
        {"typographic quotes", "name = \xE2\x80\x9Cvotes\xE2\x80\x9D\n", 1, 8,
         "a typographic quote (U+201C) stands here", "write a plain quote"},
        {"no-break space", "name =\xC2\xA0\"votes\"\n", 1, 7,
         "a no-break space (U+00A0) stands here", "write a plain space"},
        {"text", "name = votes\n", 1, 8, "votes is not in quotes", "write name = \"votes\""},
        {"size", "size = 5 KB # five\n", 1, 8, "5 KB is not in quotes", "write size = \"5 KB\""},
        {"duration", "duration = 10s\n", 1, 12, "10s is not in quotes", "write duration = \"10s\""},
        {"share", "x = { a = 70 %, b = \"c\" }\n", 1, 11, "70 % is not in quotes",
         "write a = \"70 %\""},
        {"word inside", "capacity = { mode = provisioned, read = 5 }\n", 1, 21,
         "provisioned is not in quotes", "write mode = \"provisioned\""},
        {"true of Python", "stream = True\n", 1, 10, "True is not a TOML value", "write true"},
        {"time", "start = 2016-01-20T12:00Z\n", 1, 9, "2016-01-20T12:00Z is no time",
         "2016-01-20T12:00:00Z"},
        {"table over lines", "capacity = {\n  mode = \"provisioned\",\n  read = 5 }\n", 1, 12,
         "an inline table { \xE2\x80\xA6 } must end on the line it begins on", "[table]"},
        {"table ends later", "capacity = { mode = \"provisioned\",\n  read = 5 }\n", 1, 12,
         "must end on the line it begins on", "write it on one line"},
        {"header", "[tables.votes\nx = 1\n", 1, 14, "the header is not closed",
         "write [tables.votes]"},
        {"no value", "name =\n", 1, 6, "there is no value after the =", "write name = and"},
        {"no equals", "name \"votes\"\n", 1, 5, "there is no = between key and value",
         "write name = \"votes\""},
        {"thousands", "x = 1,000\n", 1, 6, "a number contains a comma", "1000, not 1,000"},
    };
}

TEST(ScenarioSlips, are_told_in_our_words_with_the_way_to_mend_them) {
    for (const Slip& slip : slips()) {
        SCOPED_TRACE(slip.name);
        const auto scenario = read_scenario_text(slip.text, "s.toml");
        ASSERT_FALSE(scenario.ok());
        const Error& error = scenario.errors().front();
        EXPECT_EQ(error.exit_code, ExitCode::bad_scenario);
        EXPECT_EQ(error.place.line, slip.line);
        EXPECT_EQ(error.place.column, slip.column);
        EXPECT_NE(error.what.find(slip.what), std::string::npos) << error.what;
        EXPECT_NE(error.fix.find(slip.fix), std::string::npos) << error.fix;
        EXPECT_EQ(error.what.find("Error while parsing"), std::string::npos) << error.what;
    }
}

// A string may contain any text.
TEST(ScenarioSlips, are_not_looked_for_in_strings_and_comments) {
    const auto scenario =
        read_scenario_text("x = \"\xE2\x80\x9C\xC2\xA0:\" # \xE2\x80\x9D a: b\ny = @\n", "s.toml");
    ASSERT_FALSE(scenario.ok());
    EXPECT_EQ(scenario.errors().front().place.line, 2);
}

TEST(ForeignFiles, a_table_description_becomes_what_to_write) {
    const std::string path = ISOTHERM_SOURCE_DIR "/tests/cases/36-imports/table.json";
    const auto scenario = read_scenario_file(path);
    ASSERT_FALSE(scenario.ok());
    const Error& error = scenario.errors().front();
    EXPECT_EQ(error.exit_code, ExitCode::bad_scenario);
    EXPECT_NE(error.what.find("table description"), std::string::npos) << error.what;
    // 149,776,006,681 B / 140,893,823 items = 1,063 B
    for (const char* part :
         {"[tables.\"volume\"]", "partition_key = \"id\"", "sort_key = \"version\"",
          "size = \"149776006681 B\"", "item_size = \"1063 B\"", "read = 31104, write = 960"})
        EXPECT_NE(error.fix.find(part), std::string::npos) << error.fix;
}

TEST(ForeignFiles, are_named_with_what_to_do_with_them) {
    using namespace std::string_literals;
    const std::vector<std::pair<std::string, std::string>> files{
        {"{\"TableNames\": [\"a\"]}", "describe-table"},
        {"{\"Label\": \"x\", \"Datapoints\": []}", "isotherm backtest"},
        {"{\"AWSTemplateFormatVersion\": \"2010-09-09\", \"Resources\": {}}", "[tables.NAME]"},
        {"AWSTemplateFormatVersion: '2010-09-09'\nResources:\n", "[tables.NAME]"},
        {"resource \"aws_dynamodb_table\" \"t\" {\n  name = \"t\"\n}\n", "[tables.NAME]"},
        {"1.2.3.4 - - [29/Nov/2021:06:25:24 +0000] \"GET / HTTP/1.1\" 200 1\n",
         "isotherm trace info"},
        {"time,key,size\n1,a,2\n", "isotherm trace info"},
        {"\x1F\x8B\x08\x00\x00"s, "isotherm trace info"},
        {"SQLite format 3\0"s, "name its folder: isotherm gui DIR"},
        {"{\"a\": 1}", "TOML"},
    };
    for (const auto& [text, fix] : files) {
        const auto scenario = read_scenario_text(text, "f");
        ASSERT_FALSE(scenario.ok()) << text;
        const Error& error = scenario.errors().front();
        EXPECT_EQ(digits_of(error.number), 114) << text;
        EXPECT_NE(error.what.find(", not a scenario"), std::string::npos) << error.what;
        EXPECT_NE(error.fix.find(fix), std::string::npos) << error.fix;
    }
    EXPECT_TRUE(read_scenario_text(good(), "s.toml").ok());
}

struct Meant {
    const char* of;
    std::string text;
    const char* fix;
};

// Words from the API, from other tools and from everyday language.
TEST(Suggestions, know_what_is_meant) {
    const std::vector<Meant> cases{
        {"hash_key", changed("[tables.votes]", "[tables.votes]\nhash_key = \"id\""),
         "did you mean \"partition_key\"?"},
        {"range_key", changed("[tables.votes]", "[tables.votes]\nrange_key = \"id\""),
         "did you mean \"sort_key\"?"},
        {"ttl", changed("[tables.votes]", "[tables.votes]\nttl = \"1d\""),
         "did you mean \"time_to_live\"?"},
        {"rcu of a table", changed("[tables.votes]", "[tables.votes]\nrcu = 5"),
         "did you mean \"capacity.read\"?"},
        {"wcu", changed("read = 10,", "read = 10, wcu = 5,"), "did you mean \"write\"?"},
        {"read_capacity", changed("[tables.votes]", "[tables.votes]\nread_capacity = 5"),
         "did you mean \"capacity.read\"?"},
        {"PAY_PER_REQUEST", changed("mode = \"provisioned\"", "mode = \"PAY_PER_REQUEST\""),
         "did you mean \"on_demand\"?"},
        {"put", changed("\"PutItem\"", "\"put\""), "did you mean \"PutItem\"?"},
        {"2017", changed("era = \"2016\"", "era = \"2017\""), "did you mean \"2016\"?"},
    };
    for (const Meant& meant : cases) {
        const auto scenario = read_scenario_text(meant.text, "s.toml");
        ASSERT_FALSE(scenario.ok()) << meant.of;
        bool found = false;
        for (const Error& error : scenario.errors())
            found |= error.fix.find(meant.fix) != std::string::npos;
        EXPECT_TRUE(found) << meant.of << ": " << scenario.errors().front().text();
    }
}

TEST(Suggestions, a_word_in_place_of_a_table_becomes_that_table) {
    const std::string text = good();
    const std::size_t from = text.find("capacity = ");
    const std::size_t end = text.find('\n', from);
    const auto scenario = read_scenario_text(
        text.substr(0, from) + "capacity = \"on_demand\"" + text.substr(end), "s.toml");
    ASSERT_FALSE(scenario.ok());
    EXPECT_NE(scenario.errors().front().fix.find("capacity = { mode = \"on_demand\" }"),
              std::string::npos)
        << scenario.errors().front().text();
}

TEST(Quantities, are_read_as_people_write_them_in_scenarios) {
    const auto scenario = read_scenario_text(
        changed("\"10s\"", "\"1h30m\""), "s.toml",
        {{"tables.votes.size", "9.9 GB"}, {"tables.votes.capacity.write", "5k"}});
    ASSERT_TRUE(scenario.ok()) << scenario.errors().front().text();
    EXPECT_EQ(scenario.value().duration, SimDuration(90min));
    EXPECT_EQ(scenario.value().tables.at("votes").size.count, 10'630'044'058u);
    EXPECT_EQ(scenario.value().tables.at("votes").capacity.provisioned.write, 5'000);
}

}  // namespace
}  // namespace isotherm
