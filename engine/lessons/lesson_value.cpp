// SPDX-License-Identifier: Apache-2.0
#include "engine/lessons/lesson_value.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/spelling.h"
#include "engine/vocabulary/trimmed.h"

namespace isotherm {
namespace {

constexpr std::array<std::string_view, 5> format_names{"share", "dollars", "whole", "tenths",
                                                       "time"};

std::optional<ValueFormat> format_named(std::string_view name) {
    const auto found = std::find(format_names.begin(), format_names.end(), name);
    if (found == format_names.end()) return std::nullopt;
    return static_cast<ValueFormat>(1 + (found - format_names.begin()));
}

// Rewrites "count LIST where FIELD > N" as "count(LIST, FIELD > N)".
std::string with_brackets(std::string_view text) {
    constexpr std::string_view count = "count ", where = " where ";
    text = trimmed(text);
    if (!text.starts_with(count)) return std::string(text);
    const std::string_view rest = trimmed(text.substr(count.size()));
    if (rest.starts_with('(')) return std::string(text);
    const std::size_t condition = rest.find(where);
    if (condition == rest.npos) return fmt::format("count({})", rest);
    return fmt::format("count({}, {})", rest.substr(0, condition),
                       trimmed(rest.substr(condition + where.size())));
}

std::string clock_text(double seconds) {
    const auto whole = static_cast<std::int64_t>(std::llround(seconds));
    constexpr std::int64_t minute = 60, hour = 3'600;
    if (whole < hour) return fmt::format("{}:{:02}", whole / minute, whole % minute);
    return fmt::format("{}:{:02}:{:02}", whole / hour, whole % hour / minute, whole % minute);
}

// Two decimals at most, none that are zero.
std::string plain_number(double value) {
    std::string text = grouped(value, 2);
    if (text.find('.') == text.npos || text.find('e') != text.npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string share_text(double share) {
    constexpr double small = 0.01, least = 0.0001;
    if (share > 0 && share < least) return "<" + percent(least, 2);
    return percent(share, std::abs(share) < small && share != 0 ? 2 : 1);
}

// Where the comparison of a goal stands, outside of quoted names and brackets.
struct Relation {
    std::size_t at = std::string_view::npos;
    std::string_view word;
};
Relation relation_in(std::string_view text) {
    static constexpr std::array<std::string_view, 7> words{">=", "<=", "!=", "==", ">", "<", "="};
    int brackets = 0;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') quoted = !quoted;
        if (quoted) continue;
        brackets += (text[at] == '(') - (text[at] == ')');
        if (brackets > 0) continue;
        for (const std::string_view word : words)
            if (text.substr(at).starts_with(word)) return {at, word};
    }
    return {};
}

bool relation_holds(double left, std::string_view relation, double right) {
    if (relation == ">=") return left >= right;
    if (relation == "<=") return left <= right;
    if (relation == ">") return left > right;
    if (relation == "<") return left < right;
    return relation == "!=" ? left != right : left == right;
}

}  // namespace

std::variant<Figure, FigureError> lesson_figure(std::string_view text) {
    return Figure::parse(with_brackets(text));
}

std::variant<std::vector<WordsPiece>, PieceError> pieces_of(std::string_view line) {
    std::vector<WordsPiece> pieces;
    const auto column = [&](std::size_t byte) { return 1 + characters_in(line.substr(0, byte)); };
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t open = std::min(line.find('{', at), line.size());
        const std::size_t stray = std::min(line.find('}', at), line.size());
        if (stray < open)
            return PieceError{column(stray), {"a } without a {", "write values as {a.PATH}"}};
        if (open > at) pieces.push_back({std::string(line.substr(at, open - at)), column(at)});
        if (open == line.size()) break;
        const std::size_t close = line.find('}', open);
        if (close == line.npos || line.find('{', open + 1) < close)
            return PieceError{column(open), {"a { that is never closed", "add }"}};
        const std::string_view inside = line.substr(open + 1, close - open - 1);
        const std::size_t bar = inside.rfind('|');
        WordsPiece piece{std::string(inside), column(open)};
        if (bar != inside.npos) {
            const std::string_view name = trimmed(inside.substr(bar + 1));
            const auto format = format_named(name);
            if (!format)
                return PieceError{
                    column(open),
                    {fmt::format("there is no format \"{}\"", printable(name)),
                     suggestion_text(name, std::vector<std::string>(format_names.begin(),
                                                                    format_names.end()))}};
            piece.format = *format;
        }
        auto figure = lesson_figure(inside.substr(0, std::min(bar, inside.size())));
        if (auto* error = std::get_if<FigureError>(&figure))
            return PieceError{column(open), std::move(*error)};
        piece.figure = std::get<Figure>(std::move(figure));
        pieces.push_back(std::move(piece));
        at = close + 1;
    }
    return pieces;
}

std::string value_text(double value, ValueFormat format) {
    switch (format) {
        case ValueFormat::share:
            return share_text(value);
        case ValueFormat::dollars:
            return (value < 0 ? "-$" : "$") + grouped(std::abs(value), 2);
        case ValueFormat::whole:
            return grouped(std::round(value), 0);
        case ValueFormat::tenths:
            return grouped(value, 1);
        case ValueFormat::time:
            return clock_text(value);
        case ValueFormat::number:
            break;
    }
    return plain_number(value);
}

std::string filled(std::string_view line, const nlohmann::ordered_json& runs) {
    const auto pieces = pieces_of(line);
    if (std::holds_alternative<PieceError>(pieces)) return std::string(line);
    std::string text;
    for (const WordsPiece& piece : std::get<std::vector<WordsPiece>>(pieces)) {
        if (!piece.figure) {
            text += piece.text;
            continue;
        }
        const auto value = piece.figure->value_in(runs);
        text += value ? value_text(*value, piece.format) : "?";
    }
    return text;
}

std::variant<LessonGoal, FigureError> parse_goal(std::string_view text) {
    const Relation relation = relation_in(text);
    if (relation.at == text.npos)
        return FigureError{fmt::format("\"{}\" contains no comparison", printable(text)),
                           "write FIGURE <= FIGURE, or with == >= < > !="};
    auto left = lesson_figure(text.substr(0, relation.at));
    if (auto* error = std::get_if<FigureError>(&left)) return std::move(*error);
    auto right = lesson_figure(text.substr(relation.at + relation.word.size()));
    if (auto* error = std::get_if<FigureError>(&right)) return std::move(*error);
    return LessonGoal{std::string(trimmed(text)), std::get<Figure>(std::move(left)),
                      std::get<Figure>(std::move(right)),
                      relation.word == "==" ? "=" : std::string(relation.word)};
}

std::optional<FigureError> LessonGoal::unknown_in(const nlohmann::ordered_json& shape) const {
    if (auto error = left.unknown_in(shape)) return error;
    return right.unknown_in(shape);
}

bool LessonGoal::holds_in(const nlohmann::ordered_json& runs) const {
    const auto of_left = left.value_in(runs), of_right = right.value_in(runs);
    return of_left && of_right && relation_holds(*of_left, relation, *of_right);
}

}  // namespace isotherm
