// SPDX-License-Identifier: Apache-2.0
#pragma once
// Better messages where those of the TOML parser are insufficient: strings that are not closed,
// nesting too deep for its recursion, keys that are defined twice, and frequent mistakes.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Deepest nesting that is accepted. toml++ uses recursion for nested values, both to parse and to
// free them.
inline constexpr int deepest_nesting = 64;

// What a scan of a text finds without parsing it: excessive nesting and open strings.
struct TomlOutline {
    struct Spot {
        std::int64_t line = 0;
        std::int64_t column = 0;
    };
    // Brackets or dotted keys nested deeper than deepest_nesting.
    std::optional<Spot> too_deep;
    std::optional<Spot> endless_string;  // start of the first string that is not closed
};
TomlOutline outline_of(std::string_view text);

// A mistake that is typical for people who are used to YAML, JSON or a word processor: its
// position, what is wrong, and how to correct it. `slip_in` returns nullopt if the line at `at`
// contains none.
struct TomlSlip {
    std::int64_t line = 0;
    std::int64_t column = 0;
    std::string what;
    std::string fix;
};
std::optional<TomlSlip> slip_in(const std::vector<std::string>& lines, const Place& at);

// Returns the parser's error about `text` at `at`, with the position of its cause and a way to
// correct it. `lines` are the lines of the text.
Error explained_syntax_error(std::string_view text, const std::vector<std::string>& lines, Place at,
                             std::string_view complaint);

}  // namespace isotherm
