// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/quantity.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

// Takes a decimal number without sign off the front of `text`.
std::optional<double> take_number(std::string_view& text) {
    if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
    const auto number = number_at_front<double>(text);
    if (!number.ok()) return std::nullopt;
    text.remove_prefix(number.end);
    return number.value;
}

void skip_blank(std::string_view& text) {
    if (text.starts_with(' ')) text.remove_prefix(1);
}

struct NumberAndUnit {
    double number = 0;
    std::string_view unit;
};

// Splits "4 KB" into number and unit.
std::optional<NumberAndUnit> split(std::string_view text) {
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    skip_blank(text);
    return NumberAndUnit{*number, text};
}

// Removes letters (and the bytes of a micro sign) from the front of `text` and returns them.
std::string_view take_word(std::string_view& text) {
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    std::size_t size = 0;
    while (size < text.size() && is_letter(text[size])) ++size;
    const std::string_view word = text.substr(0, size);
    text.remove_prefix(size);
    return word;
}

using Scale = std::pair<std::string_view, std::int64_t>;

template <std::size_t Size>
std::optional<std::int64_t> scale_of(std::string_view unit, const std::array<Scale, Size>& scales) {
    for (const auto& [name, scale] : scales) {
        if (unit == name) return scale;
    }
    return std::nullopt;
}

// Returns number x scale as an integer; nullopt if the product is not an integer or does not fit.
std::optional<std::int64_t> exact_product(double number, std::int64_t scale) {
    const double product = number * static_cast<double>(scale);
    const double whole = std::round(product);
    if (whole > 9e18 || std::abs(product - whole) > 1e-6 * std::max(1.0, whole * 1e-9)) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(whole);
}

constexpr std::int64_t week = 604'800'000'000;
constexpr std::int64_t day = 86'400'000'000;
constexpr std::int64_t hour = 3'600'000'000;
constexpr std::int64_t minute = 60'000'000;
constexpr std::int64_t second = 1'000'000;

