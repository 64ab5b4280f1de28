// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a number of a report has to be: [expect.NAME] of a scenario, `--expect` of a backtest.

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
    std::string of;                  // a figure
    std::optional<Amount> at_least;  // inclusive
    std::optional<Amount> at_most;   // inclusive
    std::optional<Amount> is;
    std::optional<Amount> within;   // of `is`: so much more or less; a share is one of it
    std::vector<std::string> eras;  // judged only in these; empty: in the scenario's own
    Figure figure;                  // `of`, as read
    Place place;                    // of `of`

    void settings(SettingsVisitor& visit) override;
};

// As on a command line: "sides.write.throttled_minutes <= 10", "cost.total = 120 within 1 %"; the
// relation is one of >= <= = and the figure stands left of it.
std::variant<Expectation, FigureError> parse_expectation(std::string_view text);

// What became of one.
struct JudgedExpectation {
    std::string name;
    std::string of;
    std::optional<double> value;  // none: the report has no such value, and it is broken
    bool holds = false;
    std::string text;  // "0.413; at most 0.01 was expected: tables.votes.throttled / …"
};

JudgedExpectation judged(const std::string& name, const Expectation& expectation,
                         const nlohmann::ordered_json& report);

nlohmann::ordered_json json_of(const std::vector<JudgedExpectation>& expectations);

}  // namespace isotherm
