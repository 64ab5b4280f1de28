// SPDX-License-Identifier: Apache-2.0
// Which texts are numbers, and why the others are not.

#include "engine/vocabulary/number_reader.h"

#include <gtest/gtest.h>

#include <limits>

namespace isotherm {
namespace {

TEST(NumberReader, takes_a_number_off_the_front) {
    const auto decimal = number_at_front<double>("12.5e3 KB");
    EXPECT_TRUE(decimal.ok());
    EXPECT_EQ(decimal.value, 12'500);
    EXPECT_EQ(decimal.end, 6u);
    const auto whole = number_at_front<std::int64_t>("-3xr5.large");
    EXPECT_EQ(whole.value, -3);
    EXPECT_EQ(whole.end, 2u);
}

template <class Number>
NumberProblem problem_of(std::string_view text) {
    return read_number<Number>(text).problem;
}

TEST(NumberReader, says_why_a_text_is_no_number) {
    for (const char* text :
         {"", " 1", "+1", "x", "-", ".", "nan", "inf", "-infinity", "\xC2\xB2"}) {
        EXPECT_EQ(problem_of<double>(text), NumberProblem::not_a_number) << text;
        EXPECT_EQ(problem_of<std::int64_t>(text), NumberProblem::not_a_number) << text;
        EXPECT_EQ(problem_of<std::uint64_t>(text), NumberProblem::not_a_number) << text;
    }
    for (const char* text : {"1 ", "1x", "1e", "0x10", "1,5", "1_000"})
        EXPECT_EQ(problem_of<double>(text), NumberProblem::trailing_text) << text;
    EXPECT_EQ(problem_of<std::int64_t>("1.5"), NumberProblem::trailing_text);
    EXPECT_EQ(problem_of<std::uint64_t>("-1"), NumberProblem::negative);
    for (const char* text : {"1e999", "-1e999"})
        EXPECT_EQ(problem_of<double>(text), NumberProblem::out_of_range) << text;
    EXPECT_EQ(problem_of<std::int64_t>("9223372036854775808"), NumberProblem::out_of_range);
    EXPECT_EQ(problem_of<std::uint64_t>("18446744073709551616"), NumberProblem::out_of_range);
    EXPECT_EQ(problem_of<int>("2147483648"), NumberProblem::out_of_range);
}

TEST(NumberReader, reads_to_the_ends_of_each_type) {
    EXPECT_EQ(number_in<std::int64_t>("-9223372036854775808"),
              std::numeric_limits<std::int64_t>::lowest());
    EXPECT_EQ(number_in<std::uint64_t>("18446744073709551615"),
              std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(number_in<double>("1.7976931348623157e308"), std::numeric_limits<double>::max());
    EXPECT_EQ(number_in<double>("-.5"), -0.5);
    EXPECT_EQ(hexadecimal_in("fFffffffffffffff"), std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(hexadecimal_in("10000000000000000"), std::nullopt);
    EXPECT_EQ(hexadecimal_in("0x1"), std::nullopt);
}

}  // namespace
}  // namespace isotherm
