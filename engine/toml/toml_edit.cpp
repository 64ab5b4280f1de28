// SPDX-License-Identifier: Apache-2.0
#include "engine/toml/toml_edit.h"

#include <algorithm>

#include "engine/toml/toml_layout.h"

namespace isotherm {
namespace {

using Sections = TomlSections;

bool parses(const std::string& text) { return toml_sections(text).has_value(); }

// Returns the section whose dotted keys define the table at this path; nullptr if there is none.
const TomlSection* section_of_dotted(const Sections& sections, const TomlPath& path) {
    for (const TomlSection& section : sections) {
        for (const TomlEntry& entry : section.entries) {
            const bool inside = begins_with(entry.path, path) && !entry.enclosed;
            if (inside && section.path.size() < path.size()) return &section;
        }
    }
    return nullptr;
}

std::string assigned(const TomlPath& key, const std::string& value) {
    return toml_key(key) + " = " + value;
}

// Returns the text with a line added after the last value of a section.
std::string with_line(const std::string& text, const TomlSection& section, const TomlPath& path,
                      const std::string& value) {
    std::size_t at = section.content;
    for (const TomlEntry& entry : section.entries)
        at = std::max(at, next_line(text, entry.value_end));
    const std::string end(line_end(text));
    const bool open = at > section.begin && text[at - 1] != '\n';
    std::string longer = text;
    return longer.insert(
        at, (open ? end : "") + assigned(without_first(path, section.path.size()), value) + end);
}

std::string with_member(const std::string& text, const TomlEntry& table, const TomlPath& path,
                        const std::string& value) {
    const std::size_t brace = table.value_end - 1;
    std::size_t at = brace;
    while (text[at - 1] == ' ' || text[at - 1] == '\t') --at;
    return text.substr(0, at) + (text[at - 1] == '{' ? " " : ", ") +
           assigned(without_first(path, table.path.size()), value) + " " + text.substr(brace);
}

std::string with_section(const std::string& text, const TomlPath& path,
                         const std::vector<std::pair<TomlPath, std::string>>& values) {
    const std::string end(line_end(text));
    std::string longer = text + (text.empty() || text.back() == '\n' ? end : end + end) + "[" +
                         toml_key(path) + "]" + end;
    for (const auto& [key, value] : values) longer += assigned(key, value) + end;
    return longer;
}

// Returns the text with the value added to the table `outer`; nullopt if no header or dotted key
// defines that table.
std::optional<std::string> added_under(const TomlPath& outer, const std::string& text,
                                       const Sections& sections, const TomlPath& path,
                                       const std::string& value) {
    if (const TomlSection* own = toml_section_at(sections, outer))
        return with_line(text, *own, path, value);
    if (const TomlSection* around = section_of_dotted(sections, outer))
        return with_line(text, *around, path, value);
    const auto inside = [&](const TomlSection& section) {
        return begins_with(section.path, outer);
    };
    if (std::none_of(sections.begin(), sections.end(), inside)) return std::nullopt;
    // Only headers of tables inside `outer` define it, so TOML allows it a header of its own.
    return with_section(text, outer, {{without_first(path, outer.size()), value}});
}

}  // namespace

std::optional<std::string> with_toml_value(const std::string& text, const TomlPath& asked,
                                           const std::string& value) {
    const auto sections = toml_sections(text);
    if (!sections || asked.empty()) return std::nullopt;
    const TomlPath path = path_as_written(*sections, asked);
    if (const TomlEntry* entry = toml_entry_at(*sections, path)) {
        return text.substr(0, entry->value_begin) + value + text.substr(entry->value_end);
    }
    std::optional<std::string> longer;
    for (std::size_t depth = path.size(); depth-- > 0 && !longer;) {
        const TomlPath outer(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(depth));
        const TomlEntry* entry = toml_entry_at(*sections, outer);
        if (entry != nullptr && !entry->is_inline_table) return std::nullopt;
        longer = entry != nullptr ? with_member(text, *entry, path, value)
                                  : added_under(outer, text, *sections, path, value);
    }
    // If `value` itself is not valid TOML, return the text anyway; the reader of the text reports
    // the error. If `value` is valid, another table or list prevents adding it.
    return parses(*longer) || !parses("value = " + value) ? longer : std::nullopt;
}

std::optional<std::string> with_toml_table(
    const std::string& text, const TomlPath& path,
    const std::vector<std::pair<TomlPath, std::string>>& values) {
    std::optional<std::string> longer = with_section(text, path, values);
    if (parses(*longer)) return longer;
    // The enclosing table is an inline table, so it cannot have a section of its own.
    if (!parses(text)) return std::nullopt;
    longer = text;
    for (const auto& [key, value] : values) {
        TomlPath whole = path;
        whole.insert(whole.end(), key.begin(), key.end());
        longer = with_toml_value(*longer, whole, value);
        if (!longer) return std::nullopt;
    }
    return longer;
}

std::string without_toml_table(const std::string& text, const TomlPath& path) {
    const auto sections = toml_sections(text);
    const TomlSection* section = sections ? toml_section_at(*sections, path) : nullptr;
    if (section == nullptr || path.empty()) return text;
    std::size_t end = section->content;
    for (const TomlEntry& entry : section->entries)
        end = std::max(end, next_line(text, entry.value_end));
    // Also remove the empty line before the section.
    const std::string_view before = std::string_view(text).substr(0, section->begin);
    std::size_t begin = section->begin;
    for (const std::string_view gap : {"\r\n\r\n", "\n\n"}) {
        if (begin == section->begin && before.ends_with(gap)) begin -= gap.size() / 2;
    }
    return text.substr(0, begin) + text.substr(end);
}

bool has_toml(const std::string& text, const TomlPath& path) {
    const auto sections = toml_sections(text);
    return sections && has_toml(*sections, path);
}

}  // namespace isotherm
