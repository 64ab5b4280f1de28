// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace isotherm {

// Returns the text without the given characters at both ends.
constexpr std::string_view trimmed(std::string_view text, std::string_view characters = " \t\r\n") {
    const std::size_t first = text.find_first_not_of(characters);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(characters) - first + 1);
}

}  // namespace isotherm
