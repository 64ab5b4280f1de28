// SPDX-License-Identifier: Apache-2.0
#pragma once
// Parses numbers and keys in text, eight characters at a time. Hot path: a few times per row.
//
// The text must lie in a ReadAhead or a padded buffer, because up to eight bytes after it are
// loaded (and ignored).

#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "engine/model/key_space.h"
#include "engine/vocabulary/time_reader.h"

namespace isotherm {

static_assert(std::endian::native == std::endian::little, "the first character is the lowest byte");

// Returns the first `count` characters (at most 8) as an integer; missing characters are zero
// bytes.
inline std::uint64_t first_characters(const char* text, std::size_t count) {
    std::uint64_t chunk;
    std::memcpy(&chunk, text, 8);
    return count >= 8 ? chunk : chunk & ((std::uint64_t{1} << (8 * count)) - 1);
}

// Parses up to eight decimal digits; returns false if there are other characters.
inline bool parse_8_digits(const char* text, std::size_t count, std::uint64_t& number) {
    std::uint64_t chunk;
    std::memcpy(&chunk, text, 8);
    // Shifts the digits so that missing digits become leading zeros.
    std::uint64_t digits = (chunk ^ 0x3030303030303030) << (8 * (8 - count));
    if ((((digits + 0x7676767676767676) | digits) & 0x8080808080808080) != 0) return false;
    // Combines pairs of digits, in the lower byte of each pair.
    digits = digits * 10 + (digits >> 8);
    constexpr std::uint64_t mask = 0x000000FF000000FF;
    constexpr std::uint64_t hundreds = 100 + (std::uint64_t{1'000'000} << 32);
    constexpr std::uint64_t ones = 1 + (std::uint64_t{10'000} << 32);
    number = ((digits & mask) * hundreds + ((digits >> 16) & mask) * ones) >> 32;
    return true;
}

// Parses a decimal number without a sign, of at most 19 digits, which always fit into 64 bits.
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

// Returns the same as key_from_text, but faster for numbers.
inline Key quick_key(std::string_view text) {
    std::uint64_t number = 0;
    const bool canonical = text.size() - 1 < 18 && (text.size() == 1 || text.front() != '0');
    return canonical && parse_digits(text, number) ? number : key_from_text(text);
}

// A parsed time, or the reason why it was refused: `problem` is "" on success.
struct ParsedTime {
    std::int64_t microseconds = 0;
    bool has_fraction = false;
    std::string_view problem;
    std::string_view help;
};

// Parses a time; `ticks_per_second` is 1 for "s", 1000 for "ms", 1'000'000 for "us", 1'000'000'000
// for "ns". Accepts decimal digits, with a fraction after a dot; exact, but truncated to whole
// microseconds.
ParsedTime parse_ticks(std::string_view text, std::int64_t ticks_per_second);

// Parses a time like read_calendar_time; a time without a zone is refused unless `assume_utc`.
ParsedTime parse_iso8601(std::string_view text, bool assume_utc);

}  // namespace isotherm
