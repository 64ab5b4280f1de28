// SPDX-License-Identifier: Apache-2.0
#include "engine/toml/toml_syntax.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cctype>

#include "engine/vocabulary/given_value.h"

namespace isotherm {
namespace {

// Scans a text once and ignores the contents of strings and comments.
class Outliner {
public:
    explicit Outliner(std::string_view text) : text_(text) {
        if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
    }

    TomlOutline outline() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"' || c == '\'') {
                string(c);
            } else if (c == '#') {
                while (at_ < text_.size() && text_[at_] != '\n') step();
            } else {
                structure(c);
                step();
            }
            if (outline_.too_deep) break;
        }
        return outline_;
    }

private:
    void structure(char c) {
        if (c == '[' || c == '{') ++depth_;
        if (c == ']' || c == '}') depth_ = std::max(depth_ - 1, 0);
        if (c == '.')
            ++dots_;
        else if (c == '=' || c == ',' || c == '\n' || c == '[' || c == '{')
            dots_ = 0;
        if (std::max(depth_, dots_) > deepest_nesting) outline_.too_deep = {line_, column_};
    }

    void string(char quote) {
        const TomlOutline::Spot start{line_, column_};
        const std::string three(3, quote);
        const bool many_lines = text_.substr(at_).starts_with(three);
        step(many_lines ? 3 : 1);
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\n' && !many_lines) break;
            if (c == '\\' && quote == '"') {
                step();
                // In a one-line string, a backslash cannot escape a line end.
                if (at_ < text_.size() && (many_lines || text_[at_] != '\n')) step();
            } else if (many_lines && text_.substr(at_).starts_with(three)) {
                step(3);
                // Up to two more quotes belong to the string's content.
                for (int more = 0; more < 2 && at_ < text_.size() && text_[at_] == quote; ++more)
                    step();
                return;
            } else {
                step();
                if (c == quote && !many_lines) return;
            }
        }
        if (!outline_.endless_string) outline_.endless_string = start;
    }

    void step(int count = 1) {
        for (; count > 0; --count, ++at_) {
            if (text_[at_] == '\n') {
                ++line_;
                column_ = 1;
            } else if (!continues_character(text_[at_])) {
                ++column_;
            }
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
    std::int64_t column_ = 1;
    int depth_ = 0;
    int dots_ = 0;
    TomlOutline outline_;
};

// Returns the parts of a dotted key at the start of a text. Removes quotes; does not resolve
// escapes.
std::vector<std::string> key_parts(std::string_view text) {
    std::vector<std::string> parts;
    std::size_t at = 0;
    const auto skip_blanks = [&] {
        while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
    };
    for (;;) {
        skip_blanks();
        if (at == text.size()) return parts;
        if (text[at] == '"' || text[at] == '\'') {
            const std::size_t end = text.find(text[at], at + 1);
            if (end == std::string_view::npos) return parts;
            parts.emplace_back(text.substr(at + 1, end - at - 1));
            at = end + 1;
        } else {
            const std::size_t end = std::min(text.find_first_of(" \t.=]\r", at), text.size());
            parts.emplace_back(text.substr(at, end - at));
            at = end;
        }
        skip_blanks();
        if (at == text.size() || text[at] != '.') return parts;
        ++at;
    }
}

std::string_view without_blanks(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    return line;
}

// Returns the parts of a [header]; empty if the line is not a header.
std::vector<std::string> header_parts(std::string_view line) {
    line = without_blanks(line);
    if (!line.starts_with('[')) return {};
    line.remove_prefix(line.starts_with("[[") ? 2 : 1);
    return key_parts(line);
}

// Returns the full path of the key or table that a line defines.
std::vector<std::string> defined_path(const std::vector<std::string>& lines, std::size_t index) {
    if (auto header = header_parts(lines[index]); !header.empty()) return header;
    std::vector<std::string> path;
    for (std::size_t n = index; n > 0 && path.empty(); --n) path = header_parts(lines[n - 1]);
    for (std::string& part : key_parts(lines[index])) path.push_back(std::move(part));
    return path;
}

// Returns the column at which a one-line inline table already defines the key of the value at
// `column`; 0 if it does not.
std::int64_t earlier_column(std::string_view line, std::size_t column) {
    const std::size_t end = std::min(column, line.size());
    const std::size_t equals = line.substr(0, end).rfind('=');
    if (equals == std::string_view::npos) return 0;
    std::size_t start = line.find_last_of("{,", equals);
    if (start == std::string_view::npos) return 0;
    const auto wanted = key_parts(line.substr(start + 1, equals - start - 1));
    while (start != std::string_view::npos && start > 0) {
        start = line.find_last_of("{,", start - 1);
        if (start == std::string_view::npos) break;
        if (key_parts(line.substr(start + 1)) == wanted) {
            const std::size_t key = line.find_first_not_of(" \t", start + 1);
            return characters_in(line.substr(0, key)) + 1;
        }
        if (line[start] == '{') break;
    }
    return 0;
}

// Returns "; first defined in line 2" for a key at `at` that is defined twice; "" if the first
// definition is not found.
std::string first_definition(std::string_view text, const std::vector<std::string>& lines,
                             const Place& at) {
    if (at.line < 1 || at.line > static_cast<std::int64_t>(lines.size())) return "";
    const auto index = static_cast<std::size_t>(at.line - 1);
    if (header_parts(lines[index]).empty()) {
        const std::int64_t column =
            earlier_column(lines[index], static_cast<std::size_t>(at.column));
        if (column > 0)
            return fmt::format("; first defined in line {}, column {}", at.line, column);
    }
    std::size_t bytes = 0;
    for (std::size_t n = 0; n < index; ++n) bytes = text.find('\n', bytes) + 1;
    toml::table before;
    try {
        before = toml::parse(text.substr(0, bytes));
    } catch (const toml::parse_error&) {
        return "";
    }
    const toml::table* table = &before;
    std::int64_t found = 0;
    for (const std::string& part : defined_path(lines, index)) {
        if (table == nullptr) return "";
        const auto next = table->find(part);
        if (next == table->end()) return "";
        found = static_cast<std::int64_t>(next->first.source().begin.line);
        const toml::array* list = next->second.as_array();
        table =
            list != nullptr && !list->empty() ? list->back().as_table() : next->second.as_table();
    }
    return found > 0 ? fmt::format("; first defined in line {}", found) : "";
}

// Returns the text between the first pair of single quotes, for example the number that the parser
// did not understand.
std::string quoted_part(std::string_view complaint) {
    const std::size_t start = complaint.find('\'');
    const std::size_t end =
        start == std::string_view::npos ? start : complaint.find('\'', start + 1);
    return end == std::string_view::npos
               ? ""
               : std::string(complaint.substr(start + 1, end - start - 1));
}

// Moves the position to the first digit of a number that cannot be represented; the parser reports
// the position after the number.
void point_at_number(Place& at, std::string_view line, std::string_view complaint) {
    const std::string number = quoted_part(complaint);
    const std::size_t found = number.empty() ? std::string_view::npos : line.find(number);
    if (found != std::string_view::npos) at.column = characters_in(line.substr(0, found)) + 1;
}

}  // namespace

