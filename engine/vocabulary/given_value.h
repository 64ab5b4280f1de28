// SPDX-License-Identifier: Apache-2.0
#pragma once
// Form and range of a value that a user gave for a setting: one path for every way in. Scenarios,
// settings files, JSON, NAME=VALUE on the command line and the window's forms find the value and
// say where it stands; what it may be is decided here alone.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "engine/vocabulary/settings.h"

namespace isotherm {

// One value as a reader found it.
struct GivenValue {
    // What is neither of these (a list, a table, a date where none is wanted) has no value.
    std::variant<std::monostate, bool, std::int64_t, double, std::string> value = {};
    std::string found = {};  // as messages show it: 70, "70 %", true or false
    // Text without quotes, such as NAME=VALUE: numbers and true or false are read out of it.
    bool unquoted = false;
};

// Why a value is refused. "SETTING is FOUND; expected EXPECTED", and how to mend it.
struct WrongValue {
    enum class Kind : std::uint8_t { form, range };
    Kind kind = Kind::form;
    std::string found;
    std::string expected;
    std::string fix;

    std::string sentence(std::string_view setting) const;
};

// Takes the value when form and range are those of the setting, and nothing otherwise.
using Judged = std::optional<WrongValue>;
Judged take_value(const Setting& setting, const GivenValue& given, double& value);
Judged take_value(const Setting& setting, const GivenValue& given, std::int64_t& value);
Judged take_value(const Setting& setting, const GivenValue& given, bool& value);
Judged take_value(const Setting& setting, const GivenValue& given, SimDuration& value);
Judged take_value(const Setting& setting, const GivenValue& given, WallTime& value);
Judged take_value(const Setting& setting, const GivenValue& given, Bytes& value);
Judged take_value(const Setting& setting, const GivenValue& given, Share& value);
Judged take_value(const Setting& setting, const GivenValue& given, RequestRate& value);

// Whether a number seems to be written with a decimal comma: "1,5".
bool has_decimal_comma(std::string_view text);
inline constexpr std::string_view decimal_comma_fix =
    "decimals have a point: use 1.5, not 1,5; thousands have no comma: 1000, not 1,000";

}  // namespace isotherm
