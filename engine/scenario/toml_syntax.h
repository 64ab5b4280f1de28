// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the TOML parser does not say well: strings that never end, nesting too deep for its
// recursion, where a key was defined before, and how to mend the commonest slips.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

// toml++ recurses on nesting, and so does freeing what it made.
inline constexpr int deepest_nesting = 64;

// A text seen as strings, comments, brackets and dots, without understanding it.
struct TomlOutline {
    struct Spot {
        std::int64_t line = 0;
        std::int64_t column = 0;
    };
    std::optional<Spot> too_deep;        // brackets or dotted keys beyond deepest_nesting
    std::optional<Spot> endless_string;  // the first string that is not closed: its start
};
TomlOutline outline_of(std::string_view text);

// What people write who think of YAML, JSON or a word processor: what is wrong with the line at
// fault, where, and how to mend it; nullopt when it is something else.
struct TomlSlip {
    std::int64_t line = 0;
    std::int64_t column = 0;
    std::string what;
    std::string fix;
};
std::optional<TomlSlip> slip_in(const std::vector<std::string>& lines, const Place& at);

// The parser's complaint about `text` at `at`, with the place of the cause and a way to mend it.
// `lines` are those of the text.
Error explained_syntax_error(std::string_view text, const std::vector<std::string>& lines, Place at,
                             std::string_view complaint);

}  // namespace isotherm
