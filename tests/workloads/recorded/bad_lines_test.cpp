// SPDX-License-Identifier: Apache-2.0
// Lines that are not rows: skipped and counted if that is allowed, and an error if not.

#include <limits>

#include "tests/workloads/recorded/trace_reading.h"

namespace isotherm {
namespace {

using testing::csv_settings;
using testing::read_source;
using testing::ReadTrace;
using testing::Settings;

constexpr std::uint64_t all = std::numeric_limits<std::uint64_t>::max();

ReadTrace read_leniently(std::string_view text, const std::string& format, std::uint64_t most,
                         const Settings& settings = csv_settings,
                         std::size_t rows_per_read = 1'000) {
    return read_source(source_over(text, "t"), format, settings, rows_per_read, most);
}

TEST(BadLines, are_left_out_counted_and_the_first_keep_their_places) {
    const std::string text =
        "time,key,size,op\n1,7,1,get\n2,8,x,get\nrubbish\n3,9,1,frob\n4,\"a,1,get\n5,10,1,put\n";
    for (const std::size_t rows_per_read : {1, 2, 1'000}) {
        const auto trace = read_leniently(text, "csv", all, csv_settings, rows_per_read);
        EXPECT_TRUE(trace.errors.empty());
        EXPECT_EQ(trace.key, (std::vector<Key>{7, 10}));
        EXPECT_EQ(trace.place.back().line, 7u);
        EXPECT_EQ(trace.bad_lines.count, 4u);
        ASSERT_EQ(trace.bad_lines.first.size(), BadLines::shown_most);
        EXPECT_EQ(trace.bad_lines.first[0].place.line, 3);
        EXPECT_EQ(trace.bad_lines.first[0].place.column, 5);
        EXPECT_EQ(trace.bad_lines.first[1].place.line, 4);
        EXPECT_EQ(trace.bad_lines.first[2].place.line, 5);
    }
}

TEST(BadLines, one_more_than_allowed_is_an_error_that_says_so) {
    const std::string text = "time,key,size,op\nx,7,1,get\ny,8,1,get\n1,9,1,get\n";
    EXPECT_TRUE(read_leniently(text, "csv", 2).errors.empty());
    const auto trace = read_leniently(text, "csv", 1);
    ASSERT_EQ(trace.errors.size(), 1u);
    EXPECT_EQ(trace.errors[0].place.line, 3);
    EXPECT_NE(trace.errors[0].what.find("1 bad lines before it"), std::string::npos);
    const auto strict = read_leniently(text, "csv", 0);
    ASSERT_EQ(strict.errors.size(), 1u);
    EXPECT_EQ(strict.errors[0].place.line, 2);
    EXPECT_NE(strict.errors[0].fix.find("--skip-bad"), std::string::npos);
}

// A server that loses power leaves a run of zero bytes; a line without an end stops at the limit.
TEST(BadLines, contain_zero_bytes_or_more_than_a_mebibyte) {
    const std::string zeros(3'000'000, '\0');
    const std::string endless(2'500'000, 'k');
    const auto trace = read_leniently("time,key,size,op\n1,7,1,get\n2,8" + zeros + "\n3,9,1,get\n" +
                                          endless + "\n4,10,1,get\n5" + zeros,
                                      "csv", all);
    EXPECT_TRUE(trace.errors.empty());
    EXPECT_EQ(trace.key, (std::vector<Key>{7, 9, 10}));
    EXPECT_EQ(trace.place.back().line, 6u);
    EXPECT_EQ(trace.bad_lines.count, 3u);
}

TEST(BadLines, a_wrong_encoding_or_header_is_no_bad_line) {
    EXPECT_EQ(read_leniently("\xFF\xFEt", "twitter", all).errors.front().number,
              ErrorNumber::trace_not_text);
    EXPECT_EQ(read_leniently("when,key\n1,2\n", "csv", all).errors.front().number,
              ErrorNumber::trace_wrong_header);
}

// An invalid first time does not decide whether times have fractions.
TEST(BadLines, the_first_good_row_settles_how_times_are_written) {
    const auto trace =
        read_leniently("time,key\n?,1\n1.5,2\n2.5,3\n", "csv", all, {{"time_unit", "s"}});
    EXPECT_EQ(trace.time_us, (std::vector<std::int64_t>{1'500'000, 2'500'000}));
    EXPECT_EQ(trace.bad_lines.count, 1u);
}

TEST(BadLines, two_of_five_lines_of_an_nginx_log_are_no_requests) {
    const std::string path = ISOTHERM_SOURCE_DIR "/tests/cases/28-logs/nginx.log";
    const auto strict = read_source(open_source(path), "apache_combined");
    ASSERT_EQ(strict.errors.size(), 1u);
    EXPECT_EQ(strict.errors[0].place.line, 2);
    const auto trace = read_source(open_source(path), "apache_combined", {}, 1'000, all);
    EXPECT_TRUE(trace.errors.empty());
    EXPECT_EQ(trace.verb, (std::vector<std::string>{"GET", "POST", "GET"}));
    EXPECT_EQ(trace.bad_lines.count, 2u);
    EXPECT_EQ(trace.bad_lines.first.at(1).place.line, 3);
}

TEST(BadLines, are_allowed_as_all_as_a_number_or_not_at_all) {
    EXPECT_EQ(parse_bad_lines_most("all"), all);
    EXPECT_EQ(parse_bad_lines_most("100"), 100u);
    EXPECT_EQ(parse_bad_lines_most(""), 0u);
    for (const char* wrong : {"some", "-1", "1.5", "1e3", " 1"})
        EXPECT_EQ(parse_bad_lines_most(wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace isotherm
