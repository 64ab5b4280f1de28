// SPDX-License-Identifier: Apache-2.0
#pragma once
// From documents to a scenario and the files beside it: what the console and the window have in
// common.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/past/past_metrics.h"
#include "engine/vocabulary/result.h"
#include "workloads/imports/imported_plan.h"

namespace isotherm {

// Returns an error if nothing can be written: no table has a capacity that is known.
std::optional<Error> nothing_to_write(const ImportedFacts& facts);

// The scenario with all rates in its text, and the errors that `check` has for it. `facts` gets the
// questions and assumptions that come up only while a scenario is written.
struct WholeImport {
    std::string text;
    Errors errors;
};
WholeImport whole_import(ImportedFacts& facts, const ImportPlan& plan);

// What the import knows of the past, for the tables of the scenario and the time of the run.
PastMetrics imported_past(const ImportedFacts& facts, const ImportPlan& plan);

struct ImportOutput {
    std::string path;                 // of the scenario
    std::vector<std::string> inputs;  // which must not be overwritten
    // Changes the text before it is written.
    std::function<std::string(std::string)> change = [](std::string text) { return text; };
};
// Writes the scenario and, before it, the files that stand beside it: its rates, and the metrics
// with which runs are compared.
Errors write_import(ImportedFacts& facts, const ImportPlan& plan, const ImportOutput& output);

}  // namespace isotherm
