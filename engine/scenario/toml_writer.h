// SPDX-License-Identifier: Apache-2.0
#pragma once
// TOML as the whole program writes it: keys, and the values of settings.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/amount.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

using TomlPath = std::vector<std::string>;

// In double quotes, escaped, on one line.
std::string toml_quoted(std::string_view text);

// One name of a key, in quotes where it needs them; or several with dots between.
std::string toml_key(std::string_view name);
std::string toml_key(const TomlPath& path);

std::string toml_of(double value);
std::string toml_of(std::int64_t value);
std::string toml_of(bool value);
std::string toml_of(const char*) = delete;  // would be a bool
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
