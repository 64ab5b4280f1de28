#include "engine/vocabulary/quantity.h"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

namespace isotherm {
namespace {

struct NumberAndUnit {
    double number = 0;
    std::string_view unit;
};

// Splits "4 KB". fast_float neither knows locales nor, so checked here, accepts nan and inf.
std::optional<NumberAndUnit> split(std::string_view text) {
    if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
    NumberAndUnit parts;
    const auto [end, error] =
        fast_float::from_chars(text.data(), text.data() + text.size(), parts.number);
    if (error != std::errc{} || !std::isfinite(parts.number)) return std::nullopt;
    parts.unit = std::string_view(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (!parts.unit.empty() && parts.unit.front() == ' ') parts.unit.remove_prefix(1);
    return parts;
}

template <std::size_t Size>
std::optional<std::int64_t> scale_of(
    std::string_view unit,
    const std::array<std::pair<std::string_view, std::int64_t>, Size>& scales) {
    for (const auto& [name, scale] : scales) {
        if (unit == name) return scale;
    }
    return std::nullopt;
}

// number x scale as a whole number, or nullopt when there would be a fraction or no room.
std::optional<std::int64_t> exact_product(double number, std::int64_t scale) {
    const double product = number * static_cast<double>(scale);
    const double whole = std::round(product);
    if (whole > 9e18 || std::abs(product - whole) > 1e-6 * std::max(1.0, whole * 1e-9)) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(whole);
}

// The first spelling of each size is the one written; largest first for writing.
constexpr std::array<std::pair<std::string_view, std::int64_t>, 11> duration_scales{{
    {"d", 86'400'000'000},
    {"h", 3'600'000'000},
    {"m", 60'000'000},
    {"s", 1'000'000},
    {"ms", 1'000},
    {"us", 1},
    {"min", 60'000'000},
    {"sec", 1'000'000},
    {"\xC2\xB5s", 1},
    {"hours", 3'600'000'000},
    {"minutes", 60'000'000},
}};
constexpr std::size_t written_duration_scales = 6;

constexpr std::array<std::pair<std::string_view, std::int64_t>, 5> byte_scales{{
    {"TB", 1LL << 40},
    {"GB", 1LL << 30},
    {"MB", 1LL << 20},
    {"KB", 1LL << 10},
    {"B", 1},
}};

}  // namespace

std::optional<SimDuration> parse_duration(std::string_view text) {
    const auto parts = split(text);
    if (!parts) return std::nullopt;
    const auto scale = scale_of(parts->unit, duration_scales);
    if (!scale) return std::nullopt;
    const auto count = exact_product(parts->number, *scale);
    if (!count) return std::nullopt;
    return SimDuration(*count);
}

std::optional<Bytes> parse_bytes(std::string_view text) {
    const auto parts = split(text);
    if (!parts) return std::nullopt;
    const auto scale = scale_of(parts->unit, byte_scales);
    if (!scale) return std::nullopt;
    const auto count = exact_product(parts->number, *scale);
    if (!count) return std::nullopt;
    return Bytes{static_cast<std::uint64_t>(*count)};
}

std::optional<RequestRate> parse_rate(std::string_view text) {
    const auto parts = split(text);
    if (!parts || parts->unit.size() < 2 || parts->unit.front() != '/') return std::nullopt;
    std::string_view unit = parts->unit.substr(1);
    if (unit.front() == ' ') unit.remove_prefix(1);
    const auto scale = scale_of(unit, duration_scales);
    const double milli_requests = std::round(parts->number * 1000);
    if (!scale || milli_requests > 1e15) return std::nullopt;
    return RequestRate{static_cast<std::int64_t>(milli_requests), SimDuration(*scale)};
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
    // The period is one of the units above by construction; its text is "1s", "1m", …
    return fmt::format("{}/{}", static_cast<double>(rate.milli_requests) * 1e-3, unit.substr(1));
}

std::string text_of(Share share) {
    const std::string text = fmt::format("{:.12g} %", share.value * 100);
    // A share that is not a short percentage is written as the number it is.
    return parse_share(text) == share ? text : fmt::format("{}", share.value);
}

std::string grouped(std::int64_t number) {
    std::string digits = fmt::format("{}", number < 0 ? -number : number);
    for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
    return number < 0 ? "-" + digits : digits;
}

std::string grouped(double number, int decimals) {
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
