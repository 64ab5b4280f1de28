// SPDX-License-Identifier: Apache-2.0
#pragma once
// Tests whether B differs from A by more than chance: simulates both again with several seeds, in
// pairs.

#include <functional>
#include <optional>

#include "engine/run/comparison.h"

namespace isotherm {

inline constexpr int compared_seeds = 10;

struct SeedComparison {
    SimTime until;  // end of the part of both runs that is compared
    int seeds = compared_seeds;
    std::function<bool()> stopping = [] { return false; };  // called often; true: stop
    std::function<void(int)> done = [](int) {};  // called with the number of finished pairs
};

// Returns the differences of the share of tries that were throttled. Each scenario is run with its
// own seed and the seeds after it. nullopt if stopped; errors if an input cannot be opened or read.
Result<std::optional<PairedDifference>> compare_seeds(const Scenario& a, const Scenario& b,
                                                      const SeedComparison& how);

}  // namespace isotherm
