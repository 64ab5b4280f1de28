// SPDX-License-Identifier: Apache-2.0
#include "engine/run/sweep_axis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/trimmed.h"

namespace isotherm {
namespace {

Error axis_error(std::string path, std::string what, std::string fix) {
    return {ExitCode::usage,
            ErrorNumber::bad_sweep_option,
            {.file = "--vary", .path = std::move(path)},
            std::move(what),
            std::move(fix)};
}

// Splits at commas that are not within quotes, brackets or braces.
std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> parts(1);
    char quote = '\0';
    int depth = 0;
    for (const char c : text) {
        if (quote != '\0') {
            if (c == quote) quote = '\0';
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '[' || c == '{') {
            ++depth;
        } else if (c == ']' || c == '}') {
            --depth;
        } else if (c == ',' && depth == 0) {
            parts.emplace_back();
            continue;
        }
        parts.back() += c;
    }
    for (std::string& part : parts) part = std::string(trimmed(part));
    return parts;
}

// FROM..TO:COUNT, without its meaning.
struct RangeText {
    std::string_view from, to, count;
    bool logarithmic = false;
};

std::optional<RangeText> range_in(std::string_view text) {
    const std::size_t dots = text.find("..");
    const std::size_t colon = text.rfind(':');
    if (dots == std::string_view::npos || dots == 0) return std::nullopt;
    RangeText range;
    range.from = trimmed(text.substr(0, dots));
    range.to = trimmed(text.substr(dots + 2, colon == std::string_view::npos || colon < dots
                                                 ? std::string_view::npos
                                                 : colon - dots - 2));
    if (!number_at_front<double>(range.from).ok() || !number_at_front<double>(range.to).ok())
        return std::nullopt;
    range.count = colon == std::string_view::npos || colon < dots ? std::string_view()
                                                                  : trimmed(text.substr(colon + 1));
    range.logarithmic = range.count.starts_with("log");
    if (range.logarithmic) range.count = trimmed(range.count.substr(3));
    return range;
}

class Range {
public:
    Range(std::string path, const RangeText& text) : path_(std::move(path)), text_(text) {}

    Result<std::vector<std::string>> values() const {
        const auto from = number_at_front<double>(text_.from);
        const auto to = number_at_front<double>(text_.to);
        const std::string_view unit = text_.from.substr(from.end);
        if (text_.to.find("..") != std::string_view::npos)
            return wrong(fmt::format("\"{}\" is not the end of a range", printable(text_.to)),
                         "write FROM..TO:COUNT, such as 1000..4000:4");
        if (unit != text_.to.substr(to.end))
            return wrong("the ends have different units", "write the same unit at both ends");
        const auto count = number_in<std::uint64_t>(text_.count);
        if (!count || *count < 2 || *count > axis_values_most)
            return wrong(fmt::format("\"{}\" is not a number of values", printable(text_.count)),
                         "write FROM..TO:COUNT with 2 to 10000 values, such as 1000..4000:4");
        if (from.value == to.value) return wrong("the range is empty", "write two different ends");
        if (from.value > to.value)
            return wrong("the range is reversed", "write the smaller end first");
        if (text_.logarithmic && from.value <= 0)
            return wrong("a range with log starts above zero", "write FROM..TO:COUNT without log");
        const auto digits_only = [](std::string_view number) {
            return number.find_first_of(".eE") == std::string_view::npos;
        };
        const bool whole =
            digits_only(text_.from.substr(0, from.end)) && digits_only(text_.to.substr(0, to.end));
        return spaced(from.value, to.value, *count, whole, unit);
    }

private:
    Result<std::vector<std::string>> spaced(double from, double to, std::uint64_t count, bool whole,
                                            std::string_view unit) const {
        std::vector<std::string> values;
        for (std::uint64_t i = 0; i < count; ++i) {
            const double share = static_cast<double>(i) / static_cast<double>(count - 1);
            double value =
                text_.logarithmic ? from * std::pow(to / from, share) : from + (to - from) * share;
            if (i + 1 == count) value = to;
            if (whole) value = std::round(value);
            values.push_back(fmt::format("{:.12g}{}", value, unit));
        }
        if (std::ranges::adjacent_find(values) != values.end())
            return wrong("the values are rounded to whole numbers, and some are equal",
                         "write fewer values, or ends with decimals, such as 1.0");
        return values;
    }

    Error wrong(std::string what, std::string fix) const {
        return axis_error(path_, std::move(what), std::move(fix));
    }

    std::string path_;
    RangeText text_;
};

}  // namespace

Result<SweepAxis> read_sweep_axis(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size())
        return axis_error("", fmt::format("\"{}\" is not path=values", printable(text)),
                          "write --vary tables.votes.capacity.write=1000,2000,4000");
    SweepAxis axis{std::string(text.substr(0, equals)), {}};
    const std::string_view values = trimmed(text.substr(equals + 1));
    if (const auto range = range_in(values)) {
        auto spaced = Range(axis.path, *range).values();
        if (!spaced.ok()) return spaced.errors();
        axis.values = std::move(spaced.value());
        return axis;
    }
    axis.values = split_list(values);
    if (axis.values.size() > axis_values_most)
        return axis_error(axis.path, "more than 10000 values", "write a range with fewer values");
    for (auto value = axis.values.begin(); value != axis.values.end(); ++value) {
        if (value->empty())
            return axis_error(axis.path, "a value is empty", "write a value after every comma");
        if (std::find(axis.values.begin(), value, *value) != value)
            return axis_error(axis.path,
                              fmt::format("the value {} is given twice", printable(*value)),
                              "write every value once");
    }
    return axis;
}

}  // namespace isotherm
