// SPDX-License-Identifier: Apache-2.0
#pragma once
// Whether B differs from A beyond chance: both run again under several seeds, in pairs.

#include <functional>
#include <optional>

#include "engine/run/comparison.h"

namespace isotherm {

inline constexpr int compared_seeds = 10;

struct SeedComparison {
    SimTime until;  // what is compared of both
    int seeds = compared_seeds;
    std::function<bool()> stopping = [] { return false; };  // asked often
    std::function<void(int)> done = [](int) {};             // pairs so far
};

// Of the share of tries throttled, each with its own seed and those after it. nullopt when it was
// stopped; errors where an input cannot be opened.
Result<std::optional<PairedDifference>> compare_seeds(const Scenario& a, const Scenario& b,
                                                      const SeedComparison& how);

}  // namespace isotherm
