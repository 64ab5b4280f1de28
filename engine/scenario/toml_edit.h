// SPDX-License-Identifier: Apache-2.0
#pragma once
// Edits single values of a TOML text in place. Everything else, such as comments, order and spaces,
// stays as the user wrote it.

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace isotherm {

using TomlPath = std::vector<std::string>;

inline TomlPath without_first(const TomlPath& path, std::size_t count) {
    return {path.begin() + static_cast<std::ptrdiff_t>(count), path.end()};
}

// Returns the text with a value set; `value` is written as in TOML, including quotes. A missing key
// is added to its table. nullopt if the text is not valid TOML.
std::optional<std::string> with_toml_value(const std::string& text, const TomlPath& path,
                                           const std::string& value);

// Returns the text with a new table at its end. `values` are keys and the TOML text of their
// values.
std::optional<std::string> with_toml_table(
    const std::string& text, const TomlPath& path,
    const std::vector<std::pair<TomlPath, std::string>>& values);

// Returns the text without the section of this header, up to the next header; unchanged if there is
// no such section.
std::string without_toml_table(const std::string& text, const TomlPath& path);

// Returns the value as written in the text, including quotes; nullopt if the key does not exist.
std::optional<std::string> toml_value(const std::string& text, const TomlPath& path);

// Returns the line of a key or its table, from 1; 0 if neither exists.
int toml_line(const std::string& text, const TomlPath& path);

// Returns the text as a TOML string: escaped, in double quotes.
std::string toml_quoted(const std::string& text);

}  // namespace isotherm
