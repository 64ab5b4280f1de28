// SPDX-License-Identifier: Apache-2.0
#pragma once
// A setting whose value is one of a few words; the program stores it as an enum. An overload of
// words_of next to the enum lists the words, in the order of the enum:
//     enum class Projection : std::uint8_t { all, include, keys_only };
//     constexpr auto words_of(Projection) {
//         return std::to_array<std::string_view>({"all", "include", "keys_only"});
//     }

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/vocabulary/settings.h"

namespace isotherm {

template <class Enum>
constexpr std::string_view word_of(Enum value) {
    return words_of(value)[static_cast<std::size_t>(value)];
}

template <class Enum>
constexpr std::optional<Enum> named(std::string_view word) {
    constexpr auto words = words_of(Enum{});
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) return std::nullopt;
    return static_cast<Enum>(found - words.begin());
}

template <class Enum>
void choice_field(SettingsVisitor& visit, const Setting& setting, Enum& value,
                  std::vector<Alias> also = {}) {
    constexpr auto words = words_of(Enum{});
    std::string word(word_of(value));
    visit.field(setting, Choice{word, {words.begin(), words.end()}, std::move(also)});
    // Visitors that only read must not write: other threads may use the settings meanwhile.
    if (word != word_of(value)) value = named<Enum>(word).value_or(value);
}

// For an optional enum: the empty word means nullopt.
template <class Enum>
void choice_field(SettingsVisitor& visit, const Setting& setting, std::optional<Enum>& value) {
    std::vector<std::string> words{""};
    for (const std::string_view word : words_of(Enum{})) words.emplace_back(word);
    std::string word(value ? word_of(*value) : std::string_view());
    visit.field(setting, Choice{word, std::move(words)});
    if (word != (value ? word_of(*value) : std::string_view())) value = named<Enum>(word);
}

}  // namespace isotherm
