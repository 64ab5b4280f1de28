// SPDX-License-Identifier: Apache-2.0
#pragma once
// Checks type and range of a value that a user gave for a setting. All readers use it: scenarios,
// settings files, JSON, NAME=VALUE on the command line and the window's forms. They find the value
// and know its position; which values are allowed is decided only here.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "engine/vocabulary/settings.h"

namespace isotherm {

// A value as a reader found it.
struct GivenValue {
    // monostate for anything else, such as a list, a table, or a date where none is allowed.
    std::variant<std::monostate, bool, std::int64_t, double, std::string> value = {};
    std::string found = {};  // text for messages: 70, "70 %", true or false
    // Text without quotes, such as in NAME=VALUE, which may contain a number, true or false.
    bool unquoted = false;
};

// The reason why a value is refused: "SETTING is FOUND; expected EXPECTED", and how to correct it.
struct WrongValue {
    enum class Kind : std::uint8_t { form, range };
    Kind kind = Kind::form;
    std::string found;
    std::string expected;
    std::string fix;

    std::string sentence(std::string_view setting) const;
};

// Assigns the value if its type and range fit the setting; if not, returns the reason and leaves
// `value` unchanged.
using Judged = std::optional<WrongValue>;
Judged take_value(const Setting& setting, const GivenValue& given, double& value);
Judged take_value(const Setting& setting, const GivenValue& given, std::int64_t& value);
Judged take_value(const Setting& setting, const GivenValue& given, bool& value);
Judged take_value(const Setting& setting, const GivenValue& given, SimDuration& value);
Judged take_value(const Setting& setting, const GivenValue& given, WallTime& value);
Judged take_value(const Setting& setting, const GivenValue& given, Bytes& value);
Judged take_value(const Setting& setting, const GivenValue& given, Share& value);
Judged take_value(const Setting& setting, const GivenValue& given, RequestRate& value);

// Whether a number seems to have a decimal comma, as in "1,5".
bool has_decimal_comma(std::string_view text);
inline constexpr std::string_view decimal_comma_fix =
    "use a decimal point: 1.5, not 1,5; use no comma for thousands: 1000, not 1,000";

}  // namespace isotherm
