// SPDX-License-Identifier: Apache-2.0
// Recognizes the most frequent mistakes of people who are new to TOML.

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "engine/toml/toml_syntax.h"
#include "engine/vocabulary/trimmed.h"

namespace isotherm {
namespace {

struct Foreign {
    std::string_view bytes;
    std::string_view name;
    std::string_view fix;
};
constexpr std::string_view plain_quote = "write a plain quote: \"";
constexpr std::string_view plain_blank = "write a plain space";
// Characters that word processors and web pages substitute for plain ones.
constexpr std::array<Foreign, 16> foreign_characters{{
    {"\xE2\x80\x9C", "a typographic quote (U+201C)", plain_quote},
    {"\xE2\x80\x9D", "a typographic quote (U+201D)", plain_quote},
    {"\xE2\x80\x9E", "a typographic quote (U+201E)", plain_quote},
    {"\xE2\x80\x98", "a typographic quote (U+2018)", plain_quote},
    {"\xE2\x80\x99", "a typographic quote (U+2019)", plain_quote},
    {"\xE2\x80\x9A", "a typographic quote (U+201A)", plain_quote},
    {"\xC2\xAB", "a typographic quote (U+00AB)", plain_quote},
    {"\xC2\xBB", "a typographic quote (U+00BB)", plain_quote},
    {"\xC2\xA0", "a no-break space (U+00A0)", plain_blank},
    {"\xE2\x80\xAF", "a narrow no-break space (U+202F)", plain_blank},
    {"\xE2\x80\x89", "a thin space (U+2009)", plain_blank},
    {"\xE3\x80\x80", "a wide space (U+3000)", plain_blank},
    {"\xE2\x80\x8B", "a zero-width space (U+200B)", "delete it"},
    {"\xEF\xBC\x9D", "a full-width equals sign (U+FF1D)", "write a plain ="},
    {"\xE2\x80\x93", "a dash (U+2013)", "write a plain -"},
    {"\xE2\x88\x92", "a minus sign (U+2212)", "write a plain -"},
}};

std::int64_t column_of(std::string_view line, std::size_t byte) {
    return 1 + characters_in(line.substr(0, byte));
}

// Calls `take` with the position of each character outside strings and comments until it returns
// true. Returns the position of the comment, or the size of the line if there is none.
template <class Take>
std::size_t outside_strings(std::string_view line, const Take& take) {
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quote != 0) {
            if (c == '\\' && quote == '"')
                ++i;
            else if (c == quote)
                quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '#') {
            return i;
        } else if (take(i)) {
            break;
        }
    }
    return line.size();
}

std::optional<TomlSlip> foreign_character(std::string_view line, std::int64_t number) {
    std::optional<TomlSlip> slip;
    outside_strings(line, [&](std::size_t i) {
        for (const Foreign& foreign : foreign_characters) {
            if (line.substr(i, foreign.bytes.size()) != foreign.bytes) continue;
            slip = {number, column_of(line, i), fmt::format("{} stands here", foreign.name),
                    std::string(foreign.fix)};
            return true;
        }
        return false;
    });
    return slip;
}

bool matches(std::string_view text, const RE2& expression) {
    return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), expression);
}

// A key and its value as written in the line, in an inline table or as a line of its own.
struct Pair {
    std::size_t separator = 0;  // byte of = or :
    std::string_view key;
    std::string_view value;
    std::size_t value_at = 0;
};

// Returns the last pair of the line that begins before `byte`; `sign` separates key and value.
std::optional<Pair> pair_before(std::string_view line, std::size_t byte, char sign) {
    std::size_t begin = 0, end = line.size();
    constexpr std::size_t none = std::string_view::npos;
    std::size_t separator = none;
    outside_strings(line, [&](std::size_t i) {
        const char c = line[i];
        if (c == sign && i <= byte && (separator == none || sign == '=')) separator = i;
        const bool ends = c == '{' || c == ',' || c == '}';
        if (ends && i < byte) {
            begin = i + 1;
            separator = none;
        }
        if (!ends || i < byte || separator == none) return false;
        end = i;
        return true;
    });
    if (separator == none || separator < begin) return std::nullopt;
    end = std::min(end, outside_strings(line, [](std::size_t) { return false; }));
    const std::string_view value = trimmed(line.substr(separator + 1, end - separator - 1), " \t,");
    return Pair{separator, trimmed(line.substr(begin, separator - begin)), value,
                static_cast<std::size_t>(value.data() - line.data())};
}

