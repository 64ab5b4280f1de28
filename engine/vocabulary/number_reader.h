// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads numbers from text. The whole program uses this reader, except for the columns of recorded
// streams (workloads/recorded/number_text.h), which are read eight characters at a time.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace isotherm {

enum class NumberProblem : std::uint8_t {
    none,
    not_a_number,   // also nan, infinity, a plus sign and leading blanks
    negative,       // a minus sign, but the type is unsigned
    out_of_range,   // outside the range of the type
    trailing_text,  // a number that is followed by other text
};

// The number in a text, or the reason why the text is not a number.
template <class Number>
struct NumberRead {
    Number value = 0;
    NumberProblem problem = NumberProblem::none;
    std::size_t end = 0;  // position after the last character that was read

    bool ok() const { return problem == NumberProblem::none; }
};

// Reads the number at the front of a text, whatever follows it. `double` accepts decimal fractions
// and exponents, the integer types only whole numbers. Does not depend on the locale.
template <class Number>
NumberRead<Number> number_at_front(std::string_view text);

// Reads a text that must be a number and nothing else.
template <class Number>
NumberRead<Number> read_number(std::string_view text) {
    NumberRead<Number> read = number_at_front<Number>(text);
    if (read.ok() && read.end != text.size()) read.problem = NumberProblem::trailing_text;
    return read;
}

// Like read_number, for callers that do not need the reason of a failure.
template <class Number>
std::optional<Number> number_in(std::string_view text) {
    const NumberRead<Number> read = read_number<Number>(text);
    return read.ok() ? std::optional(read.value) : std::nullopt;
}

// Reads hexadecimal digits in upper or lower case, without a prefix.
std::optional<std::uint64_t> hexadecimal_in(std::string_view text);

}  // namespace isotherm
