// SPDX-License-Identifier: Apache-2.0
#pragma once
// Byte positions of headers, keys and values in a TOML text. The TOML parser gives only the values;
// changing one of them in place requires its position.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/toml/toml_writer.h"

namespace isotherm {

// A key with its value. Keys inside inline tables and elements of arrays have their own entries,
// after the entry that they are in. In a path, an element is its position, from "0".
struct TomlEntry {
    TomlPath path;          // from the root
    std::size_t begin = 0;  // of the key; of an element: as value_begin
    std::size_t value_begin = 0;
    std::size_t value_end = 0;
    bool is_inline_table = false;
    bool is_array = false;
    bool enclosed = false;  // in an inline table or an array
};

struct TomlSection {
    TomlPath path;            // empty: the part of the text before the first header
    bool in_list = false;     // [[path]], or a table inside one
    std::size_t begin = 0;    // start of the header's line
    std::size_t content = 0;  // start of the line after the header
    std::vector<TomlEntry> entries;
};

using TomlSections = std::vector<TomlSection>;

// The text must be valid TOML.
TomlSections layout_of(std::string_view text);
// Returns nullopt if the text is not valid TOML.
std::optional<TomlSections> toml_sections(std::string_view text);

// Return the entry, or the section whose header has this path; nullptr if there is none.
const TomlEntry* toml_entry_at(const TomlSections& sections, const TomlPath& path);
const TomlSection* toml_section_at(const TomlSections& sections, const TomlPath& path);

// Returns the path as the text has it: without the "0" behind a table that stands for a list of
// one.
TomlPath path_as_written(const TomlSections& sections, TomlPath path);

// Whether the text contains a value or a table at this path.
bool has_toml(const TomlSections& sections, const TomlPath& path);

// Returns the value at this path as it is written; empty if there is none.
std::string_view toml_source(std::string_view text, const TomlSections& sections,
                             const TomlPath& path);

// Returns the start of the line after the one that contains `at`.
std::size_t next_line(std::string_view text, std::size_t at);

// The line end that the text uses: "\n" or "\r\n".
std::string_view line_end(std::string_view text);

// Whether `path` begins with all of `outer`.
bool begins_with(const TomlPath& path, const TomlPath& outer);

}  // namespace isotherm