// Recognizes `name: "x"` (YAML) and `"name": "x"` (JSON).
std::optional<TomlSlip> colon_for_equals(std::string_view line, std::int64_t number,
                                         std::size_t byte) {
    static const RE2 plain_key(R"re("[^"]*"|[A-Za-z0-9_.-]+)re");
    if (byte >= line.size() || line[byte] != ':') return std::nullopt;
    const auto pair = pair_before(line, byte, ':');
    if (!pair || !matches(pair->key, plain_key)) return std::nullopt;
    return TomlSlip{number, column_of(line, pair->separator),
                    "a colon between key and value; expected =",
                    pair->value.empty()
                        ? fmt::format("write [{}], and its settings in the lines below", pair->key)
                        : fmt::format("write {} = {}", pair->key, pair->value)};
}

// Recognizes values without quotes, such as name = votes, duration = 10s, on = True.
std::optional<TomlSlip> value_without_quotes(std::string_view line, std::int64_t number,
                                             std::size_t byte) {
    static const RE2 complete(
        R"re(["'\[{].*|true|false|[+-]?[0-9][0-9_]*(\.[0-9_]+)?([eE][+-]?[0-9]+)?)re");
    static const RE2 date(R"re([0-9]{4}-[0-9]{2}-[0-9]{2}.*)re");
    const auto pair = pair_before(line, byte, '=');
    if (!pair || pair->key.empty() || matches(pair->value, complete)) return std::nullopt;
    const std::string_view value = pair->value;
    const std::int64_t column = column_of(line, pair->value_at);
    if (value.empty()) {
        return TomlSlip{number, column_of(line, pair->separator), "there is no value after the =",
                        fmt::format("write {} = and its value, or delete the line", pair->key)};
    }
    if (matches(value, date)) {
        return TomlSlip{number, column, fmt::format("{} is no time", value),
                        "write date, time with seconds, and zone: 2016-01-20T12:00:00Z"};
    }
    const bool yes = value == "True" || value == "yes" || value == "TRUE";
    if (yes || value == "False" || value == "no" || value == "FALSE") {
        return TomlSlip{number, column, fmt::format("{} is not a TOML value", value),
                        fmt::format("write {}", yes ? "true" : "false")};
    }
    return TomlSlip{number, column, fmt::format("{} is not in quotes", value),
                    fmt::format("write {} = \"{}\"", pair->key, value)};
}

// Recognizes a missing ] or =, as in "[tables.votes" and "name "x"".
std::optional<TomlSlip> missing_sign(std::string_view line, std::int64_t number) {
    static const RE2 open_header(R"re(\s*\[[^\[\]=]*)re");
    static const RE2 no_equals(R"re(\s*([A-Za-z0-9_.-]+)\s+(["'0-9{\[].*))re");
    if (matches(line, open_header)) {
        return TomlSlip{number, column_of(line, line.size()), "the header is not closed",
                        fmt::format("write {}]", trimmed(line))};
    }
    std::string key, value;
    if (!RE2::FullMatch(re2::StringPiece(line.data(), line.size()), no_equals, &key, &value))
        return std::nullopt;
    return TomlSlip{number, column_of(line, line.find(key) + key.size()),
                    "there is no = between key and value",
                    fmt::format("write {} = {}", key, value)};
}

// Returns the line of the first inline table that is still open at the end of line `last`.
std::optional<TomlSlip> open_inline_table(const std::vector<std::string>& lines, std::size_t last) {
    std::vector<TomlSlip> open;
    for (std::size_t n = 0; n <= last && n < lines.size(); ++n) {
        outside_strings(lines[n], [&](std::size_t i) {
            if (lines[n][i] == '{')
                open.push_back({static_cast<std::int64_t>(n + 1), column_of(lines[n], i),
                                "an inline table { … } must end on the line it begins on",
                                "write it on one line, or as [table] with a key on each line"});
            if (lines[n][i] == '}' && !open.empty()) open.pop_back();
            return false;
        });
    }
    return open.empty() ? std::nullopt : std::optional(open.front());
}

}  // namespace

std::optional<TomlSlip> slip_in(const std::vector<std::string>& lines, const Place& at) {
    if (at.line < 1 || at.line > static_cast<std::int64_t>(lines.size())) return std::nullopt;
    const auto index = static_cast<std::size_t>(at.line - 1);
    const std::string& line = lines[index];
    std::size_t byte = 0;
    for (std::int64_t column = 0; byte < line.size(); ++byte) {
        column += continues_character(line[byte]) ? 0 : 1;
        if (column == at.column) break;
    }
    if (auto slip = foreign_character(line, at.line)) return slip;
    if (index > 0) {
        if (auto slip = open_inline_table(lines, index - 1)) return slip;
    }
    if (auto slip = colon_for_equals(line, at.line, byte)) return slip;
    if (byte == line.size()) {
        if (auto slip = open_inline_table(lines, index)) return slip;
    }
    if (auto slip = missing_sign(line, at.line)) return slip;
    return value_without_quotes(line, at.line, byte);
}

}  // namespace isotherm
