// SPDX-License-Identifier: Apache-2.0
// Invalid traces: each error is reported with its place, its number and exit code 65.

#include "tests/workloads/recorded/trace_reading.h"

namespace isotherm {
namespace {

using testing::csv_settings;
using testing::read_text;
using testing::Settings;

struct BadTrace {
    const char* name;
    const char* format;
    Settings settings;
    std::string text;
    ErrorNumber number;
    std::int64_t line;
    std::int64_t column;
    std::int64_t offset;
    const char* says;
};

std::vector<BadTrace> bad_traces() {
    const std::string header = "time,key,size,op\n";  // 17 bytes
    return {
        {"empty", "csv", csv_settings, "", ErrorNumber::trace_no_requests, 0, 0, -1, "no requests"},
        {"unknown header", "csv", csv_settings, "time,id,size,op\n1,a,1,get\n",
         ErrorNumber::trace_wrong_header, 1, 1, 0, "columns are time, id, size, op"},
        {"wrong delimiter", "csv", csv_settings, "time;key;size;op\n",
         ErrorNumber::trace_wrong_header, 1, 1, 0, "time;key;size;op"},
        {"too few columns", "csv", csv_settings, header + "1,a,1,get\n2,b,1\n",
         ErrorNumber::trace_wrong_columns, 3, 6, 32, "3 columns; expected 4"},
        {"too many columns", "csv", csv_settings, header + "1,a,1,get,9\n",
         ErrorNumber::trace_wrong_columns, 2, 11, 27, "5 columns; expected 4"},
        {"quote never closed", "csv", csv_settings, header + "1,\"a,1,get\n",
         ErrorNumber::trace_bad_quotes, 2, 3, 19, "never closed"},
        {"quote inside a field", "csv", csv_settings, header + "1,a\"b,1,get\n",
         ErrorNumber::trace_bad_quotes, 2, 4, 20, "a field without quotes contains a quote"},
        {"text behind a quote", "csv", csv_settings, header + "1,\"a\"b,1,get\n",
         ErrorNumber::trace_bad_quotes, 2, 6, 22, "after the closing quote"},
        {"negative size", "csv", csv_settings, header + "1,a,-5,get\n",
         ErrorNumber::trace_bad_number, 2, 5, 21, "at least 0"},
        {"size with exponent", "csv", csv_settings, header + "1,a,1e400,get\n",
         ErrorNumber::trace_bad_number, 2, 5, 21, "1e400"},
        {"size that is no number", "csv", csv_settings, header + "1,a,nan,get\n",
         ErrorNumber::trace_bad_number, 2, 5, 21, "nan"},
        {"size beyond 64 bits", "csv", csv_settings, header + "1,a,99999999999999999999,get\n",
         ErrorNumber::trace_bad_number, 2, 5, 21, "largest accepted"},
        {"infinite time", "csv", csv_settings, header + "inf,a,1,get\n",
         ErrorNumber::trace_bad_time, 2, 1, 17, "not a number"},
        {"negative time", "csv", csv_settings, header + "-1,a,1,get\n", ErrorNumber::trace_bad_time,
         2, 1, 17, "negative"},
        {"milliseconds read as seconds", "csv", csv_settings, header + "1702511878000,a,1,get\n",
         ErrorNumber::trace_bad_time, 2, 1, 17, "2262"},
        {"fraction after whole seconds", "csv", csv_settings, header + "1,a,1,get\n1.5,a,1,get\n",
         ErrorNumber::trace_bad_time, 3, 1, 27, "fraction"},
        {"unknown operation", "csv", csv_settings, header + "1,a,1,frob\n",
         ErrorNumber::trace_unknown_operation, 2, 7, 23, "frob"},
        {"empty key", "csv", csv_settings, header + "1,,1,get\n", ErrorNumber::trace_bad_key, 2, 3,
         19, "empty"},
        {"key too long", "csv", csv_settings, header + "1," + std::string(2'049, 'k') + ",1,get\n",
         ErrorNumber::trace_bad_key, 2, 3, 19, "at most 2048"},
        {"NUL byte", "csv", csv_settings,
         header + "1,a,1,get\n2,b" + std::string(1, '\0') + ",1,get\n", ErrorNumber::trace_not_text,
         3, 4, 30, "zero byte"},
        {"UTF-16", "csv", csv_settings, "\xFF\xFEt", ErrorNumber::trace_not_text, 1, 1, 0,
         "UTF-16"},
        {"line above 1 MiB", "csv", csv_settings, header + std::string(1'048'577, '1') + "\n",
         ErrorNumber::trace_line_too_long, 2, 1, 17, "longer than 1048576"},
        {"field above 64 KiB", "csv", csv_settings,
         header + "1," + std::string(65'537, 'k') + ",1,get\n", ErrorNumber::trace_line_too_long, 2,
         3, 19, "longer than 65536"},
        {"ISO time without zone",
         "csv",
         {{"time_unit", "iso8601"}, {"zone", "written"}},
         "time,key\n2018-06-13 00:00:00,a\n",
         ErrorNumber::trace_bad_time,
         2,
         1,
         9,
         "no time zone"},
        {"day that does not exist",
         "csv",
         {{"time_unit", "iso8601"}},
         "time,key\n2018-02-30T00:00:00Z,a\n",
         ErrorNumber::trace_bad_time,
         2,
         1,
         9,
         "not a time that exists"},
        {"column counted by characters", "csv", csv_settings, header + "1,\xC3\xA9,x,get\n",
         ErrorNumber::trace_bad_number, 2, 5, 22, "\"x\""},
        {"unknown memcached verb",
         "twitter",
         {},
         "0,k,1,2,3,frob,0\n",
         ErrorNumber::trace_unknown_operation,
         1,
         11,
         10,
         "frob"},
        {"fraction in a Twitter time",
         "twitter",
         {},
         "0.5,k,1,2,3,get,0\n",
         ErrorNumber::trace_bad_time,
         1,
         1,
         0,
         "whole seconds"},
        {"Apache line without time",
         "apache_combined",
         {},
         "host - - \"GET / HTTP/1.0\" 200 1\n",
         ErrorNumber::trace_wrong_columns,
         1,
         1,
         0,
         "no time in brackets"},
        {"Apache month",
         "apache_combined",
         {},
         "h - - [10/Okt/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1\n",
         ErrorNumber::trace_bad_time,
         1,
         8,
         7,
         "10/Okt"},
        {"Apache quote never closed",
         "apache_combined",
         {},
         "h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\n",
         ErrorNumber::trace_bad_quotes,
         1,
         36,
         35,
         "never closed"},
        {"disk type",
         "disksim",
         {},
         "1 2 3 4 7\n",
         ErrorNumber::trace_unknown_operation,
         1,
         9,
         8,
         "0 (write) or 1 (read)"},
        {"reduced YCSB verb",
         "ycsb",
         {},
         "READ 12\nFROB 13\n",
         ErrorNumber::trace_unknown_operation,
         2,
         1,
         8,
         "FROB"},
        {"half a record",
         "oracle_general",
         {},
         std::string(30, '\0'),
         ErrorNumber::trace_ends_inside_record,
         2,
         0,
         24,
         "6 bytes are left"},
        {"version of VSCSI",
         "vscsi",
         {},
         std::string(32, '\0'),
         ErrorNumber::trace_unsupported_version,
         1,
         0,
         0,
         "version 1 is supported"},
    };
}

TEST(BadTrace, is_refused_with_its_place_and_reason) {
    for (const BadTrace& bad : bad_traces()) {
        SCOPED_TRACE(bad.name);
        const auto trace = read_text(bad.text, bad.format, bad.settings);
        ASSERT_EQ(trace.errors.size(), 1u);
        const Error& error = trace.errors.front();
        EXPECT_EQ(error.exit_code, ExitCode::bad_trace);
        EXPECT_EQ(error.number, bad.number) << error.text();
        EXPECT_EQ(error.place.line, bad.line);
        EXPECT_EQ(error.place.column, bad.column);
        EXPECT_EQ(error.place.offset, bad.offset);
        EXPECT_NE(error.what.find(bad.says), std::string::npos) << error.what;
        EXPECT_FALSE(error.fix.empty());
    }
}

TEST(BadTrace, hands_out_the_good_rows_before_the_bad_one) {
    const auto trace =
        read_text("time,key,size,op\n1,7,1,get\n2,8,1,put\n3,9,x,get\n", "csv", csv_settings);
    EXPECT_EQ(trace.key, (std::vector<Key>{7, 8}));
    EXPECT_EQ(trace.errors.size(), 1u);
}

TEST(GoodTrace, byte_order_mark_line_ends_blank_lines_and_quotes_change_nothing) {
    const auto plain = read_text("time,key,size,op\n1,7,10,get\n2,8,11,put\n", "csv", csv_settings);
    const auto other =
        read_text("\xEF\xBB\xBFtime,key,size,op\r\n\r\n1,\"7\",10,\"get\"\r\n\n2,8,\"11\",put",
                  "csv", csv_settings);
    ASSERT_TRUE(plain.errors.empty() && other.errors.empty());
    EXPECT_EQ(plain.time_us, other.time_us);
    EXPECT_EQ(plain.key, other.key);
    EXPECT_EQ(plain.bytes, other.bytes);
    EXPECT_EQ(plain.verb, other.verb);
    EXPECT_EQ(plain.time_us, (std::vector<std::int64_t>{1'000'000, 2'000'000}));
}

TEST(GoodTrace, a_quoted_key_may_contain_delimiters_and_doubled_quotes) {
    const auto trace = read_text("time,key\n1,\"a,\"\"b\"\"\"\n", "csv", {{"time_unit", "s"}});
    ASSERT_EQ(trace.key.size(), 1u);
    EXPECT_EQ(trace.key[0], key_from_text("a,\"b\""));
}

// 2^53 + 1 is the first integer that a double cannot represent.
TEST(GoodTrace, integers_are_read_as_integers) {
    const auto trace = read_text("time,key,size,op\n1,9007199254740993,9007199254740993,get\n",
                                 "csv", csv_settings);
    ASSERT_EQ(trace.key.size(), 1u);
    EXPECT_EQ(trace.key[0], 9'007'199'254'740'993u);
    EXPECT_EQ(trace.bytes[0], 9'007'199'254'740'993u);
}

// 2018-06-13 is day 17,695 of Unix time: 17,695 x 86,400 = 1,528,848,000 s.
TEST(GoodTrace, every_time_unit_gives_the_same_instant) {
    const std::int64_t expected = 1'528'848'000'250'000;
    const std::vector<std::pair<std::string, std::string>> forms{
        {"s", "1528848000.25"},
        {"ms", "1528848000250"},
        {"us", "1528848000250000"},
        {"ns", "1528848000250000999"},
        {"iso8601", "2018-06-13T00:00:00.25Z"},
        {"iso8601", "2018-06-13 02:00:00.250+02:00"},
        {"iso8601", "2018-06-13 00:00:00.250"},
        {"iso8601", "2018-06-12T23:59:60.250Z"}};
    for (const auto& [unit, text] : forms) {
        const auto trace = read_text("time,key\n" + text + ",1\n", "csv", {{"time_unit", unit}});
        ASSERT_EQ(trace.time_us.size(), 1u) << unit << " " << text;
        EXPECT_EQ(trace.time_us[0], expected) << unit << " " << text;
    }
}

TEST(GoodTrace, reading_in_small_and_large_pieces_gives_the_same_rows) {
    std::string text = "time,key,size,op\n";
    for (int i = 0; i < 20'000; ++i)
        text += std::to_string(i / 7) + "," + std::to_string(i * 31 % 997) + ",100,get\n";
    const auto large = read_text(text, "csv", csv_settings, 10'000);
    const auto small = read_text(text, "csv", csv_settings, 3);
    ASSERT_EQ(large.key.size(), 20'000u);
    EXPECT_EQ(large.key, small.key);
    EXPECT_EQ(large.time_us, small.time_us);
    EXPECT_EQ(large.place.back().line, 20'001u);
    EXPECT_EQ(small.place.back().line, 20'001u);
}

}  // namespace
}  // namespace isotherm
