// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads a small text file as a whole, with a precise error if that is not possible.

#include <string>
#include <optional>
#include <string_view>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Reads a file of at most `largest` bytes. A directory, a device, a missing file, a loop of links
// and missing permission give different errors.
Result<std::string> read_text_file(const std::string& path, std::size_t largest);

// Returns an error with the position of the first byte that is NUL or not UTF-8; nullopt if there
// is none.
std::optional<Error> find_encoding_error(std::string_view text, const std::string& file_name);

// Returns the path of a file that is named relative to a folder; an absolute path, and any path if
// no folder is given, stays as it is.
std::string path_in(const std::string& folder, const std::string& file);

// Returns the position of a byte in a text as line and column, with the text of that line.
Place place_of_byte(std::string_view text, const std::string& file_name, std::size_t byte);

}  // namespace isotherm
