// SPDX-License-Identifier: Apache-2.0
#pragma once
// Explains what is wrong with a command line, in this program's own words: names the unknown
// command or option and the one that was probably meant.

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

// The error for a value on the command line that cannot be used; exit code 2.
inline Error usage_error(ErrorNumber number, std::string place, std::string what, std::string fix) {
    return {ExitCode::usage, number, {.file = std::move(place)}, std::move(what), std::move(fix)};
}

// `arguments` excludes the program's name; `error` is CLI11's. The result has exit code 2.
Error usage_error_of(const CLI::App& app, const std::vector<std::string>& arguments,
                     const CLI::ParseError& error);

}  // namespace isotherm
