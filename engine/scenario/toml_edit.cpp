// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/toml_edit.h"

#include <toml++/toml.h>

#include <algorithm>

namespace isotherm {
namespace {

std::optional<toml::table> parsed(const std::string& text) {
    try {
        return toml::parse(text);
    } catch (const toml::parse_error&) {
        return std::nullopt;
    }
}

// Converts a position of toml++ to a byte offset. Lines and columns count from 1, columns in code
// points.
std::size_t offset_of(const std::string& text, toml::source_position at) {
    std::size_t offset = 0;
    for (toml::source_index line = 1; line < at.line; ++line) {
        offset = text.find('\n', offset);
        if (offset == std::string::npos) return text.size();
        ++offset;
    }
    for (toml::source_index column = 1; column < at.column && offset < text.size(); ++column) {
        ++offset;
        while (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80)
            ++offset;
    }
    return offset;
}

std::string line_at(const std::string& text, std::uint32_t line) {
    const std::size_t begin = offset_of(text, {line, 1});
    return text.substr(begin, text.find('\n', begin) - begin);
}

bool is_bare(const std::string& key) {
    return !key.empty() && std::all_of(key.begin(), key.end(), [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    });
}

std::string joined(const TomlPath& path, std::size_t from, std::size_t end) {
    std::string text;
    for (std::size_t i = from; i < end; ++i) {
        text += (text.empty() ? "" : ".") + (is_bare(path[i]) ? path[i] : toml_quoted(path[i]));
    }
    return text;
}

std::string without_spaces(const std::string& text) {
    std::string kept;
    for (const char c : text) {
        if (c != ' ' && c != '\t' && c != '\r') kept += c;
    }
    return kept;
}

bool is_header(const std::string& line) { return without_spaces(line).rfind('[', 0) == 0; }

// Whether the line is the header of section `name`. Ignores spaces: "[ tables . votes ]" is the
// header of "tables.votes".
bool is_header_of(const std::string& line, const std::string& name) {
    return without_spaces(line.substr(0, line.find('#'))) == "[" + without_spaces(name) + "]";
}

// The innermost existing tables on the way to a path.
struct Deepest {
    std::vector<const toml::table*> tables;  // the root first
    const toml::node* found = nullptr;       // the value at the path; nullptr if it does not exist
};

Deepest deepest(const toml::table& root, const TomlPath& path) {
    Deepest result{{&root}, nullptr};
    for (std::size_t i = 0; i < path.size(); ++i) {
        const toml::node* node = result.tables.back()->get(path[i]);
        if (node == nullptr) return result;
        if (i + 1 == path.size()) {
            result.found = node;
            return result;
        }
        const toml::table* table = node->as_table();
        if (table == nullptr) return result;
        result.tables.push_back(table);
    }
    return result;
}

// Returns the last line of the values in a table's section, or `line` if that is greater.
std::uint32_t last_line(const std::string& text, const toml::table& table, std::uint32_t line) {
    for (const auto& [key, node] : table) {
        const toml::table* inner = node.as_table();
        if (inner == nullptr || inner->is_inline())
            line = std::max(line, node.source().end.line);
        else if (!is_header(line_at(text, inner->source().begin.line)))
            line = last_line(text, *inner, line);  // a table that is written with dotted keys
    }
    return line;
}

std::string inserted(const std::string& text, std::size_t at, const std::string& what) {
    return text.substr(0, at) + what + text.substr(at);
}

std::string after_line(const std::string& text, std::uint32_t line, const std::string& what) {
    std::size_t at = offset_of(text, {line + 1, 1});
    const bool open = at == text.size() && !text.empty() && text.back() != '\n';
    return inserted(text, at, (open && line > 0 ? "\n" : "") + what + "\n");
}

std::string into_inline_table(const std::string& text, const toml::table& table,
                              const std::string& assignment) {
    std::size_t brace = offset_of(text, table.source().end);
    while (brace > 0 && text[brace] != '}') --brace;
    std::size_t at = brace;
    while (at > 0 && text[at - 1] == ' ') --at;
    return text.substr(0, at) + (table.empty() ? " " : ", ") + assignment + " " +
           text.substr(brace);
}

}  // namespace

std::string toml_quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    return out + "\"";
}

std::optional<std::string> with_toml_value(const std::string& text, const TomlPath& path,
                                           const std::string& value) {
    const auto root = parsed(text);
    if (!root || path.empty()) return std::nullopt;
    const Deepest there = deepest(*root, path);
    if (there.found != nullptr) {
        const std::size_t begin = offset_of(text, there.found->source().begin);
        const std::size_t end = offset_of(text, there.found->source().end);
        return text.substr(0, begin) + value + text.substr(end);
    }
    for (std::size_t depth = there.tables.size(); depth-- > 0;) {
        const toml::table& table = *there.tables[depth];
        const std::string assignment = joined(path, depth, path.size()) + " = " + value;
        if (depth == 0) {
            // The end of the top-level values, before the first header.
            return after_line(text, last_line(text, table, 0), assignment);
        }
        if (table.is_inline()) return into_inline_table(text, table, assignment);
        const std::uint32_t line = table.source().begin.line;
        const std::string name = joined(path, 0, depth);
        if (is_header_of(line_at(text, line), name))
            return after_line(text, last_line(text, table, line), assignment);
        // The table exists only through tables inside it, so it may still get its own header.
        if (is_header(line_at(text, line))) {
            const std::string gap = text.empty() || text.back() == '\n' ? "\n" : "\n\n";
            return text + gap + "[" + name + "]\n" + joined(path, depth, path.size()) + " = " +
                   value + "\n";
        }
    }
    return std::nullopt;
}

std::optional<std::string> with_toml_table(
    const std::string& text, const TomlPath& path,
    const std::vector<std::pair<TomlPath, std::string>>& values) {
    std::string longer = text + (text.empty() || text.back() == '\n' ? "\n" : "\n\n") + "[" +
                         joined(path, 0, path.size()) + "]\n";
    for (const auto& [key, value] : values)
        longer += joined(key, 0, key.size()) + " = " + value + "\n";
    return parsed(longer) ? std::optional(longer) : std::nullopt;
}

std::string without_toml_table(const std::string& text, const TomlPath& path) {
    const std::string name = joined(path, 0, path.size());
    std::string kept;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        const std::string line = text.substr(at, end - at);
        if (is_header(line)) {
            inside = is_header_of(line.substr(0, line.find('\n')), name);
            // The empty line before the section is removed, too.
            if (inside && kept.ends_with("\n\n")) kept.pop_back();
        }
        if (!inside) kept += line;
        at = end;
    }
    return kept;
}

std::optional<std::string> toml_value(const std::string& text, const TomlPath& path) {
    const auto root = parsed(text);
    if (!root) return std::nullopt;
    const Deepest there = deepest(*root, path);
    if (there.found == nullptr) return std::nullopt;
    const std::size_t begin = offset_of(text, there.found->source().begin);
    return text.substr(begin, offset_of(text, there.found->source().end) - begin);
}

int toml_line(const std::string& text, const TomlPath& path) {
    const auto root = parsed(text);
    if (!root) return 0;
    const Deepest there = deepest(*root, path);
    if (there.found != nullptr) return static_cast<int>(there.found->source().begin.line);
    return there.tables.size() > 1 ? static_cast<int>(there.tables.back()->source().begin.line) : 0;
}

}  // namespace isotherm
