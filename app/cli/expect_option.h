// SPDX-License-Identifier: Apache-2.0
#pragma once
// --expect of a command that prints JSON: what numbers of it have to be.

#include <CLI/CLI.hpp>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/scenario/expectation.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// Any number of times; fills `texts`.
void add_expect_option(CLI::App& command, std::vector<std::string>& texts);

// Errors of the command line where one cannot be read.
Result<std::vector<Expectation>> read_expectations(const std::vector<std::string>& texts);

// Errors of the command line where one names what `report` has not.
Result<std::vector<JudgedExpectation>> judge_expectations(
    const std::vector<Expectation>& expectations, const nlohmann::ordered_json& report);

// A line for each, as a run's report has them.
std::string text_of(const std::vector<JudgedExpectation>& judged);
ExitCode exit_code_of(const std::vector<JudgedExpectation>& judged);

}  // namespace isotherm
