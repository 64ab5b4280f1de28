// SPDX-License-Identifier: Apache-2.0
#pragma once
// Expected values of numbers in a report: [expect.NAME] of a scenario, `--expect` of a backtest.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/scenario/figure.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

struct Expectation : Configurable {
    std::string of;                  // a figure of the report
    std::optional<Amount> at_least;  // inclusive
    std::optional<Amount> at_most;   // inclusive
    std::optional<Amount> is;
    std::optional<Amount> within;   // allowed deviation from `is`; a percentage is a share of `is`
    std::vector<std::string> eras;  // eras in which to check it; empty: the scenario's own era
    Figure figure;                  // `of` after parsing
    Place place;                    // position of `of` in its file

    void settings(SettingsVisitor& visit) override;
};

// Parses an expectation as written on a command line: "sides.write.throttled_minutes <= 10" or
// "cost.total = 120 within 1 %". The comparison is >=, <= or =, and the figure is on its left.
std::variant<Expectation, FigureError> parse_expectation(std::string_view text);

// The result of one expectation.
struct JudgedExpectation {
    std::string name;
    std::string of;
    // nullopt: the report has no such value, so the expectation is broken.
    std::optional<double> value;
    bool holds = false;
    std::string text;  // "0.413; at most 0.01 was expected: tables.votes.throttled / …"
};

JudgedExpectation judged(const std::string& name, const Expectation& expectation,
                         const nlohmann::ordered_json& report);

nlohmann::ordered_json json_of(const std::vector<JudgedExpectation>& expectations);

}  // namespace isotherm
