// SPDX-License-Identifier: Apache-2.0
#pragma once
// The colour themes of pictures.

#include <array>
#include <cstdint>
#include <string_view>

namespace isotherm {

enum class ThemeName : std::uint8_t {
    dark,   // screens and projectors
    light,  // documents
    print,  // paper: little ink; throttled differs from hot without colour
};
inline constexpr std::array<std::string_view, 3> theme_names{"dark", "light", "print"};

}  // namespace isotherm
