// SPDX-License-Identifier: Apache-2.0
#include "engine/lessons/typed_numbers.h"

#include <algorithm>
#include <optional>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/trimmed.h"

namespace isotherm {
namespace {

constexpr double sixty = 60;

bool is_digit_at(std::string_view text, std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// A number as it stands in a text: 1,667 or 2.17 or 18:05.
struct Written {
    std::size_t begin = 0;
    std::size_t end = 0;
    double value = 0;
    bool clock = false;  // `value` is of its parts in units of sixty: 18:05 is 1,085
};

std::size_t after_digits(std::string_view text, std::size_t at) {
    while (is_digit_at(text, at)) ++at;
    return at;
}

// Reads a number that begins with the digit at `begin`.
Written number_at(std::string_view text, std::size_t begin) {
    Written number{begin, after_digits(text, begin)};
    constexpr std::size_t group = 3;
    while (number.end < text.size() && text[number.end] == ',' &&
           after_digits(text, number.end + 1) == number.end + 1 + group)
        number.end += 1 + group;
    if (number.end < text.size() && text[number.end] == '.' && is_digit_at(text, number.end + 1))
        number.end = after_digits(text, number.end + 1);
    std::string digits(text.substr(begin, number.end - begin));
    std::erase(digits, ',');
    number.value = number_in<double>(digits).value_or(0);
    while (number.end + 2 < text.size() && text[number.end] == ':' &&
           after_digits(text, number.end + 1) == number.end + 3) {
        number.clock = true;
        number.value =
            number.value * sixty + number_in<double>(text.substr(number.end + 1, 2)).value_or(0);
        number.end += 3;
    }
    return number;
}

template <class Take>
void each_number(std::string_view text, const Take& take) {
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '{') {
            const std::size_t close = text.find('}', at);
            if (close != text.npos) {
                at = close + 1;
                continue;
            }
        }
        if (!is_digit_at(text, at)) {
            ++at;
            continue;
        }
        const Written number = number_at(text, at);
        take(number);
        at = number.end;
    }
}

// Position of the first full-width digit, as Japanese keyboards write them; npos if there is none.
std::size_t full_width_digit(std::string_view text) {
    for (std::size_t at = text.find("\xEF\xBC"); at != text.npos;
         at = text.find("\xEF\xBC", at + 1))
        if (at + 2 < text.size() && static_cast<unsigned char>(text[at + 2]) >= 0x90 &&
            static_cast<unsigned char>(text[at + 2]) <= 0x99)
            return at;
    return text.npos;
}

}  // namespace

void AllowedNumbers::add_text(std::string_view text) {
    each_number(text, [&](const Written& number) { add(number.value); });
    if (const auto duration = parse_duration(text)) add(in_seconds(*duration));
    if (const auto bytes = parse_bytes(text)) add(static_cast<double>(bytes->count));
}

void AllowedNumbers::add_all(const toml::node& node) {
    if (const auto* table = node.as_table()) {
        for (const auto& [key, inner] : *table) {
            add_text(key.str());
            add_all(inner);
        }
        return;
    }
    if (const auto* list = node.as_array()) {
        for (const toml::node& inner : *list) add_all(inner);
        return;
    }
    if (node.is_number()) return add(node.value<double>().value_or(0));
    const GivenValue given = given_value(node);  // dates and times become text
    if (const auto* text = std::get_if<std::string>(&given.value)) add_text(*text);
}

std::vector<TypedNumber> typed_numbers(std::string_view line, const AllowedNumbers& allowed) {
    std::vector<TypedNumber> found;
    const auto column = [&](std::size_t byte) { return 1 + characters_in(line.substr(0, byte)); };
    each_number(line, [&](const Written& number) {
        if (allowed.contains(number.value)) return;
        constexpr double percent = 100;
        const std::string_view after = trimmed(line.substr(number.end));
        if (after.starts_with('%') && allowed.contains(number.value / percent)) return;
        if (number.clock && allowed.contains(number.value * sixty)) return;
        found.push_back({column(number.begin),
                         std::string(line.substr(number.begin, number.end - number.begin))});
    });
    if (const std::size_t at = full_width_digit(line); at != line.npos)
        found.push_back({column(at), std::string(line.substr(at, 3))});
    return found;
}

}  // namespace isotherm
