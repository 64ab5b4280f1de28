// SPDX-License-Identifier: Apache-2.0
#pragma once
// Where headers, keys and values stand in a TOML text, in bytes. The parser knows what a text
// means; changing one value of it needs to know where.

#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/scenario/toml_writer.h"

namespace isotherm {

// A key with its value; those inside inline tables have entries of their own, behind that of the
// table.
struct TomlEntry {
    TomlPath path;  // from the root
    std::size_t value_begin = 0;
    std::size_t value_end = 0;
    bool is_inline_table = false;
    bool in_inline_table = false;
};

struct TomlSection {
    TomlPath path;            // empty: what stands before the first header
    bool in_list = false;     // [[path]], or a table inside one: no path leads to it
    std::size_t begin = 0;    // of the header's line
    std::size_t content = 0;  // behind that line
    std::vector<TomlEntry> entries;
};

// Only of a text that parses.
std::vector<TomlSection> layout_of(std::string_view text);

// Where the line begins that follows the one `at` is in.
std::size_t next_line(std::string_view text, std::size_t at);

// Whether `path` begins with all of `outer`.
bool begins_with(const TomlPath& path, const TomlPath& outer);

}  // namespace isotherm
