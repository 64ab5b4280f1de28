// SPDX-License-Identifier: Apache-2.0
#pragma once
// Numbers and keys out of text, eight characters at a time. Hot path: a few times per row.
//
// Texts must lie in a ReadAhead or a padded buffer: up to eight bytes behind them are loaded (and
// ignored).

#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "engine/model/key_space.h"
#include "engine/vocabulary/time_reader.h"

namespace isotherm {

static_assert(std::endian::native == std::endian::little, "the first character is the lowest byte");

// The first `count` (at most 8) characters as a number; those behind them count as zero bytes.
inline std::uint64_t first_characters(const char* text, std::size_t count) {
    std::uint64_t chunk;
    std::memcpy(&chunk, text, 8);
    return count >= 8 ? chunk : chunk & ((std::uint64_t{1} << (8 * count)) - 1);
}

// Up to eight decimal digits; false when there are others.
inline bool parse_8_digits(const char* text, std::size_t count, std::uint64_t& number) {
    std::uint64_t chunk;
    std::memcpy(&chunk, text, 8);
    // Missing digits become leading zeros.
    std::uint64_t digits = (chunk ^ 0x3030303030303030) << (8 * (8 - count));
    if ((((digits + 0x7676767676767676) | digits) & 0x8080808080808080) != 0) return false;
    digits = digits * 10 + (digits >> 8);  // pairs, in the lower byte of each
    constexpr std::uint64_t mask = 0x000000FF000000FF;
    constexpr std::uint64_t hundreds = 100 + (std::uint64_t{1'000'000} << 32);
    constexpr std::uint64_t ones = 1 + (std::uint64_t{10'000} << 32);
    number = ((digits & mask) * hundreds + ((digits >> 16) & mask) * ones) >> 32;
    return true;
}

// A decimal number without sign, of at most 19 digits, which always fit.
inline bool parse_digits(std::string_view text, std::uint64_t& number) {
    const std::size_t count = text.size();
    if (count - 1 < 8) return parse_8_digits(text.data(), count, number);
    if (count == 0 || count > 19) return false;
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    if (count <= 16) {
        if (!parse_8_digits(text.data(), count - 8, high) ||
            !parse_8_digits(text.data() + count - 8, 8, low)) {
            return false;
        }
        number = high * 100'000'000 + low;
        return true;
    }
    std::uint64_t top = 0;
    if (!parse_8_digits(text.data(), count - 16, top) ||
        !parse_8_digits(text.data() + count - 16, 8, high) ||
        !parse_8_digits(text.data() + count - 8, 8, low)) {
        return false;
    }
    number = (top * 100'000'000 + high) * 100'000'000 + low;
    return true;
}

// The same as key_from_text.
inline Key quick_key(std::string_view text) {
    std::uint64_t number = 0;
    const bool canonical = text.size() - 1 < 18 && (text.size() == 1 || text.front() != '0');
    return canonical && parse_digits(text, number) ? number : key_from_text(text);
}

// Why a time or number was refused, for a message: "" when it was not.
struct ParsedTime {
    std::int64_t microseconds = 0;
    bool has_fraction = false;
    std::string_view problem;
    std::string_view help;
};

// Ticks of a second: 1 for "s", 1000 for "ms", 1'000'000 for "us", 1'000'000'000 for "ns".
// Exact: decimal digits only, with a fraction after a dot; below a microsecond it is cut off.
ParsedTime parse_ticks(std::string_view text, std::int64_t ticks_per_second);

// As read_calendar_time, but without a zone only when `assume_utc`.
ParsedTime parse_iso8601(std::string_view text, bool assume_utc);

}  // namespace isotherm
