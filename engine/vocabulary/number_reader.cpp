// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/number_reader.h"

#include <fast_float/fast_float.h>

#include <charconv>
#include <cmath>
#include <type_traits>

namespace isotherm {
namespace {

template <class Number>
NumberRead<Number> read_of(std::string_view text, const char* end, std::errc error, Number value) {
    NumberRead<Number> read;
    read.end = static_cast<std::size_t>(end - text.data());
    if (error == std::errc::result_out_of_range)
        read.problem = NumberProblem::out_of_range;
    else if (error != std::errc{})
        read.problem = NumberProblem::not_a_number;
    else
        read.value = value;
    return read;
}

template <class Whole>
NumberRead<Whole> whole_at_front(std::string_view text, int base = 10) {
    Whole value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    NumberRead<Whole> read = read_of(text, end, error, value);
    const bool minus = text.size() > 1 && text[0] == '-' && text[1] >= '0' && text[1] <= '9';
    if (std::is_unsigned_v<Whole> && minus) read.problem = NumberProblem::negative;
    return read;
}

}  // namespace

template <>
NumberRead<double> number_at_front(std::string_view text) {
    double value = 0;
    const auto [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
    auto read = read_of(text, end, error, value);
    // fast_float also accepts the words nan and infinity, and returns infinity for digits out of
    // range. The last character shows which of the two it was.
    if (read.ok() && !std::isfinite(value)) {
        const char last = end[-1];
        const bool digits = (last >= '0' && last <= '9') || last == '.';
        read = {0, digits ? NumberProblem::out_of_range : NumberProblem::not_a_number,
                digits ? read.end : 0};
    }
    return read;
}

template <>
NumberRead<int> number_at_front(std::string_view text) {
    return whole_at_front<int>(text);
}

template <>
NumberRead<std::int64_t> number_at_front(std::string_view text) {
    return whole_at_front<std::int64_t>(text);
}

template <>
NumberRead<std::uint64_t> number_at_front(std::string_view text) {
    return whole_at_front<std::uint64_t>(text);
}

std::optional<std::uint64_t> hexadecimal_in(std::string_view text) {
    const auto read = whole_at_front<std::uint64_t>(text, 16);
    const bool whole = read.ok() && read.end == text.size();
    return whole ? std::optional(read.value) : std::nullopt;
}

}  // namespace isotherm
