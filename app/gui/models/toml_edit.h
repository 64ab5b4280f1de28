#pragma once
// One value of a TOML text changed in place, everything else left as somebody wrote it: comments,
// order, spaces.

#include <optional>
#include <string>
#include <vector>

namespace isotherm {

using TomlPath = std::vector<std::string>;

// `value` as it stands in TOML, quotes and all. A key that is not there is added where it belongs.
// nullopt for a text that does not parse.
std::optional<std::string> with_toml_value(const std::string& text, const TomlPath& path,
                                           const std::string& value);

// As it stands in the text, quotes and all; nullopt where it is not given.
std::optional<std::string> toml_value(const std::string& text, const TomlPath& path);

// The line, from 1, on which a key or its table stands; 0 for none.
int toml_line(const std::string& text, const TomlPath& path);

// In double quotes, escaped.
std::string toml_quoted(const std::string& text);

}  // namespace isotherm
