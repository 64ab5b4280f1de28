// SPDX-License-Identifier: Apache-2.0
#pragma once
// TOML in the form that all parts of the program write it: keys, and the values of settings.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/amount.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

using TomlPath = std::vector<std::string>;

// Returns the text in double quotes, escaped, on one line.
std::string toml_quoted(std::string_view text);

// Returns one name of a key, quoted if necessary, or several names joined by dots.
std::string toml_key(std::string_view name);
std::string toml_key(const TomlPath& path);

std::string toml_of(double value);
std::string toml_of(std::int64_t value);
std::string toml_of(bool value);
std::string toml_of(const char*) = delete;  // a pointer would convert to bool
std::string toml_of(const std::string& value);
std::string toml_of(SimDuration value);
std::string toml_of(WallTime value);
std::string toml_of(Bytes value);
std::string toml_of(Share value);
std::string toml_of(RequestRate value);
std::string toml_of(Amount value);
std::string toml_of(const std::vector<double>& values);
std::string toml_of(const std::vector<std::string>& values);

}  // namespace isotherm
