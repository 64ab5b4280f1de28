// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/documents/json_text_places.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace isotherm {
namespace {

// Returns the position after the string that begins with a quote at `at`.
std::size_t after_string(std::string_view text, std::size_t at) {
    for (++at; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == '"') {
            return at + 1;
        }
    }
    return text.size();
}

// Walks through JSON and looks for one path. Goes only into the values on the path.
class PathFinder {
public:
    PathFinder(std::string_view text, std::string_view path) : text_(text), path_(path) {}

    std::size_t find() {
        skip_space();
        return in_value(path_);
    }

private:
    // Returns the position of the value at `path` inside the value that begins here; npos if there
    // is none.
    std::size_t in_value(std::string_view path) {
        if (path.empty()) return at_;
        if (at_ >= text_.size()) return npos;
        if (text_[at_] == '{') return in_object(path);
        if (text_[at_] == '[') return in_list(path);
        return npos;
    }

    std::size_t in_object(std::string_view path) {
        ++at_;
        while (next_element('}')) {
            const std::size_t begin = at_;
            at_ = after_string(text_, at_);
            const std::string_view name = text_.substr(begin + 1, at_ - begin - 2);
            while (at_ < text_.size() && text_[at_] != ':') ++at_;
            ++at_;
            skip_space();
            // Names may contain dots, so they are compared with the front of the path.
            if (path == name) return begin;
            if (path.starts_with(name) && path[name.size()] == '.')
                return in_value(path.substr(name.size() + 1));
            skip_value();
        }
        return npos;
    }

    std::size_t in_list(std::string_view path) {
        const std::string_view number = path.substr(0, path.find('.'));
        std::size_t wanted = 0;
        if (std::from_chars(number.data(), number.data() + number.size(), wanted).ec != std::errc{})
            return npos;
        ++at_;
        for (std::size_t i = 0; next_element(']'); ++i) {
            if (i == wanted)
                return in_value(number.size() == path.size() ? "" : path.substr(number.size() + 1));
            skip_value();
        }
        return npos;
    }

    // Moves to the next name or element; false at the end of the object or list.
    bool next_element(char end) {
        skip_space();
        if (at_ < text_.size() && text_[at_] == ',') ++at_;
        skip_space();
        return at_ < text_.size() && text_[at_] != end;
    }

    void skip_space() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' ||
                                      text_[at_] == '\r' || text_[at_] == '\t'))
            ++at_;
    }

    void skip_value() {
        int depth = 0;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"') {
                at_ = after_string(text_, at_);
                continue;
            }
            if (depth == 0 && (c == ',' || c == '}' || c == ']')) return;
            if (c == '{' || c == '[') ++depth;
            if (c == '}' || c == ']') --depth;
            ++at_;
        }
    }

    static constexpr std::size_t npos = std::string_view::npos;
    std::string_view text_;
    std::string_view path_;
    std::size_t at_ = 0;
};

}  // namespace

JsonSpans json_values_in(std::string_view text) {
    JsonSpans spans;
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"') {
            at = after_string(text, at);
            continue;
        }
        ++at;
        if (c == '{' || c == '[') spans.too_deep |= ++depth > import_nesting_most;
        if ((c == '}' || c == ']') && depth > 0 && --depth == 0) {
            spans.values.push_back({begin, at});
            begin = at;
        }
    }
    if (text.find_first_not_of(" \t\r\n", begin) != std::string_view::npos)
        spans.values.push_back({begin, text.size()});
    return spans;
}

std::int64_t line_at(std::string_view text, std::size_t byte) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
    return 1 + std::count(text.begin(), end, '\n');
}

std::int64_t line_of_json_path(std::string_view text, std::string_view path) {
    const std::size_t byte = PathFinder(text, path).find();
    return byte == std::string_view::npos ? 0 : line_at(text, byte);
}

}  // namespace isotherm
