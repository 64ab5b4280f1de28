// SPDX-License-Identifier: Apache-2.0
#pragma once
// Changes one value of a TOML text in place and keeps everything else as the user wrote it:
// comments, order, spaces. In a path, an element of a list is its position, from "0"; a table that
// stands for a list of one is its element "0".

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/toml/toml_writer.h"

namespace isotherm {

inline TomlPath without_first(const TomlPath& path, std::size_t count) {
    return {path.begin() + static_cast<std::ptrdiff_t>(count), path.end()};
}

// Returns the text with the value at `path` set. `value` is TOML source, including quotes. A
// missing key is added in the table it belongs to. Returns nullopt if the text does not parse, or
// if the path names a table or leads through a value that is not a table.
std::optional<std::string> with_toml_value(const std::string& text, const TomlPath& path,
                                           const std::string& value);

// Returns the text with a new table with at least one value, at the end of the text if TOML allows
// it there. `values` are keys with the TOML source of their values.
std::optional<std::string> with_toml_table(
    const std::string& text, const TomlPath& path,
    const std::vector<std::pair<TomlPath, std::string>>& values);

// Returns the text without the section that has this header, down to its last value; the unchanged
// text if there is no such section.
std::string without_toml_table(const std::string& text, const TomlPath& path);

// Returns the text without the key or element at this path; nullopt if the text does not parse or
// has no such value.
std::optional<std::string> without_toml_value(const std::string& text, const TomlPath& path);

// Returns the text with an element added to the list before the one at `position`, or behind the
// last. A missing list is made. Returns nullopt if the text does not parse, or if the list is
// written as [[sections]].
std::optional<std::string> with_toml_element(const std::string& text, const TomlPath& list,
                                             std::size_t position, const std::string& value);

// Returns the text with the elements at `position` and `position` + 1 exchanged; nullopt if the
// text does not parse or has no two such elements, or if the list is written as [[sections]].
std::optional<std::string> with_toml_elements_swapped(const std::string& text, const TomlPath& list,
                                                      std::size_t position);

// Whether the text contains a value or a table at this path.
bool has_toml(const std::string& text, const TomlPath& path);

}  // namespace isotherm
