// SPDX-License-Identifier: Apache-2.0
// Removes values, and adds and moves elements of lists, in place.

#include <algorithm>
#include <utility>

#include "engine/toml/toml_edit.h"
#include "engine/toml/toml_layout.h"

namespace isotherm {
namespace {

constexpr std::string_view blanks = " \t";
// A line longer than this is broken before another element.
constexpr std::size_t longest_line = 100;

struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::size_t line_start(const std::string& text, std::size_t at) {
    const std::size_t before = at == 0 ? text.npos : text.rfind('\n', at - 1);
    return before == text.npos ? 0 : before + 1;
}

// Returns the spaces before `at` if nothing else precedes it on its line.
std::optional<std::string> indent_of(const std::string& text, std::size_t at) {
    const std::string before = text.substr(line_start(text, at), at - line_start(text, at));
    if (before.find_first_not_of(blanks) != before.npos) return std::nullopt;
    return before;
}

// Returns the position of the comma that follows a value; npos if none does.
std::size_t comma_after(const std::string& text, std::size_t value_end) {
    std::size_t at = value_end;
    while (at < text.size()) {
        at = text.find_first_not_of(" \t\r\n", at);
        if (at == text.npos || text[at] != '#') break;
        at = next_line(text, at);
    }
    return at < text.size() && text[at] == ',' ? at : text.npos;
}

// Whether only a comment follows on the line.
bool ends_line(const std::string& text, std::size_t at) {
    const std::size_t next = text.find_first_not_of(" \t\r", at);
    return next == text.npos || text[next] == '\n' || text[next] == '#';
}

// Returns what has to go for an enclosed value to go with its comma.
Span span_of(const std::string& text, const TomlEntry& entry, const TomlEntry* before,
             const TomlEntry* after) {
    const std::size_t comma = comma_after(text, entry.value_end);
    const std::size_t end = comma == text.npos ? entry.value_end : comma + 1;
    if (indent_of(text, entry.begin) && ends_line(text, end))
        return {line_start(text, entry.begin), next_line(text, end)};
    if (after != nullptr) return {entry.begin, after->begin};
    if (before != nullptr) return {before->value_end, entry.value_end};
    const std::size_t blank = text.find_last_not_of(blanks, entry.begin - 1) + 1;
    return {blank, end};
}

// Returns the entries that stand directly in the same table or array as `entry`.
std::vector<const TomlEntry*> siblings_of(const TomlSection& section, const TomlEntry& entry) {
    const auto encloser = [&section](const TomlEntry& of) {
        const TomlEntry* inner = nullptr;
        for (const TomlEntry& one : section.entries) {
            const bool holds = one.value_begin < of.begin && of.value_end < one.value_end;
            if (holds) inner = &one;
        }
        return inner;
    };
    std::vector<const TomlEntry*> found;
    for (const TomlEntry& one : section.entries)
        if (one.enclosed && encloser(one) == encloser(entry)) found.push_back(&one);
    return found;
}

std::string without(const std::string& text, const Span& span) {
    return text.substr(0, span.begin) + text.substr(span.end);
}

// Returns the text without a section, and the tables inside it, that is an element of a list.
std::optional<std::string> without_section(const std::string& text, const TomlSections& sections,
                                           const TomlPath& path) {
    const auto in_it = [&](const TomlSection& one) { return begins_with(one.path, path); };
    const auto first = std::find_if(sections.begin(), sections.end(), in_it);
    if (first == sections.end() || !first->in_list) return std::nullopt;
    const auto next = std::find_if_not(first, sections.end(), in_it);
    return without(text, {first->begin, next == sections.end() ? text.size() : next->begin});
}

std::vector<const TomlEntry*> elements_of(const TomlSections& sections, const TomlPath& list) {
    std::vector<const TomlEntry*> elements;
    for (const TomlSection& section : sections)
        for (const TomlEntry& entry : section.entries)
            if (entry.path.size() == list.size() + 1 && begins_with(entry.path, list))
                elements.push_back(&entry);
    return elements;
}

// Returns the text with an element behind the last one.
std::string appended(const std::string& text, const TomlEntry& last, const std::string& value) {
    const std::size_t comma = comma_after(text, last.value_end);
    const std::size_t end = comma == text.npos ? last.value_end : comma + 1;
    const std::string end_of_line(line_end(text));
    if (const auto indent = indent_of(text, last.begin)) {
        std::string longer = text;
        if (!ends_line(text, end))
            return longer.insert(last.value_end, "," + end_of_line + *indent + value);
        const std::size_t next = next_line(text, end);
        longer.insert(next, *indent + value + "," + end_of_line);
        return comma == text.npos ? longer.insert(last.value_end, ",") : longer;
    }
    const std::size_t length = last.value_end - line_start(text, last.value_end) + value.size();
    const std::string gap = length > longest_line ? "," + end_of_line + "  " : ", ";
    return std::string(text).insert(last.value_end, gap + value);
}

}  // namespace

std::optional<std::string> without_toml_value(const std::string& text, const TomlPath& asked) {
    const auto sections = toml_sections(text);
    if (!sections) return std::nullopt;
    const TomlPath path = path_as_written(*sections, asked);
    for (const TomlSection& section : *sections) {
        for (const TomlEntry& entry : section.entries) {
            if (entry.path != path) continue;
            if (!entry.enclosed)
                return without(text,
                               {line_start(text, entry.begin), next_line(text, entry.value_end)});
            const auto siblings = siblings_of(section, entry);
            const auto own = std::find(siblings.begin(), siblings.end(), &entry);
            return without(text,
                           span_of(text, entry, own == siblings.begin() ? nullptr : *(own - 1),
                                   own + 1 == siblings.end() ? nullptr : *(own + 1)));
        }
    }
    return without_section(text, *sections, path);
}

std::optional<std::string> with_toml_element(const std::string& text, const TomlPath& list,
                                             std::size_t position, const std::string& value) {
    const auto sections = toml_sections(text);
    if (!sections || list.empty()) return std::nullopt;
    const TomlPath path = path_as_written(*sections, list);
    const TomlEntry* entry = toml_entry_at(*sections, path);
    if (entry == nullptr)
        return has_toml(text, path) ? std::nullopt : with_toml_value(text, path, "[" + value + "]");
    std::string longer = text;
    if (entry->is_inline_table) {
        const std::string only =
            text.substr(entry->value_begin, entry->value_end - entry->value_begin);
        const std::string both = position == 0 ? value + ", " + only : only + ", " + value;
        return longer.replace(entry->value_begin, only.size(), "[" + both + "]");
    }
    if (!entry->is_array) return std::nullopt;
    const auto elements = elements_of(*sections, path);
    if (elements.empty()) return longer.insert(entry->value_begin + 1, value);
    if (position >= elements.size()) return appended(text, *elements.back(), value);
    const std::size_t at = elements[position]->begin;
    const auto indent = indent_of(text, at);
    return longer.insert(at, value + (indent ? "," + std::string(line_end(text)) + *indent : ", "));
}

std::optional<std::string> with_toml_elements_swapped(const std::string& text, const TomlPath& list,
                                                      std::size_t position) {
    const auto sections = toml_sections(text);
    if (!sections) return std::nullopt;
    const auto elements = elements_of(*sections, path_as_written(*sections, list));
    if (position + 1 >= elements.size()) return std::nullopt;
    const TomlEntry& first = *elements[position];
    const TomlEntry& second = *elements[position + 1];
    const auto source = [&text](const TomlEntry& entry) {
        return text.substr(entry.value_begin, entry.value_end - entry.value_begin);
    };
    return text.substr(0, first.value_begin) + source(second) +
           text.substr(first.value_end, second.value_begin - first.value_end) + source(first) +
           text.substr(second.value_end);
}

}  // namespace isotherm
