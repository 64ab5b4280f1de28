// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/escaping.h"

#include <fmt/format.h>
#include <utf8.h>

#include <algorithm>
#include <cstring>

namespace isotherm {
namespace {

std::string as_escapes(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) out += fmt::format("\\x{:02X}", static_cast<unsigned char>(c));
    return out;
}

// Whether a character changes the direction of text (Unicode Standard Annex 9, "Explicit
// directional formatting") or is one of the two separators that some programs treat as line ends.
bool reorders_or_breaks(char32_t c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

// Calls `take` with each character and its bytes; the code is 0xFFFFFFFF for an invalid byte.
constexpr char32_t no_character = 0xFFFFFFFF;
template <class Take>
void for_each_character(std::string_view text, const Take& take) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        const char* const valid_end = utf8::find_invalid(at, end);
        while (at < valid_end) {
            const char* const from = at;
            const char32_t code = utf8::unchecked::next(at);
            take(code, std::string_view(from, static_cast<std::size_t>(at - from)));
        }
        if (at < end) take(no_character, std::string_view(at++, 1));
    }
}

std::string_view entity_of(char32_t c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        default:
            return "";
    }
}

}  // namespace

std::int64_t characters_in(std::string_view text) {
    return std::ranges::count_if(text, [](char c) { return !continues_character(c); });
}

std::size_t first_invalid_utf8(std::string_view text) {
    const char* const end = text.data() + text.size();
    // Most files are ASCII from beginning to end: eight bytes at a time.
    const char* from = text.data();
    for (std::uint64_t eight = 0; end - from >= 8; from += 8) {
        std::memcpy(&eight, from, sizeof eight);
        if ((eight & 0x8080'8080'8080'8080) != 0) break;
    }
    const char* const found = utf8::find_invalid(from, end);
    return found == end ? std::string_view::npos : static_cast<std::size_t>(found - text.data());
}

std::string valid_text(std::string_view text) {
    std::string out;
    for_each_character(text, [&](char32_t code, std::string_view bytes) {
        if (code == no_character)
            out += as_escapes(bytes);
        else
            out += bytes;
    });
    return out;
}

std::string printable(std::string_view text) {
    std::string out;
    for_each_character(text, [&](char32_t code, std::string_view bytes) {
        if (code == no_character || is_control(code) || reorders_or_breaks(code))
            out += as_escapes(bytes);
        else
            out += bytes;
    });
    return out;
}

std::string markup_text(std::string_view text) {
    std::string out;
    for (const char c : printable(text)) {
        const std::string_view entity = entity_of(static_cast<unsigned char>(c));
        if (entity.empty())
            out += c;
        else
            out += entity;
    }
    return out;
}

std::string safe_markup(std::string_view document) {
    std::string out;
    out.reserve(document.size());
    for_each_character(document, [&](char32_t code, std::string_view bytes) {
        const bool layout = code == '\n' || code == '\r' || code == '\t';
        const bool harmful = code == no_character || is_control(code) || reorders_or_breaks(code);
        if (harmful && !layout)
            out += as_escapes(bytes);
        else
            out += bytes;
    });
    return out;
}

std::string csv_cell(std::string_view text) {
    std::string cell = valid_text(text);
    if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos)
        cell.insert(0, 1, '\'');
    if (cell.find_first_of("\",\r\n") == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

}  // namespace isotherm
