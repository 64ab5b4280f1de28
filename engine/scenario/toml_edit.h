// SPDX-License-Identifier: Apache-2.0
#pragma once
// One value of a TOML text changed in place, everything else left as somebody wrote it: comments,
// order, spaces. Paths lead through tables only, not into lists.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/scenario/toml_writer.h"

namespace isotherm {

inline TomlPath without_first(const TomlPath& path, std::size_t count) {
    return {path.begin() + static_cast<std::ptrdiff_t>(count), path.end()};
}

// `value` as it stands in TOML, quotes and all. A key that is not there is added where it belongs.
// nullopt for a text that does not parse, and where the path names a table or leads through
// something that is none.
std::optional<std::string> with_toml_value(const std::string& text, const TomlPath& path,
                                           const std::string& value);

// A new table with at least one value, at the end of the text if nothing speaks against it;
// `values` are keys with what stands after the "=".
std::optional<std::string> with_toml_table(
    const std::string& text, const TomlPath& path,
    const std::vector<std::pair<TomlPath, std::string>>& values);

// The text without the section under this header, down to its last value; as it was where there is
// none.
std::string without_toml_table(const std::string& text, const TomlPath& path);

// Whether a value or a table of this path is given.
bool has_toml(const std::string& text, const TomlPath& path);

}  // namespace isotherm
