// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/toml_layout.h"

#include <toml++/toml.h>

#include <algorithm>
#include <set>

namespace isotherm {
namespace {

class LayoutReader {
public:
    explicit LayoutReader(std::string_view text) : text_(text) {
        if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    }

    std::vector<TomlSection> read() {
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
        section.path = key();
        if (list) lists_.insert(section.path);
        for (TomlPath outer = section.path; !outer.empty(); outer.pop_back())
            section.in_list = section.in_list || lists_.contains(outer);
        sections_.push_back(std::move(section));
    }

    void entry(const TomlPath& outer, bool in_inline_table) {
        TomlEntry entry;
        entry.path = outer;
        entry.in_inline_table = in_inline_table;
        const TomlPath name = key();
        entry.path.insert(entry.path.end(), name.begin(), name.end());
        if (here() == '=') ++at_;
        skip_spaces();
        entry.value_begin = at_;
        entry.is_inline_table = here() == '{';
        std::vector<TomlEntry>& entries = sections_.back().entries;
        const std::size_t number = entries.size();
        entries.push_back(entry);
        value(&entry.path);
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

    // `path`: the path of the value's key, needed if the value is an inline table; nullptr inside
    // an array, where paths cannot lead.
    void value(const TomlPath* path) {
        if (here() == '"' || here() == '\'') return string();
        if (here() == '[') return array();
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

    void array() {
        ++at_;
        for (skip_blank(); at_ < text_.size() && text_[at_] != ']'; skip_blank()) {
            if (text_[at_] == ',')
                ++at_;
            else
                value(nullptr);
        }
        at_ = std::min(at_ + 1, text_.size());
    }

    void inline_table(const TomlPath* path) {
        ++at_;
        for (skip_blank(); at_ < text_.size() && text_[at_] != '}'; skip_blank()) {
            if (text_[at_] == ',') {
                ++at_;
            } else if (path != nullptr) {
                entry(*path, true);
            } else {
                key();
                if (here() == '=') ++at_;
                skip_spaces();
                value(nullptr);
            }
        }
        at_ = std::min(at_ + 1, text_.size());
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::set<TomlPath> lists_;
    std::vector<TomlSection> sections_;
};

}  // namespace

std::vector<TomlSection> layout_of(std::string_view text) { return LayoutReader(text).read(); }

std::size_t next_line(std::string_view text, std::size_t at) {
    const std::size_t end = text.find('\n', at);
    return end == text.npos ? text.size() : end + 1;
}

bool begins_with(const TomlPath& path, const TomlPath& outer) {
    return path.size() >= outer.size() && std::equal(outer.begin(), outer.end(), path.begin());
}

}  // namespace isotherm
