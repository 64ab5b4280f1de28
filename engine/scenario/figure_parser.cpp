// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/figure_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/vocabulary/number_reader.h"

namespace isotherm {
namespace {

constexpr int deepest = 64;
constexpr std::size_t longest = 4'096;

constexpr std::string_view example =
    "write a path such as tables.votes.throttled, a number, or arithmetic of them";

bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '"';
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether `c` may be part of a name. Allows the same characters as TOML's bare keys.
bool in_name(char c) { return (begins_name(c) && c != '"') || is_digit(c) || c == '-'; }

}  // namespace

std::variant<Figure, FigureError> FigureParser::parse() {
    if (text_.size() > longest)
        return FigureError{fmt::format("longer than {} characters", longest), "write less"};
    if (!sum()) return error_;
    skip_spaces();
    if (at_ < text_.size()) {
        fail(fmt::format("unexpected \"{}\" after the end of the figure", rest()),
             "write + - * or / between two values; a name with dots or spaces must be in quotes");
        return error_;
    }
    return figure_;
}

bool FigureParser::sum() {
    if (!product()) return false;
    for (skip_spaces(); next() == '+' || next() == '-'; skip_spaces()) {
        const auto kind = static_cast<Step::Kind>(text_[at_++]);
        if (!product()) return false;
        figure_.steps_.push_back({.kind = kind});
    }
    return true;
}

bool FigureParser::product() {
    if (!factor()) return false;
    for (skip_spaces(); next() == '*' || next() == '/'; skip_spaces()) {
        const auto kind = static_cast<Step::Kind>(text_[at_++]);
        if (!factor()) return false;
        figure_.steps_.push_back({.kind = kind});
    }
    return true;
}

bool FigureParser::factor() {
    if (++depth_ > deepest)
        return fail(fmt::format("nested deeper than {}", deepest), "write it flatter");
    skip_spaces();
    bool read = false;
    if (take('-')) {
        read = factor();
        if (read) figure_.steps_.push_back({.kind = Step::Kind::negate});
    } else if (take('(')) {
        read = sum() && (skip_spaces(), take(')') || fail("a bracket is never closed", "add )"));
    } else if (is_digit(next()) || next() == '.') {
        Step step{.kind = Step::Kind::number};
        read = number(step.number);
        if (read) figure_.steps_.push_back(std::move(step));
    } else if (begins_name(next())) {
        Step step{.kind = Step::Kind::path};
        read = path(step.path);
        skip_spaces();
        const bool counts = step.path.size() == 1 && step.path[0] == "count" && next() == '(';
        if (read && counts)
            read = count();
        else if (read)
            figure_.steps_.push_back(std::move(step));
    } else {
        read = fail(at_ >= text_.size() ? "a value is missing at the end"
                                        : fmt::format("\"{}\" is no value", rest()),
                    std::string(example));
    }
    --depth_;
    return read;
}

bool FigureParser::number(double& value) {
    const auto read = number_at_front<double>(text_.substr(at_));
    if (!read.ok()) return fail(fmt::format("\"{}\" is no number", rest()), std::string(example));
    value = read.value;
    at_ += read.end;
    const std::size_t before = at_;
    skip_spaces();
    if (take('%'))
        value /= 100;
    else
        at_ = before;
    return true;
}

bool FigureParser::path(FigurePath& path) {
    do {
        if (take('"')) {
            const std::size_t end = text_.find('"', at_);
            if (end == text_.npos) return fail("a quoted name never ends", "add a quotation mark");
            path.emplace_back(text_.substr(at_, end - at_));
            at_ = end + 1;
            continue;
        }
        const std::size_t first = at_;
        while (in_name(next())) ++at_;
        if (at_ == first)
            return fail(
                fmt::format("a name is expected after \"{}\"", printable(text_.substr(0, at_))),
                "names with dots or spaces are quoted: tables.\"orders.eu\".throttled");
        path.emplace_back(text_.substr(first, at_ - first));
    } while (take('.'));
    return true;
}

// Parses count(LIST) or count(LIST, FIELD > N) after the word `count`.
bool FigureParser::count() {
    static constexpr std::array<std::string_view, 7> comparisons{
        ">=", "<=", "!=", "==", ">", "<", "="};
    const std::string form = "write count(LIST), or count(LIST, FIELD > N) with > >= < <= = or !=";
    Step step{.kind = Step::Kind::count};
    take('(');
    skip_spaces();
    if (!path(step.path)) return false;
    skip_spaces();
    if (take(')')) {
        figure_.steps_.push_back(std::move(step));
        return true;
    }
    if (!take(',')) return fail("the bracket of count() is never closed", form);
    skip_spaces();
    if (!path(step.field)) return false;
    skip_spaces();
    const auto found =
        std::find_if(comparisons.begin(), comparisons.end(),
                     [&](std::string_view one) { return text_.substr(at_).starts_with(one); });
    if (found == comparisons.end()) return fail("count() contains no comparison", form);
    at_ += found->size();
    step.comparison = *found == "==" ? "=" : *found;
    skip_spaces();
    const bool negative = take('-');
    if (!number(step.number)) return false;
    if (negative) step.number = -step.number;
    skip_spaces();
    if (!take(')')) return fail("the bracket of count() is never closed", "add )");
    figure_.steps_.push_back(std::move(step));
    return true;
}

bool FigureParser::fail(std::string what, std::string fix) {
    error_ = {std::move(what), std::move(fix)};
    return false;
}

void FigureParser::skip_spaces() {
    while (next() == ' ' || next() == '\t' || next() == '\n') ++at_;
}

bool FigureParser::take(char wanted) {
    if (next() != wanted) return false;
    ++at_;
    return true;
}

std::string FigureParser::rest() const {
    constexpr std::size_t shown = 40;
    return printable(text_.substr(at_, shown));
}

}  // namespace isotherm
