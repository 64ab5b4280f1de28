// SPDX-License-Identifier: Apache-2.0
#include "engine/toml/toml_layout.h"

#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <string>

namespace isotherm {
namespace {

class LayoutReader {
public:
    explicit LayoutReader(std::string_view text) : text_(text) {
        if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    }

    TomlSections read() {
        sections_.emplace_back();
        sections_.back().begin = sections_.back().content = at_;
        for (skip_blank(); at_ < text_.size(); skip_blank()) {
            if (text_[at_] == '[')
                header();
            else
                entry(sections_.back().path, false);
            at_ = next_line(text_, at_);
        }
        return std::move(sections_);
    }

private:
    char here() const { return at_ < text_.size() ? text_[at_] : '\n'; }

    void skip_spaces() {
        while (here() == ' ' || here() == '\t') ++at_;
    }
    // Skips spaces, line ends and comments.
    void skip_blank() {
        while (at_ < text_.size()) {
            if (text_[at_] == '#')
                at_ = next_line(text_, at_);
            else if (std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
                ++at_;
            else
                return;
        }
    }

    void header() {
        TomlSection section;
        const std::size_t line = text_.rfind('\n', at_);
        section.begin = line == text_.npos ? sections_.front().begin : line + 1;
        section.content = next_line(text_, at_);
        const bool list = text_.substr(at_).starts_with("[[");
        at_ += list ? 2 : 1;
        const TomlPath names = key();
        for (std::size_t n = 0; n < names.size(); ++n) {
            section.path.push_back(names[n]);
            if (list && n + 1 == names.size()) ++elements_[section.path];
            const auto elements = elements_.find(section.path);
            if (elements == elements_.end()) continue;
            section.in_list = true;
            section.path.push_back(std::to_string(elements->second - 1));
        }
        sections_.push_back(std::move(section));
    }

    void entry(const TomlPath& outer, bool enclosed) {
        TomlEntry entry;
        entry.path = outer;
        entry.begin = at_;
        entry.enclosed = enclosed;
        const TomlPath name = key();
        entry.path.insert(entry.path.end(), name.begin(), name.end());
        if (here() == '=') ++at_;
        skip_spaces();
        add(std::move(entry));
    }

    // Adds the entry whose value begins here, and reads that.
    void add(TomlEntry entry) {
        entry.value_begin = at_;
        entry.is_inline_table = here() == '{';
        entry.is_array = here() == '[';
        std::vector<TomlEntry>& entries = sections_.back().entries;
        const std::size_t number = entries.size();
        entries.push_back(entry);
        value(entry.path);
        entries[number].value_end = at_;
    }

    // Reads a dotted key; stops after its last name, at "=" or "]".
    TomlPath key() {
        TomlPath path;
        while (true) {
            skip_spaces();
            path.push_back(name());
            skip_spaces();
            if (here() != '.') return path;
            ++at_;
        }
    }
    std::string name() {
        const std::size_t begin = at_;
        if (here() == '"' || here() == '\'') {
            string();
            const std::string_view quoted = text_.substr(begin, at_ - begin);
            if (quoted.front() == '\'') return std::string(quoted.substr(1, quoted.size() - 2));
            // Leave escapes to the parser.
            return toml::parse("x = " + std::string(quoted))["x"].value_or(std::string());
        }
        at_ = std::min(text_.find_first_of(" \t.=]}\r\n", at_), text_.size());
        return std::string(text_.substr(begin, at_ - begin));
    }

    void value(const TomlPath& path) {
        if (here() == '"' || here() == '\'') return string();
        if (here() == '[') return array(path);
        if (here() == '{') return inline_table(path);
        at_ = std::min(text_.find_first_of(",]}#\r\n", at_), text_.size());
        while (text_[at_ - 1] == ' ' || text_[at_ - 1] == '\t') --at_;
    }

    void string() {
        const char quote = text_[at_];
        const std::string three(3, quote);
        const bool many_lines = text_.substr(at_).starts_with(three);
        for (at_ += many_lines ? 3 : 1; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\\' && quote == '"') {
                ++at_;
            } else if (!many_lines && text_[at_] == quote) {
                ++at_;
                return;
            } else if (many_lines && text_.substr(at_).starts_with(three)) {
                at_ += 3;
                // Up to two more quotes belong to the string's content.
                for (int more = 0; more < 2 && here() == quote; ++more) ++at_;
                return;
            }
        }
        at_ = text_.size();
    }

