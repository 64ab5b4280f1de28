// SPDX-License-Identifier: Apache-2.0
#pragma once
// The two sides of a comparison: stored runs, or scenarios that have not been run yet.

#include <optional>
#include <string>
#include <vector>

#include "app/cli/answers/seen_run.h"
#include "engine/insight/table_comparison.h"

namespace isotherm {

// A or B.
struct Compared {
    std::optional<SeenRun> stored;
    std::optional<Scenario> written;

    const Scenario* scenario() const { return stored ? stored->scenario() : &*written; }
    std::int64_t seconds() const;
};

Result<Compared> read_compared(const ScenarioOptions& options);

// The first `seconds` seconds of it, with the scenario's seed and `pair`; nullopt if a signal came.
Result<std::optional<ComparedRun>> run_of(const Compared& compared, std::size_t pair,
                                          std::int64_t seconds);

// What makes two sides not quite alike, in sentences: length, era, prices, seed. `stored`: whether
// one of them is a stored run, whose seed cannot be changed. nullptr: no scenario is known.
struct ComparedSubject {
    const Scenario* scenario = nullptr;
    std::int64_t seconds = 0;
};
std::vector<std::string> unlike_notes(const ComparedSubject& a, const ComparedSubject& b,
                                      bool stored);

}  // namespace isotherm
