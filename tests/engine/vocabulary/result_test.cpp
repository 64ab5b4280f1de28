// SPDX-License-Identifier: Apache-2.0
// Errors: the place they name, their text, and that text of a user cannot control a terminal.

#include "engine/vocabulary/result.h"

#include <gtest/gtest.h>

namespace isotherm {
namespace {

Error example() {
    Error error;
    error.number = ErrorNumber::unknown_key;
    error.place = {.file = "votes.toml",
                   .line = 12,
                   .column = 3,
                   .path = "tables.votes",
                   .source_line = "  provisoned = 5"};
    error.what = "unknown key \"provisoned\"";
    error.fix = "did you mean \"provisioned\"?";
    return error;
}

TEST(Error, prints_place_number_line_caret_and_help) {
    EXPECT_EQ(example().text(),
              "votes.toml:12:3: error[E0102]: unknown key \"provisoned\"\n"
              "    provisoned = 5\n"
              "    ^\n"
              "  help: did you mean \"provisioned\"?\n");
}

TEST(Error, names_the_place_as_exactly_as_it_is_known) {
    Error error = example();
    EXPECT_EQ(error.where(), "votes.toml:12:3");
    error.place.column = 0;
    EXPECT_EQ(error.where(), "votes.toml:12");
    error.place.line = 0;
    EXPECT_EQ(error.where(), "votes.toml");
    error.place.file.clear();
    EXPECT_EQ(error.where(), "tables.votes");
}

TEST(Error, has_the_exit_codes_of_the_contract) {
    EXPECT_EQ(static_cast<int>(ExitCode::usage), 2);
    EXPECT_EQ(static_cast<int>(ExitCode::limit_broken), 3);
    EXPECT_EQ(static_cast<int>(ExitCode::bad_trace), 65);
    EXPECT_EQ(static_cast<int>(ExitCode::input_missing), 66);
    EXPECT_EQ(static_cast<int>(ExitCode::cannot_create), 73);
    EXPECT_EQ(static_cast<int>(ExitCode::input_output), 74);
    EXPECT_EQ(static_cast<int>(ExitCode::bad_scenario), 78);
    EXPECT_EQ(static_cast<int>(ExitCode::interrupted), 130);
}

TEST(Printable, escapes_terminal_controls_and_keeps_the_rest) {
    EXPECT_EQ(printable("plain \xC3\xA9 \xE6\x97\xA5"), "plain \xC3\xA9 \xE6\x97\xA5");
    EXPECT_EQ(printable("\x1B[31m"), "\\x1B[31m");
    EXPECT_EQ(printable("a\nb\tc\x7F"), "a\\x0Ab\\x09c\\x7F");
    EXPECT_EQ(printable(std::string_view("\0", 1)), "\\x00");
    EXPECT_EQ(printable("\xC2\x9B"), "\\xC2\\x9B");           // C1 control
    EXPECT_EQ(printable("\xE2\x80\xAE"), "\\xE2\\x80\\xAE");  // right-to-left override
    EXPECT_EQ(printable("\xE2\x81\xA6"), "\\xE2\\x81\\xA6");  // isolate
    EXPECT_EQ(printable("\xFF\xC3"), "\\xFF\\xC3");           // not UTF-8
    EXPECT_EQ(printable("\xE2\x80\xA6"), "\xE2\x80\xA6");     // an ellipsis is harmless
}

TEST(Result, holds_a_value_or_errors) {
    const Result<int> good = 5;
    EXPECT_TRUE(good.ok());
    EXPECT_EQ(good.value(), 5);
    const Result<int> bad = example();
    EXPECT_FALSE(bad.ok());
    ASSERT_EQ(bad.errors().size(), 1u);
    EXPECT_EQ(bad.errors()[0].number, ErrorNumber::unknown_key);
}

}  // namespace
}  // namespace isotherm
