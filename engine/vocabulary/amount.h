// SPDX-License-Identifier: Apache-2.0
#pragma once
// A number that somebody compares with: "48 %", 0.48, 1000, "90s" (in seconds).

#include <optional>
#include <string>
#include <string_view>

namespace isotherm {

struct Amount {
    double value = 0;  // of a percentage the share, of a duration seconds
    bool percent = false;
    constexpr bool operator==(const Amount&) const = default;
};

inline constexpr std::string_view amount_form =
    "a number such as 1000, a share such as \"48 %\" or a duration such as \"90s\"";

// Minus signs are allowed, nan and inf are not.
std::optional<Amount> parse_amount(std::string_view text);
// The shortest text that parses to the same value; a share stays one.
std::string text_of(Amount amount);

}  // namespace isotherm
