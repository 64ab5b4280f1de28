// SPDX-License-Identifier: Apache-2.0
#pragma once
// Escapes text from users and their files for its destination: one function for each kind of
// destination.
//
// Each function takes any bytes and returns valid UTF-8. Bytes that are not UTF-8 appear as escapes
// such as \xED.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace isotherm {

// Returns the position of the first byte that is not part of a valid UTF-8 character; npos if there
// is none. Over-long forms, surrogates and code points above U+10FFFF are not valid.
std::size_t first_invalid_utf8(std::string_view text);

// Whether a byte of UTF-8 is not the first byte of its character.
constexpr bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}
// Returns the number of code points in a text. Columns are counted in code points.
std::int64_t characters_in(std::string_view text);

// For JSON, databases and text in memory: escapes bytes that belong to no valid character and
// leaves everything else unchanged.
std::string valid_text(std::string_view text);

// For one line on a terminal: in addition escapes control characters (and thus escape sequences),
// line separators, and Unicode's bidirectional controls, which could make one name look like
// another.
std::string printable(std::string_view text);

// For SVG and HTML, as content or as a quoted attribute: escapes like printable(), and writes
// characters with a meaning in XML as entities.
std::string markup_text(std::string_view text);

// For a whole SVG document from a writer that escapes only < and &: escapes the control characters
// that XML does not allow or that reorder text.
std::string safe_markup(std::string_view document);

// For a cell of a CSV file (RFC 4180): quotes the text if necessary. Text that a spreadsheet would
// take for a formula (starting with = + - @ or a tab) gets an apostrophe in front. Not for numbers.
std::string csv_cell(std::string_view text);

}  // namespace isotherm
