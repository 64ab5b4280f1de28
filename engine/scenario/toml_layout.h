// SPDX-License-Identifier: Apache-2.0
#pragma once
// Byte positions of headers, keys and values in a TOML text. The TOML parser gives only the values;
// changing one of them in place requires its position.

#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/scenario/toml_writer.h"

namespace isotherm {

// A key with its value. Keys inside inline tables have their own entries, after the entry of the
// inline table.
struct TomlEntry {
    TomlPath path;  // from the root
    std::size_t value_begin = 0;
    std::size_t value_end = 0;
    bool is_inline_table = false;
    bool in_inline_table = false;
};

struct TomlSection {
    TomlPath path;            // empty: the part of the text before the first header
    bool in_list = false;     // [[path]], or a table inside one; paths cannot lead there
    std::size_t begin = 0;    // start of the header's line
    std::size_t content = 0;  // start of the line after the header
    std::vector<TomlEntry> entries;
};

// The text must be valid TOML.
std::vector<TomlSection> layout_of(std::string_view text);

// Returns the start of the line after the one that contains `at`.
std::size_t next_line(std::string_view text, std::size_t at);

// Whether `path` begins with all of `outer`.
bool begins_with(const TomlPath& path, const TomlPath& outer);

}  // namespace isotherm
