// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/expectation.h"
#include "engine/vocabulary/trimmed.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace isotherm {
namespace {

// Relative error allowed for `is` without `within`: sums of many numbers may differ in their last
// digits.
constexpr double rounding = 1e-9;

double tolerance_of(const Expectation& expectation) {
    const double wanted = expectation.is->value;
    if (!expectation.within) return rounding * std::abs(wanted);
    const Amount within = *expectation.within;
    return within.percent ? within.value * std::abs(wanted) : within.value;
}

std::string wanted_text(const Expectation& expectation) {
    std::string text;
    const auto say = [&text](const std::string& one) { text += (text.empty() ? "" : ", ") + one; };
    if (expectation.is) {
        say(text_of(*expectation.is));
        if (expectation.within) say("within " + text_of(*expectation.within));
    }
    if (expectation.at_least) say("at least " + text_of(*expectation.at_least));
    if (expectation.at_most) say("at most " + text_of(*expectation.at_most));
    return text;
}

bool in_percent(const Expectation& expectation) {
    for (const auto& amount : {expectation.is, expectation.at_least, expectation.at_most})
        if (amount && amount->percent) return true;
    return false;
}

}  // namespace

void Expectation::settings(SettingsVisitor& visit) {
    visit.field({.name = "of",
                 .help = "a number in report.json, or arithmetic with several, such as "
                         "tables.votes.throttled / tables.votes.attempts",
                 .required = true},
                of);
    visit.field({.name = "at_least", .help = "the value is at least this"}, at_least);
    visit.field({.name = "at_most", .help = "the value is at most this"}, at_most);
    visit.field({.name = "is", .help = "the value is this"}, is);
    visit.field({.name = "within",
                 .help = "allowed deviation from `is`: a number, or a percentage of `is`"},
                within);
    visit.field({.name = "eras",
                 .help = "eras in which the value is checked; default: the scenario's own era"},
                eras);
    if (!at_least && !at_most && !is)
        visit.reject("", "contains no condition", "add at_least, at_most or is");
    if (within && (!is || within->value < 0))
        visit.reject(
            "within", is ? "below zero" : "needs `is`",
            is ? "write a deviation of 0 or more from `is`" : "add is, or use at_least, at_most");
    if (at_least && at_most && at_least->value > at_most->value)
        visit.reject("at_least",
                     fmt::format("at least {} and at most {} cannot both hold", text_of(*at_least),
                                 text_of(*at_most)),
                     "make at_least the smaller one");
    if (of.empty()) return;
    auto read = Figure::parse(of);
    if (const auto* error = std::get_if<FigureError>(&read))
        visit.reject("of", error->what, error->fix);
    else
        figure = std::get<Figure>(std::move(read));
}

std::variant<Expectation, FigureError> parse_expectation(std::string_view text) {
    // Finds the comparison operator; skips quoted names and the brackets of count().
    std::size_t at = text.size(), length = 0;
    int brackets = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size() && length == 0; ++i) {
        if (text[i] == '"') quoted = !quoted;
        if (quoted) continue;
        brackets += (text[i] == '(') - (text[i] == ')');
        if (brackets > 0 || (text[i] != '>' && text[i] != '<' && text[i] != '=')) continue;
        at = i;
        length = i + 1 < text.size() && text[i + 1] == '=' ? 2 : 1;
    }
    const std::string relation(text.substr(at, length));
    if (relation != ">=" && relation != "<=" && relation != "=" && relation != "==")
        return FigureError{fmt::format("\"{}\" contains no comparison", printable(text)),
                           "write FIGURE >= N, FIGURE <= N or FIGURE = N within T"};
    auto figure = Figure::parse(text.substr(0, at));
    if (auto* error = std::get_if<FigureError>(&figure)) return std::move(*error);
    std::string_view amount = trimmed(text.substr(at + length));
    Expectation expectation;
    constexpr std::string_view around = " within ";
    if (const std::size_t within = amount.find(around);
        within != amount.npos && relation.front() == '=') {
        expectation.within = parse_amount(trimmed(amount.substr(within + around.size())));
        if (!expectation.within || expectation.within->value < 0)
            return FigureError{fmt::format("\"{}\" is not a valid deviation",
                                           printable(amount.substr(within + around.size()))),
                               fmt::format("write {}", amount_form)};
        amount = trimmed(amount.substr(0, within));
    }
    const auto wanted = parse_amount(amount);
    if (!wanted)
        return FigureError{fmt::format("\"{}\" is no amount", printable(amount)),
                           fmt::format("write {}", amount_form)};
    expectation.of = std::string(trimmed(text.substr(0, at)));
    expectation.figure = std::get<Figure>(std::move(figure));
    (relation == ">="   ? expectation.at_least
     : relation == "<=" ? expectation.at_most
                        : expectation.is) = wanted;
    return expectation;
}

JudgedExpectation judged(const std::string& name, const Expectation& expectation,
                         const nlohmann::ordered_json& report) {
    JudgedExpectation result{name, expectation.of, expectation.figure.value_in(report), false, ""};
    const std::string wanted = wanted_text(expectation);
    if (!result.value) {
        result.text =
            fmt::format("the report has no such value; {} was expected: {}", wanted, result.of);
        return result;
    }
    const double value = *result.value;
    result.holds =
        (!expectation.at_least || value >= expectation.at_least->value) &&
        (!expectation.at_most || value <= expectation.at_most->value) &&
        (!expectation.is || std::abs(value - expectation.is->value) <= tolerance_of(expectation));
    result.text = fmt::format("{}; {} was expected: {}",
                              in_percent(expectation) ? fmt::format("{:.6g} %", value * 100)
                                                      : fmt::format("{:.8g}", value),
                              wanted, result.of);
    return result;
}

nlohmann::ordered_json json_of(const std::vector<JudgedExpectation>& expectations) {
    auto list = nlohmann::ordered_json::array();
    for (const JudgedExpectation& one : expectations) {
        list.push_back({{"name", one.name}, {"of", one.of}, {"value", nullptr}});
        if (one.value) list.back()["value"] = *one.value;
        list.back()["holds"] = one.holds;
        list.back()["text"] = one.text;
    }
    return list;
}

}  // namespace isotherm
