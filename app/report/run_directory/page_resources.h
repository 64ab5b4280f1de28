// SPDX-License-Identifier: Apache-2.0
#pragma once
// Files that are built into the program.

#include <string_view>

namespace isotherm {

std::string_view page_style();   // page.css
std::string_view page_script();  // page.js

}  // namespace isotherm
