// SPDX-License-Identifier: Apache-2.0
#pragma once
// Text of a lesson on a terminal: plain lines of at most 80 columns, in which a Chinese or Japanese
// character takes two.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace isotherm {

// Number of columns of a text.
std::size_t columns_of_text(std::string_view text);

// Removes the marks of Markdown: emphasis and code.
std::string without_marks(std::string_view text);

// Breaks a paragraph into lines. `indent` is put before all lines but the first. No line begins
// with a closing bracket or a mark such as 。 and none ends with an opening bracket.
std::string wrapped(std::string_view paragraph, std::string_view indent = "");

// The text, with spaces up to the width; text of numbers is put to the right.
std::string left_cell(std::string_view text, std::size_t width);
std::string right_cell(std::string_view text, std::size_t width);

}  // namespace isotherm
