// SPDX-License-Identifier: Apache-2.0
#pragma once
// Numbers out of text. One reader for the whole program, beside the columns of recorded streams
// (workloads/recorded/number_text.h), which are read eight characters at a time.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace isotherm {

enum class NumberProblem : std::uint8_t {
    none,
    not_a_number,   // also nan, infinity, a plus sign and leading blanks
    negative,       // where only numbers without sign are read
    out_of_range,   // more than the type holds
    trailing_text,  // a number, and something behind it
};

// What a text says, or why it says no number.
template <class Number>
struct NumberRead {
    Number value = 0;
    NumberProblem problem = NumberProblem::none;
    std::size_t end = 0;  // the first character behind what was read

    bool ok() const { return problem == NumberProblem::none; }
};

// The number at the front of a text, whatever is behind it. `double` takes decimal fractions and
// exponents; the others whole numbers. Locales do not matter.
template <class Number>
NumberRead<Number> number_at_front(std::string_view text);

// A text that is a number and nothing else.
template <class Number>
NumberRead<Number> read_number(std::string_view text) {
    NumberRead<Number> read = number_at_front<Number>(text);
    if (read.ok() && read.end != text.size()) read.problem = NumberProblem::trailing_text;
    return read;
}

// The same where it does not matter why a text is no number.
template <class Number>
std::optional<Number> number_in(std::string_view text) {
    const NumberRead<Number> read = read_number<Number>(text);
    return read.ok() ? std::optional(read.value) : std::nullopt;
}

// Hexadecimal digits of either case, without prefix.
std::optional<std::uint64_t> hexadecimal_in(std::string_view text);

}  // namespace isotherm
