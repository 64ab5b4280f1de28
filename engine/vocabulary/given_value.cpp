// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/given_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/time_reader.h"

namespace isotherm {
namespace {

using Kind = WrongValue::Kind;

const std::string* text_of_given(const GivenValue& given) {
    return std::get_if<std::string>(&given.value);
}

// Returns a whole or decimal number; reads one from text only if the text is `unquoted`.
std::optional<double> number_of(const GivenValue& given) {
    if (const auto* whole = std::get_if<std::int64_t>(&given.value))
        return static_cast<double>(*whole);
    if (const auto* number = std::get_if<double>(&given.value)) return *number;
    const std::string* text = given.unquoted ? text_of_given(given) : nullptr;
    return text == nullptr ? std::nullopt : number_in<double>(*text);
}

std::optional<std::int64_t> whole_of(const GivenValue& given) {
    if (const auto* whole = std::get_if<std::int64_t>(&given.value)) return *whole;
    const std::string* text = text_of_given(given);
    if (text == nullptr || text->empty()) return std::nullopt;
    // "10k" is a number although it has quotes; "10" in quotes is text.
    const bool has_unit = text->back() < '0' || text->back() > '9';
    if (has_unit) return parse_count(*text);
    return given.unquoted ? number_in<std::int64_t>(*text) : std::nullopt;
}

WrongValue wrong_form(const Setting& setting, const GivenValue& given, std::string_view expected) {
    const std::string* text = text_of_given(given);
    const bool comma = text != nullptr && has_decimal_comma(*text);
    return {Kind::form, given.found, std::string(expected),
            std::string(comma ? decimal_comma_fix : setting.help)};
}

// The range is written multiplied by `scale` and followed by `unit`: shares as percentages.
Judged out_of_range(const Setting& setting, const GivenValue& given, double value,
                    std::string_view unit, int scale = 1) {
    // The comparison is false for nan, too. Minus zero is refused as a mistake, because it would be
    // printed as "-0" everywhere.
    const bool minus_zero = value == 0 && std::signbit(value);
    if (value >= setting.lowest && value <= setting.highest && !minus_zero) return std::nullopt;
    const bool open = setting.highest == std::numeric_limits<double>::max();
    const double lowest = setting.lowest * scale;
    return WrongValue{
        Kind::range, given.found,
        open ? fmt::format("a finite value of at least {}{}", lowest, unit)
             : fmt::format("{:.10g}{} to {:.10g}{}", lowest, unit, setting.highest * scale, unit),
        std::string(setting.help)};
}

template <class Value, class Parse, class Measure>
Judged take_quantity(const Setting& setting, const GivenValue& given, Value& value, Parse parse,
                     std::string_view form, Measure measure, std::string_view unit) {
    const std::string* text = text_of_given(given);
    const auto parsed = text == nullptr ? std::nullopt : parse(*text);
    if (!parsed) return wrong_form(setting, given, form);
    if (auto wrong = out_of_range(setting, given, measure(*parsed), unit)) return wrong;
    value = *parsed;
    return std::nullopt;
}

}  // namespace

std::string WrongValue::sentence(std::string_view setting) const {
    return fmt::format("{} is {}; expected {}", setting, found, expected);
}

Judged take_value(const Setting& setting, const GivenValue& given, double& value) {
    const auto number = number_of(given);
    if (!number) return wrong_form(setting, given, "a number such as 1.5");
    if (auto wrong = out_of_range(setting, given, *number, "")) return wrong;
    value = *number;
    return std::nullopt;
}

Judged take_value(const Setting& setting, const GivenValue& given, std::int64_t& value) {
    const auto number = whole_of(given);
    if (!number) return wrong_form(setting, given, "a whole number such as 1000");
    if (auto wrong = out_of_range(setting, given, static_cast<double>(*number), "")) return wrong;
    value = *number;
    return std::nullopt;
}

Judged take_value(const Setting& setting, const GivenValue& given, bool& value) {
    const std::string* text = given.unquoted ? text_of_given(given) : nullptr;
    const auto* flag = std::get_if<bool>(&given.value);
    if (flag == nullptr && (text == nullptr || (*text != "true" && *text != "false")))
        return wrong_form(setting, given, "true or false");
    value = flag == nullptr ? *text == "true" : *flag;
    return std::nullopt;
}

Judged take_value(const Setting& setting, const GivenValue& given, SimDuration& value) {
    return take_quantity(
        setting, given, value, parse_duration, duration_form,
        [](SimDuration time) { return in_seconds(time); }, " s");
}

Judged take_value(const Setting& setting, const GivenValue& given, WallTime& value) {
    const std::string* text = text_of_given(given);
    std::string number;
    if (const auto* whole = std::get_if<std::int64_t>(&given.value))
        number = fmt::format("{}", *whole);
    if (const auto* fraction = std::get_if<double>(&given.value))
        number = fmt::format("{:.6f}", *fraction);
    if (text == nullptr && number.empty()) return wrong_form(setting, given, time_form);
    const TimeRead read = read_time(text == nullptr ? number : *text);
    if (!read.ok()) {
        return WrongValue{Kind::form, fmt::format("{}, which {}", given.found, read.problem),
                          std::string(time_form), std::string(read.help)};
    }
    value = read.time;
    return std::nullopt;
}

Judged take_value(const Setting& setting, const GivenValue& given, Bytes& value) {
    return take_quantity(
        setting, given, value, parse_bytes, bytes_form,
        [](Bytes bytes) { return static_cast<double>(bytes.count); }, " B");
}

Judged take_value(const Setting& setting, const GivenValue& given, Share& value) {
    const std::string* text = text_of_given(given);
    auto share = text == nullptr ? std::nullopt : parse_share(*text);
    const auto number = number_of(given);
    if (text == nullptr && number) share = Share{*number};
    if (!share) return wrong_form(setting, given, share_form);
    auto wrong = out_of_range(setting, given, share->value, " %", 100);
    if (!wrong) {
        value = *share;
        return std::nullopt;
    }
    // A plain 70 probably means 70 %.
    const double meant = share->value / 100;
    const bool bare = text == nullptr || text->find('%') == std::string::npos;
    if (bare && share->value > setting.highest && meant >= setting.lowest &&
        meant <= setting.highest) {
        wrong->found += fmt::format(", which is {:.10g} %", share->value * 100);
        wrong->fix = fmt::format("write \"{:.10g} %\" or {:.10g}", share->value, meant);
    }
    return wrong;
}

Judged take_value(const Setting& setting, const GivenValue& given, RequestRate& value) {
    const std::string* text = text_of_given(given);
    const auto rate = text == nullptr ? std::nullopt : parse_rate(*text);
    if (rate && rate->milli_requests == 0 && text->find_first_of("123456789") != text->npos) {
        return WrongValue{
            Kind::form, given.found,
            "at least 0.001 requests per time unit, such as \"0.36/h\" instead of \"0.0001/s\"",
            std::string(setting.help)};
    }
    return take_quantity(
        setting, given, value, parse_rate, rate_form,
        [](RequestRate found) { return found.per_second(); }, "/s");
}

bool has_decimal_comma(std::string_view text) {
    const auto digit = [text](std::size_t i) {
        return i < text.size() && text[i] >= '0' && text[i] <= '9';
    };
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (text[i] == ',' && digit(i - 1) && digit(i + 1)) return true;
    }
    return false;
}

}  // namespace isotherm
