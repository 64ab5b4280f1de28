// SPDX-License-Identifier: Apache-2.0
#pragma once
// --expect, for commands that print JSON: conditions on numbers in the JSON.

#include <CLI/CLI.hpp>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/scenario/expectation.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// Adds the option, which may be repeated; its values go to `texts`.
void add_expect_option(CLI::App& command, std::vector<std::string>& texts);

// Returns a usage error if a condition cannot be parsed.
Result<std::vector<Expectation>> read_expectations(const std::vector<std::string>& texts);

// Returns a usage error if a condition names a figure that `report` does not have.
Result<std::vector<JudgedExpectation>> judge_expectations(
    const std::vector<Expectation>& expectations, const nlohmann::ordered_json& report);

// Returns one line per expectation, in the form used in a run's report.
std::string text_of(const std::vector<JudgedExpectation>& judged);
ExitCode exit_code_of(const std::vector<JudgedExpectation>& judged);

}  // namespace isotherm
