// SPDX-License-Identifier: Apache-2.0
#pragma once
// One value of a TOML text changed in place, everything else left as somebody wrote it: comments,
// order, spaces.

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace isotherm {

using TomlPath = std::vector<std::string>;

inline TomlPath without_first(const TomlPath& path, std::size_t count) {
    return {path.begin() + static_cast<std::ptrdiff_t>(count), path.end()};
}

// `value` as it stands in TOML, quotes and all. A key that is not there is added where it belongs.
// nullopt for a text that does not parse.
std::optional<std::string> with_toml_value(const std::string& text, const TomlPath& path,
                                           const std::string& value);

// A table of its own at the end of the text; `values` are keys with what stands after the "=".
std::optional<std::string> with_toml_table(
    const std::string& text, const TomlPath& path,
    const std::vector<std::pair<TomlPath, std::string>>& values);

// The text without the section under this header, down to the next header; as it was where there
// is none.
std::string without_toml_table(const std::string& text, const TomlPath& path);

// As it stands in the text, quotes and all; nullopt where it is not given.
std::optional<std::string> toml_value(const std::string& text, const TomlPath& path);

// The line, from 1, on which a key or its table stands; 0 for none.
int toml_line(const std::string& text, const TomlPath& path);

// In double quotes, escaped.
std::string toml_quoted(const std::string& text);

}  // namespace isotherm