// Durations are written in the first `written_duration_scales` units only, largest unit first. The
// other entries are spellings that are accepted when a duration is read.
constexpr std::array<Scale, 29> duration_scales{{
    {"d", day},
    {"h", hour},
    {"m", minute},
    {"s", second},
    {"ms", 1'000},
    {"us", 1},
    {"day", day},
    {"days", day},
    {"hr", hour},
    {"hrs", hour},
    {"hour", hour},
    {"hours", hour},
    {"min", minute},
    {"mins", minute},
    {"minute", minute},
    {"minutes", minute},
    {"sec", second},
    {"secs", second},
    {"second", second},
    {"seconds", second},
    {"\xC2\xB5s", 1},
    {"\xCE\xBCs", 1},
    {"msec", 1'000},
    {"millisecond", 1'000},
    {"milliseconds", 1'000},
    {"microseconds", 1},
    {"w", week},
    {"week", week},
    {"weeks", week},
}};
constexpr std::size_t written_duration_scales = 6;
// Number of entries that a rate may use. Excludes weeks, which are written as "7d": text_of(rate)
// can write a rate per "1d", but not per "7d".
constexpr std::size_t rate_scales = 26;

constexpr std::array<Scale, 5> byte_scales{{
    {"TB", 1LL << 40},
    {"GB", 1LL << 30},
    {"MB", 1LL << 20},
    {"KB", 1LL << 10},
    {"B", 1},
}};

constexpr std::array<Scale, 4> count_scales{
    {{"k", 1'000}, {"K", 1'000}, {"M", 1'000'000}, {"G", 1'000'000'000}}};

// Returns the size of a unit such as "kb", "KiB", "GB", "g" or "bytes", in any case of letters.
std::optional<std::int64_t> byte_scale(std::string_view unit) {
    std::string letters = bare_name(unit);
    if (letters.size() != unit.size()) return std::nullopt;
    if (letters == "b" || letters == "byte" || letters == "bytes") return 1;
    for (const auto& [name, scale] : byte_scales) {
        const std::string prefix = bare_name(name.substr(0, 1));
        if (scale > 1 && (letters == prefix || letters == prefix + "b" || letters == prefix + "ib"))
            return scale;
    }
    return std::nullopt;
}

}  // namespace

std::optional<SimDuration> parse_duration(std::string_view text) {
    std::int64_t total = 0;
    std::int64_t last_scale = std::numeric_limits<std::int64_t>::max();
    do {
        const auto number = take_number(text);
        if (!number) return std::nullopt;
        skip_blank(text);
        const auto scale = scale_of(take_word(text), duration_scales);
        if (!scale || *scale >= last_scale) return std::nullopt;
        const auto count = exact_product(*number, *scale);
        if (!count || __builtin_add_overflow(total, *count, &total)) return std::nullopt;
        last_scale = *scale;
        if (text == " ") return std::nullopt;
        skip_blank(text);
    } while (!text.empty());
    return SimDuration(total);
}

std::optional<Bytes> parse_bytes(std::string_view text) {
    const auto parts = split(text);
    if (!parts) return std::nullopt;
    const auto scale = byte_scale(parts->unit);
    if (!scale) return std::nullopt;
    const double product = parts->number * static_cast<double>(*scale);
    const double whole = std::round(product);
    // A fraction of a byte is a mistake; fractions of a kilobyte or a larger unit are common.
    const bool slip = (*scale == 1 && whole != product) || (whole == 0 && product > 0);
    if (slip || whole > 9e18) return std::nullopt;
    return Bytes{static_cast<std::uint64_t>(whole)};
}

std::optional<RequestRate> parse_rate(std::string_view text) {
    auto number = take_number(text);
    if (!number) return std::nullopt;
    skip_blank(text);
    std::string_view rest = text;
    const std::string_view prefix = take_word(rest);
    if (const auto scale = scale_of(prefix, count_scales)) {
        *number *= static_cast<double>(*scale);
        text = rest;
        skip_blank(text);
    }
    const std::string_view sign = text.starts_with('/') ? "/" : "per ";
    if (!text.starts_with(sign)) return std::nullopt;
    text.remove_prefix(sign.size());
    skip_blank(text);
    for (std::size_t i = 0; i < rate_scales; ++i) {
        const auto& [unit, scale] = duration_scales[i];
        if (text != unit) continue;
        // What is less than a thousandth of a request in its period is counted by the day.
        const bool by_day = *number > 0 && *number * 1000 < 0.5;
        const double period = static_cast<double>(by_day ? day : scale);
        const double milli_requests =
            std::round(*number * 1000 * (period / static_cast<double>(scale)));
        if (milli_requests > 1e15) return std::nullopt;
        return RequestRate{static_cast<std::int64_t>(milli_requests),
                           SimDuration(by_day ? day : scale)};
    }
    return std::nullopt;
}

std::optional<std::int64_t> parse_count(std::string_view text) {
    const auto parts = split(text);
    if (!parts) return std::nullopt;
    const auto scale =
        parts->unit.empty() ? std::optional<std::int64_t>(1) : scale_of(parts->unit, count_scales);
    return scale ? exact_product(parts->number, *scale) : std::nullopt;
}

std::optional<Share> parse_share(std::string_view text) {
    const auto parts = split(text);
    if (!parts || (parts->unit != "%" && !parts->unit.empty())) return std::nullopt;
    return Share{parts->unit == "%" ? parts->number / 100 : parts->number};
}

std::string text_of(SimDuration duration) {
    for (std::size_t i = 0; i < written_duration_scales; ++i) {
        const auto [unit, scale] = duration_scales[i];
        if (duration.count() != 0 && duration.count() % scale == 0) {
            return fmt::format("{}{}", duration.count() / scale, unit);
        }
    }
    return "0s";
}

std::string text_of(Bytes bytes) {
    for (const auto& [unit, scale] : byte_scales) {
        if (bytes.count != 0 && bytes.count % static_cast<std::uint64_t>(scale) == 0) {
            return fmt::format("{} {}", bytes.count / static_cast<std::uint64_t>(scale), unit);
        }
    }
    return "0 B";
}

std::string text_of(RequestRate rate) {
    const std::string unit = text_of(rate.per);
    // The period is always one unit, so its text is "1s", "1m", …; the "1" is left out.
    return fmt::format("{}/{}", static_cast<double>(rate.milli_requests) * 1e-3, unit.substr(1));
}

std::string text_of(Share share) {
    const std::string text = fmt::format("{:.12g} %", share.value * 100);
    // A share that has no short text as a percentage is written as a plain number.
    return parse_share(text) == share ? text : fmt::format("{}", share.value);
}

std::string grouped(std::int64_t number) {
    std::string digits = fmt::format("{}", number < 0 ? -number : number);
    for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
    return number < 0 ? "-" + digits : digits;
}

std::string grouped(double number, int decimals) {
    constexpr double largest_in_digits = 1e15;
    if (std::abs(number) >= largest_in_digits) return fmt::format("{:.2g}", number);
    const std::string text = fmt::format("{:.{}f}", std::abs(number), decimals);
    const std::size_t point = std::min(text.find('.'), text.size());
    std::string whole = text.substr(0, point);
    for (std::size_t i = whole.size(); i > 3; i -= 3) whole.insert(i - 3, ",");
    return (number < 0 ? "-" : "") + whole + text.substr(point);
}

std::string percent(double share, int decimals) {
    return fmt::format("{} %", grouped(share * 100, decimals));
}

}  // namespace isotherm
