// SPDX-License-Identifier: Apache-2.0
#pragma once
// Compares runs of A and B table by table, over pairs of runs with the same seed.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/recording/recording.h"
#include "engine/run/comparison.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// One side of a table or index over the compared seconds.
struct SideFigures {
    ResourceName resource;
    Side side = Side::read;
    std::uint64_t throttled = 0;
    std::uint64_t attempts = 0;
    double consumed = 0;               // units
    std::optional<double> cost_month;  // US dollars, both sides of the table or index together

    double throttled_share() const {
        return attempts > 0 ? static_cast<double>(throttled) / static_cast<double>(attempts) : 0;
    }
};

struct ComparedRun {
    RunFigures all;
    std::vector<SideFigures> sides;  // in the order of the recording, reads first
};

// The first `seconds` seconds of a recording. Without a scenario, costs are not known.
ComparedRun compared_part(const Recording& recording, const Scenario* scenario,
                          std::int64_t seconds);
// Simulates that part with a seed. nullopt if `stopping`, which is called often, said to stop.
Result<std::optional<ComparedRun>> compared_run(Scenario scenario, std::int64_t seed,
                                                std::int64_t seconds,
                                                const std::function<bool()>& stopping);

// Means over the pairs; null where A or B has no such table, or a price is not known.
struct ComparedSide {
    ResourceName resource;
    Side side = Side::read;
    struct Means {
        double throttled = 0;
        double attempts = 0;
        double consumed = 0;
        std::optional<double> cost_month;
    };
    std::optional<Means> a, b;
    PairedDifference throttled_share;  // B - A
};

struct Comparison {
    std::vector<ComparedSide> sides;
    PairedDifference throttled_share;  // B - A, of all tries
    double share_a = 0, share_b = 0;   // means
    std::optional<double> cost_month_a, cost_month_b;
    std::size_t less = 0;  // pairs in which B throttles a smaller share

    std::size_t pairs() const { return throttled_share.pairs(); }
    // Whether the difference is more than chance; not known from a single pair.
    bool clear() const { return pairs() > 1 && throttled_share.clear(); }
    // Whether B throttles more: clearly, or in the only pair.
    bool worse() const { return throttled_share.mean() > 0 && (clear() || pairs() == 1); }
};
// `a` and `b` have the same number of runs, at least one; runs at the same position are a pair.
Comparison comparison_of(const std::vector<ComparedRun>& a, const std::vector<ComparedRun>& b);

}  // namespace isotherm
