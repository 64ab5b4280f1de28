// SPDX-License-Identifier: Apache-2.0
// Error messages for invalid scenarios. Lines and columns were counted by hand in the texts below.

#include <gtest/gtest.h>

#include "tests/engine/scenario/scenario_texts.h"

namespace isotherm {
namespace {

// A change to the good scenario, and the first error that it must cause.
struct Row {
    const char* name;
    std::string text;
    const char* where;
    int number;
    const char* what;  // part of the message
    const char* fix;   // part of the help
};

class BadScenario : public testing::TestWithParam<Row> {};

TEST_P(BadScenario, names_the_place_the_mistake_and_the_remedy) {
    const Row& row = GetParam();
    const auto scenario = read_scenario_text(row.text, "votes.toml");
    ASSERT_FALSE(scenario.ok());
    const Error& error = scenario.errors().front();
    EXPECT_EQ(error.where(), row.where) << error.text();
    EXPECT_EQ(digits_of(error.number), row.number) << error.text();
    EXPECT_EQ(error.exit_code, ExitCode::bad_scenario);
    EXPECT_NE(error.what.find(row.what), std::string::npos) << error.text();
    EXPECT_NE(error.fix.find(row.fix), std::string::npos) << error.text();
}

std::string name_of(const testing::TestParamInfo<Row>& info) { return info.param.name; }

const std::string syntax_help = "https://toml.io";

INSTANTIATE_TEST_SUITE_P(
    Syntax, BadScenario,
    testing::Values(
        Row{"string_without_end", changed("name = \"votes\"", "name = \"votes"), "votes.toml:1:8",
            101, "the string that starts here never ends", "close the string with a quote"},
        Row{"string_without_end_after_a_quoted_key",
            changed("name = \"votes\"", "\"na'me\" = \"votes"), "votes.toml:1:11", 101,
            "never ends", "close the string"},
        Row{"string_of_many_lines_without_end", good() + "note = \"\"\"abc\ndef\n",
            "votes.toml:14:8", 101, "never ends", "close the string"},
        Row{"bare_carriage_return", changed("era = \"2016\"\n", "era = \"2016\"\rseed = 1\n"),
            "votes.toml:2:13", 101, "a carriage return without a line feed", "LF or CR LF"},
        Row{"control_character", changed("name = \"votes\"", "name = \"vo\x01tes\""),
            "votes.toml:1:11", 101, "control characters", "as an escape, such as \\u001B"},
        Row{"control_character_in_a_comment",
            changed("era =",
                    "# a\x1B"
                    "b\nera ="),
            "votes.toml:2:4", 101, "prohibited in comments", "delete it"},
        Row{"key_without_value", good() + "x =\n", "votes.toml:14:3", 101,
            "there is no value after the =", "write x = and its value"},
        Row{"key_without_equals", good() + "x 1\n", "votes.toml:14:2", 101,
            "there is no = between key and value", "write x = 1"},
        // These texts aborted the program in a header-only build of the TOML library.
        Row{"header_with_parenthesis", good() + "[(]\n", "votes.toml:14:2", 101, "saw '('",
            "toml.io"},
        Row{"header_with_dollar", good() + "[$t]\n", "votes.toml:14:2", 101, "saw '$'", "toml.io"},
        Row{"header_with_leading_dot", good() + "[.x]\n", "votes.toml:14:2", 101, "saw '.'",
            "toml.io"},
        Row{"list_header_with_parenthesis", good() + "[[(]]\n", "votes.toml:14:3", 101, "saw '('",
            "toml.io"},
        Row{"header_beyond_ascii", good() + "[tab\xC3\xA9]\n", "votes.toml:14:5", 101,
            "expected ']'", "toml.io"},
        Row{"header_without_name", good() + "[]\n", "votes.toml:14:2", 101, "blank bare keys",
            "toml.io"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Names, BadScenario,
    testing::Values(
        Row{"unknown_key", changed("item_size", "itme_size"), "votes.toml:6:1", 102,
            "unknown key \"itme_size\" in tables.votes", "did you mean \"item_size\"? known: "},
        Row{"unknown_table", good() + "[tabels.x]\n", "votes.toml:14:2", 102,
            "unknown key \"tabels\"", "did you mean \"tables\"?"},
        Row{"key_of_another_table", changed("[tables.votes]", "[tables.votes]\nduration = \"5s\""),
            "votes.toml:6:1", 102, "unknown key \"duration\" in tables.votes",
            "known: capacity, class, collection, collection_size, contributor_insights, indexes"},
        Row{"misspelt_word", changed("\"provisioned\"", "\"provisoned\""), "votes.toml:7:21", 106,
            "unknown mode \"provisoned\"", "did you mean \"provisioned\"?"},
        Row{"unknown_era", changed("\"2016\"", "\"2015\""), "votes.toml:2:7", 106,
            "unknown era \"2015\"", "known: 2012, 2013, 2016"},
        Row{"unknown_shape", changed("\"constant\"", "\"konstant\""), "votes.toml:12:22", 106,
            "unknown shape \"konstant\"",
            "did you mean \"constant\"? known: constant, diurnal, flash_crowd, mmpp"},
        Row{"unknown_distribution", changed("\"sequential\"", "\"zpif\""), "votes.toml:13:25", 106,
            "unknown distribution \"zpif\"",
            "did you mean \"zipf\"? known: drifting_hot_set, explicit, hash_slices"},
        Row{"unknown_retry", good() + "client = { retry = \"sdk_standrad\" }\n", "votes.toml:14:20",
            106, "unknown retry \"sdk_standrad\"", "did you mean \"sdk_standard\"? known: "},
        Row{"unknown_admission", good() + "[model]\nadmission = \"static\"\n", "votes.toml:15:13",
            106, "unknown admission \"static\"", "static_shares"},
        Row{"operation_in_lower_case", changed("\"PutItem\"", "\"putitem\""), "votes.toml:11:13",
            106, "unknown operation \"putitem\"", "did you mean \"PutItem\"?"},
        Row{"table_that_is_not_there", changed("table = \"votes\"", "table = \"vote\""),
            "votes.toml:10:9", 107, "there is no table \"vote\"", "did you mean \"votes\"?"},
        Row{"table_name_too_short", changed("[tables.votes]", "[tables.vo]"), "votes.toml:5:9", 107,
            "\"vo\" cannot be a table name", "3 to 255 characters"},
        Row{"table_name_with_a_slash", changed("[tables.votes]", "[tables.\"votes / eu\"]"),
            "votes.toml:5:9", 107, "\"votes / eu\" cannot be a table name", "a-z A-Z 0-9 _ - ."},
        Row{"index_name_with_a_blank",
            good() + "[tables.votes.indexes.\"by date\"]\ncapacity = { read = 1, write = 1 }\n",
            "votes.toml:14:23", 107, "\"by date\" cannot be the name of an index",
            "a-z A-Z 0-9 _ - ."},
        Row{"missing_duration", changed("duration = \"10s\"\n", ""), "votes.toml:1:1", 103,
            "duration is missing", "add duration"},
        Row{"no_table_in_tables", "duration = \"5s\"\n[tables]\n[workloads.www]\n",
            "votes.toml:2:1", 104, "tables is empty; expected at least one [tables.NAME]", ""}),
    name_of);

// The message names both places.
INSTANTIATE_TEST_SUITE_P(
    Twice, BadScenario,
    testing::Values(
        Row{"same_key", changed("duration = \"10s\"", "duration = \"10s\"\nera = \"2012\""),
            "votes.toml:4:7", 101, "cannot redefine existing string 'era'; first defined in line 2",
            "keep one of the two"},
        Row{"same_key_in_quotes",
            changed("duration = \"10s\"", "duration = \"10s\"\n\"era\" = \"2012\""),
            "votes.toml:4:9", 101, "this key is already defined; first defined in line 2",
            "keep one"},
        Row{"same_key_in_one_line", changed("read = 10, write", "read = 10, read = 11, write"),
            "votes.toml:7:54", 101,
            "cannot redefine existing integer 'read'; first defined in line 7, column 36",
            "keep one"},
        Row{"same_table", good() + "[tables.votes]\nsize = \"1 GB\"\n", "votes.toml:14:1", 101,
            "'tables.votes'; first defined in line 5", "keep one"},
        // A workload with the same name is between the two.
        Row{"same_table_after_a_namesake",
            changed("[workloads.voters]", "[workloads.votes]") + "[tables.votes]\n",
            "votes.toml:14:1", 101, "'tables.votes'; first defined in line 5", "keep one"},
        Row{"dotted_key", good() + "client.retry = \"sdk_legacy\"\nclient.retry = \"sdk_legacy\"\n",
            "votes.toml:15:16", 101, "first defined in line 14", "keep one"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Forms, BadScenario,
    testing::Values(
        Row{"misspelt_unit", changed("\"10s\"", "\"5 minuts\""), "votes.toml:3:12", 104,
            "duration is \"5 minuts\"; expected a duration such as \"250ms\", \"90s\", \"5m\" or "
            "\"1h30m\"",
            "simulated time"},
        Row{"number_for_duration", changed("\"10s\"", "10"), "votes.toml:3:12", 104,
            "duration is 10; expected a duration such as", ""},
        Row{"missing_unit", changed("\"10s\"", "\"10\""), "votes.toml:3:12", 104,
            "duration is \"10\"; expected", ""},
        Row{"number_for_rate", changed("\"5/s\"", "5"), "votes.toml:12:41", 104,
            "workloads.voters.arrivals.rate is 5; expected a rate such as \"5000/s\"", ""},
        Row{"words_for_rate", changed("\"5/s\"", "\"5 every s\""), "votes.toml:12:41", 104,
            "expected a rate such as", ""},
        Row{"bits_for_bytes", changed("\"1 KB\"", "\"1 kbit\""), "votes.toml:6:13", 104,
            "tables.votes.item_size is \"1 kbit\"; expected a size such as \"200 B\", \"4 KB\" or "
            "\"9.9 GB\"",
            ""},
        Row{"text_for_number", changed("read = 10,", "read = \"ten\","), "votes.toml:7:43", 104,
            "tables.votes.capacity.read is \"ten\"; expected a whole number such as 1000", ""},
        Row{"fraction_for_whole_number", changed("read = 10,", "read = 10.5,"), "votes.toml:7:43",
            104, "tables.votes.capacity.read is 10.5; expected a whole number", ""},
        Row{"text_for_plug_in", changed("{ shape = \"constant\", rate = \"5/s\" }", "\"constant\""),
            "votes.toml:12:12", 104, "expected a table such as { shape = \"constant\" }", ""},
        Row{"number_for_choice", changed("\"2016\"", "2016"), "votes.toml:2:7", 104,
            "era is 2016; expected one of \"2012\", \"2013\", \"2016\"", ""},
        Row{"time_without_date", changed("era = \"2016\"", "start = 12:00:00"), "votes.toml:2:9",
            104, "start is 12:00:00, which is not an ISO 8601 time; expected a time such as", ""},
        Row{"before_1970", changed("era = \"2016\"", "start = 1969-12-31T23:59:59Z"),
            "votes.toml:2:9", 104, "which lies before 1970", ""},
        Row{"after_2262", changed("era = \"2016\"", "start = \"2300-01-01\""), "votes.toml:2:9",
            104, "which lies beyond the year 2262", ""},
        Row{"month_13", changed("era = \"2016\"", "start = 2016-13-20T12:00:00Z"),
            "votes.toml:2:16", 101, "expected month between 1 and 12", ""},
        Row{"call_and_mix",
            changed("operation = \"PutItem\"", "operation = \"PutItem\"\nmix = { GetItem = 1.0 }"),
            "votes.toml:11:13", 107, "both an operation and a mix are given", "remove one of them"},
        Row{"decimal_comma_in_a_table", changed("read = 10,", "read = 1,5,"), "votes.toml:7:46",
            101, "", "use a decimal point: 1.5, not 1,5"},
        Row{"decimal_comma", good() + "[model]\ninitial_burst = 0,5\n", "votes.toml:15:18", 101, "",
            "use a decimal point: 1.5, not 1,5"},
        Row{"decimal_comma_with_unit", good() + "[model]\nburst_window = \"1,5s\"\n",
            "votes.toml:15:16", 104, "model.burst_window is \"1,5s\"",
            "use a decimal point: 1.5, not 1,5"},
        Row{"two_underscores", changed("read = 10,", "read = 1__0,"), "votes.toml:7:45", 101,
            "underscores", ""},
        Row{"leading_zero", changed("read = 10,", "read = 010,"), "votes.toml:7:46", 101,
            "leading zeroes", ""},
        Row{"plus_in_a_rate", changed("\"5/s\"", "\"+5/s\""), "votes.toml:12:41", 104,
            "expected a rate", ""},
        Row{"hexadecimal_rate", changed("\"5/s\"", "\"0x10/s\""), "votes.toml:12:41", 104,
            "expected a rate", ""},
        Row{"underscore_in_a_rate", changed("\"5/s\"", "\"1_000/s\""), "votes.toml:12:41", 104,
            "expected a rate", ""}),
    name_of);

}  // namespace
}  // namespace isotherm