TomlOutline outline_of(std::string_view text) { return Outliner(text).outline(); }

Error explained_syntax_error(std::string_view text, const std::vector<std::string>& lines, Place at,
                             std::string_view complaint) {
    std::string what = printable(complaint);
    std::string fix = "see https://toml.io for the form of the file";
    const auto says = [&](std::string_view words) {
        return complaint.find(words) != std::string_view::npos;
    };
    const auto line_of = [&](std::int64_t line) {
        const bool known = line >= 1 && line <= static_cast<std::int64_t>(lines.size());
        return known ? lines[static_cast<std::size_t>(line - 1)] : std::string();
    };
    const std::string line = line_of(at.line);
    const bool at_end =
        at.column > characters_in(line) || at.line > static_cast<std::int64_t>(lines.size());
    const auto endless = outline_of(text).endless_string;
    if (complaint.starts_with("Error while parsing string") && endless &&
        (at_end || says("end-of-file"))) {
        at.line = endless->line;
        at.column = endless->column;
        what = "the string that starts here never ends";
        fix = "close the string with a quote";
    } else if (says("control characters")) {
        fix = says("string") ? "write it as an escape, such as \\u001B" : "delete it";
    } else if (says("after '\\r'")) {
        --at.column;
        what = "a carriage return without a line feed";
        fix = "lines end with LF or CR LF: delete the carriage return, or add a line feed";
    } else if (says("redefine")) {
        // The parser's message garbles quoted keys.
        if (says("\"")) what = "this key is already defined";
        what += first_definition(text, lines, at);
        fix = "keep one of the two";
    } else if (says("could not be interpreted") || says("not representable")) {
        point_at_number(at, line, complaint);
        fix =
            "whole numbers must lie between -9223372036854775808 and 9223372036854775807, other "
            "numbers within ±1.7e308";
    } else if (line.find('[') == std::string::npos && has_decimal_comma(line)) {
        what = "a number contains a comma";
        fix = decimal_comma_fix;
    } else if (says("between")) {
        fix = "write a date and time that exist, such as 2016-01-20T12:00:00Z";
    } else if (const auto slip = slip_in(lines, at)) {
        at.line = slip->line;
        at.column = slip->column;
        what = slip->what;
        fix = slip->fix;
    }
    at.source_line = line_of(at.line);
    return {ExitCode::bad_scenario, ErrorNumber::not_toml, std::move(at), std::move(what),
            std::move(fix)};
}

}  // namespace isotherm
