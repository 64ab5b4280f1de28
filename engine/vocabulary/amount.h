// SPDX-License-Identifier: Apache-2.0
#pragma once
// A number to compare a value with, in one of the forms "48 %", 0.48, 1000 or "90s" (in seconds).

#include <optional>
#include <string>
#include <string_view>

namespace isotherm {

struct Amount {
    double value = 0;  // a percentage as a share (0.48 for 48 %), a duration in seconds
    bool percent = false;
    constexpr bool operator==(const Amount&) const = default;
};

inline constexpr std::string_view amount_form =
    "a number such as 1000, a share such as \"48 %\" or a duration such as \"90s\"";

// Parses an amount; nullopt if the text is not one. Minus signs are allowed, nan and inf are not.
std::optional<Amount> parse_amount(std::string_view text);
// Returns the shortest text that parses to the same value; a percentage stays a percentage.
std::string text_of(Amount amount);

}  // namespace isotherm
