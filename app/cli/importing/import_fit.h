// SPDX-License-Identifier: Apache-2.0
#pragma once
// isotherm import --fit: chooses what no file says so that a run fits the recorded metrics best.
// Each step runs the scenario with all values of all unknowns and takes the one that brings most.

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/past/past_metrics.h"
#include "engine/toml/toml_writer.h"
#include "engine/vocabulary/result.h"
#include "workloads/imports/imported_plan.h"

namespace isotherm {

// One value in the scenario's text.
struct FitEdit {
    TomlPath path;
    std::string value;  // TOML
};

struct FittedUnknown {
    std::string name;   // "skew of the keys of votes"
    std::string value;  // "Zipf, exponent 1"
    // Values whose runs fit as well: the fit does not tell them apart. The chosen one is in it.
    std::vector<std::string> as_good;
    std::vector<std::pair<std::string, double>> distances;  // of every value that was tried
    std::vector<FitEdit> edits;
};

struct ImportFit {
    double distance_before = 0;  // PastFit::distance with what import assumes by itself
    double distance = 0;
    double noise = 0;  // by which distances of equal scenarios with other seeds differ
    std::size_t runs = 0;
    std::vector<FittedUnknown> unknowns;
};

// `text` is the whole scenario, with rates in it. `stopped` ends the search; what was found so far
// is returned then. `done` is called after each run with the number of runs so far and the most
// there can be.
Result<ImportFit> fit_unknowns(const std::string& text, const ImportPlan& plan,
                               const PastMetrics& past, const std::function<bool()>& stopped,
                               const std::function<void(std::size_t, std::size_t)>& done);

// The text with the chosen values.
std::string with_fit(std::string text, const ImportFit& fit);

}  // namespace isotherm