    void array(const TomlPath& path) {
        ++at_;
        std::size_t elements = 0;
        for (skip_blank(); at_ < text_.size() && text_[at_] != ']'; skip_blank()) {
            if (text_[at_] == ',') {
                ++at_;
                continue;
            }
            TomlEntry element;
            element.path = path;
            element.path.push_back(std::to_string(elements++));
            element.begin = at_;
            element.enclosed = true;
            add(std::move(element));
        }
        at_ = std::min(at_ + 1, text_.size());
    }

    void inline_table(const TomlPath& path) {
        ++at_;
        for (skip_blank(); at_ < text_.size() && text_[at_] != '}'; skip_blank()) {
            if (text_[at_] == ',')
                ++at_;
            else
                entry(path, true);
        }
        at_ = std::min(at_ + 1, text_.size());
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::map<TomlPath, std::size_t> elements_;  // by path of a list of tables, so far
    TomlSections sections_;
};

}  // namespace

TomlSections layout_of(std::string_view text) { return LayoutReader(text).read(); }

std::optional<TomlSections> toml_sections(std::string_view text) {
    try {
        const toml::table table = toml::parse(text);
        return layout_of(text);
    } catch (const toml::parse_error&) {
        return std::nullopt;
    }
}

const TomlEntry* toml_entry_at(const TomlSections& sections, const TomlPath& path) {
    for (const TomlSection& section : sections) {
        for (const TomlEntry& entry : section.entries) {
            if (entry.path == path) return &entry;
        }
    }
    return nullptr;
}

const TomlSection* toml_section_at(const TomlSections& sections, const TomlPath& path) {
    for (const TomlSection& section : sections) {
        if (section.path == path) return &section;
    }
    return nullptr;
}

TomlPath path_as_written(const TomlSections& sections, TomlPath path) {
    const auto is_table = [&](const TomlPath& at) {
        const TomlEntry* entry = toml_entry_at(sections, at);
        return entry != nullptr ? entry->is_inline_table : toml_section_at(sections, at) != nullptr;
    };
    for (std::size_t depth = 1; depth < path.size(); ++depth) {
        if (path[depth] != "0") continue;
        TomlPath outer(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(depth));
        if (!is_table(outer)) continue;
        outer.emplace_back("0");
        if (!is_table(outer)) path.erase(path.begin() + static_cast<std::ptrdiff_t>(depth--));
    }
    return path;
}

bool has_toml(const TomlSections& sections, const TomlPath& asked) {
    const TomlPath path = path_as_written(sections, asked);
    return std::any_of(sections.begin(), sections.end(), [&](const TomlSection& section) {
        const auto in_it = [&](const TomlEntry& entry) { return begins_with(entry.path, path); };
        return begins_with(section.path, path) ||
               std::any_of(section.entries.begin(), section.entries.end(), in_it);
    });
}

std::string_view toml_source(std::string_view text, const TomlSections& sections,
                             const TomlPath& path) {
    const TomlEntry* entry = toml_entry_at(sections, path_as_written(sections, path));
    if (entry == nullptr) return {};
    return text.substr(entry->value_begin, entry->value_end - entry->value_begin);
}

std::size_t next_line(std::string_view text, std::size_t at) {
    const std::size_t end = text.find('\n', at);
    return end == text.npos ? text.size() : end + 1;
}

std::string_view line_end(std::string_view text) {
    return text.find("\r\n") == text.npos ? "\n" : "\r\n";
}

bool begins_with(const TomlPath& path, const TomlPath& outer) {
    return path.size() >= outer.size() && std::equal(outer.begin(), outer.end(), path.begin());
}

}  // namespace isotherm
