// SPDX-License-Identifier: Apache-2.0
#pragma once
// Text of users and of their files, made safe for where it goes: one function for each destination.
//
// Each takes any bytes and gives valid UTF-8. What is not UTF-8 is shown as the bytes it is: \xED.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace isotherm {

// The position of the first byte that belongs to no character of UTF-8 (over-long forms, surrogates
// and what lies beyond U+10FFFF belong to none); npos when there is none.
std::size_t first_invalid_utf8(std::string_view text);

// Whether a byte of UTF-8 is another than the first of its character.
constexpr bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}
// Code points of a text, which is what columns count.
std::int64_t characters_in(std::string_view text);

// For JSON, databases and memory: bytes that belong to no character as escapes, all else unchanged.
std::string valid_text(std::string_view text);

// For a terminal, one line: also control characters (so no escape sequences), line separators and
// what reorders text (Unicode's bidirectional controls), which could show one name as another.
std::string printable(std::string_view text);

// For SVG and HTML, as content or as a quoted attribute: as printable(), and the characters that
// mean something to XML as entities.
std::string markup_text(std::string_view text);

// A whole SVG that a writer made which escapes < and & only: with the controls escaped that XML
// does not allow, or that reorder text.
std::string safe_markup(std::string_view document);

// A cell of a CSV file (RFC 4180), in quotes where it must be. A text that a spreadsheet would take
// for a formula, beginning with = + - @ or a tab, gets an apostrophe in front. Not for numbers.
std::string csv_cell(std::string_view text);

}  // namespace isotherm
