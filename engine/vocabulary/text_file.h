// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads a small text file whole, and says precisely why when that is not possible.

#include <string>
#include <optional>
#include <string_view>

#include "engine/vocabulary/result.h"

namespace isotherm {

// At most `largest` bytes. A directory, a device, a missing file, a loop of links and missing
// permission are told apart.
Result<std::string> read_text_file(const std::string& path, std::size_t largest);

// The first byte that is not UTF-8 or is NUL, with its place; nullopt when all is well.
std::optional<Error> find_encoding_error(std::string_view text, const std::string& file_name);

// Where a byte of a text stands, with its line.
Place place_of_byte(std::string_view text, const std::string& file_name, std::size_t byte);

}  // namespace isotherm
