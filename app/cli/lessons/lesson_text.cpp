// SPDX-License-Identifier: Apache-2.0
#include "app/cli/lessons/lesson_text.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

constexpr std::size_t widest_line = 80;

// The code points that take two columns, by the East Asian Width of Unicode (W and F).
struct WideRange {
    std::uint32_t first;
    std::uint32_t last;
};
constexpr std::array<WideRange, 8> wide_ranges{{{0x1100, 0x115F},
                                                {0x2E80, 0x303E},
                                                {0x3041, 0xA4CF},
                                                {0xAC00, 0xD7A3},
                                                {0xF900, 0xFAFF},
                                                {0xFE30, 0xFE4F},
                                                {0xFF00, 0xFF60},
                                                {0xFFE0, 0xFFE6}}};

constexpr auto never_first = std::to_array<std::string_view>(
    {"。", "、", ")",  "」", "』", "】", "・", "ー", "?",  "!",  ":",
     "々", "〉", ",",  "…",  "ぁ", "ぃ", "ぅ", "ぇ", "ぉ", "っ", "ゃ",
     "ゅ", "ょ", "ァ", "ィ", "ゥ", "ェ", "ォ", "ッ", "ャ", "ュ", "ョ"});
constexpr std::array<std::string_view, 5> never_last{"(", "「", "『", "【", "〈"};

template <std::size_t size>
bool is_one_of(std::string_view text, const std::array<std::string_view, size>& all) {
    return std::find(all.begin(), all.end(), text) != all.end();
}

std::size_t character_bytes(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && continues_character(text[end])) ++end;
    return end - at;
}

std::uint32_t code_point(std::string_view character) {
    const auto first = static_cast<unsigned char>(character.front());
    if (character.size() == 1) return first;
    constexpr std::uint32_t six_bits = 0x3F;
    // The first byte of n bytes has n ones and a zero in front.
    std::uint32_t point = first & (0xFFu >> (character.size() + 1));
    for (const char c : character.substr(1))
        point = (point << 6) | (static_cast<unsigned char>(c) & six_bits);
    return point;
}

std::size_t columns_of(std::string_view character) {
    const std::uint32_t point = code_point(character);
    for (const WideRange& range : wide_ranges)
        if (point >= range.first && point <= range.last) return 2;
    return 1;
}

// A piece of text that no line break may divide.
struct Unit {
    std::string text;
    bool space_before = false;
};

std::vector<Unit> units_of(std::string_view text) {
    std::vector<Unit> units;
    bool space = false, joins = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view character = text.substr(at, character_bytes(text, at));
        at += character.size();
        if (character == " ") {
            space = true;
            joins = false;
            continue;
        }
        const bool wide = columns_of(character) == 2;
        const bool continues =
            !units.empty() && !space && (joins || !wide || is_one_of(character, never_first));
        // A narrow character after a wide one begins a unit of its own, unless it closes something.
        const bool begins_word = !wide && !joins && !units.empty() && !space &&
                                 columns_of_text(units.back().text) >= 2 &&
                                 static_cast<unsigned char>(units.back().text.back()) >= 0x80 &&
                                 static_cast<unsigned char>(character.front()) < 0x80 &&
                                 character.find_first_of(".,;:!?)") == std::string_view::npos;
        if (continues && !begins_word)
            units.back().text += character;
        else
            units.push_back({std::string(character), space});
        space = false;
        joins = is_one_of(character, never_last);
    }
    return units;
}

}  // namespace

std::size_t columns_of_text(std::string_view text) {
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view character = text.substr(at, character_bytes(text, at));
        columns += columns_of(character);
        at += character.size();
    }
    return columns;
}

std::string without_marks(std::string_view text) {
    std::string plain;
    for (const char c : text)
        if (c != '*' && c != '`') plain += c;
    return plain;
}

std::string wrapped(std::string_view paragraph, std::string_view indent) {
    const std::size_t first = std::min(paragraph.find_first_not_of(' '), paragraph.size());
    std::string out(first, ' ');
    std::size_t column = first;
    for (const Unit& unit : units_of(paragraph)) {
        const std::size_t width = columns_of_text(unit.text);
        const std::size_t gap = unit.space_before && column > first ? 1 : 0;
        if (column > indent.size() && column + gap + width > widest_line) {
            out += "\n" + std::string(indent);
            column = indent.size();
        } else if (gap > 0) {
            out += ' ';
            ++column;
        }
        out += unit.text;
        column += width;
    }
    return out + "\n";
}

std::string left_cell(std::string_view text, std::size_t width) {
    const std::size_t columns = columns_of_text(text);
    return std::string(text) + std::string(width - std::min(width, columns), ' ');
}

std::string right_cell(std::string_view text, std::size_t width) {
    const std::size_t columns = columns_of_text(text);
    return std::string(width - std::min(width, columns), ' ') + std::string(text);
}

}  // namespace isotherm
