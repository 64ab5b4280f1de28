// SPDX-License-Identifier: Apache-2.0
#pragma once
// The throughput cost of a table with its indexes over any part of a run, from sums that are
// computed once.

#include <optional>
#include <vector>

#include "engine/insight/time_window.h"
#include "engine/run/throughput_cost.h"

namespace isotherm {

class ThroughputSums {
public:
    // Returns the cost in US dollars of the recorded part of the window. Call it always with the
    // same run, whose recording may have grown since the last call. nullopt if there is no such
    // table or a price is not known.
    std::optional<ThroughputCost> cost(const Recording& recording, const Scenario& scenario,
                                       std::size_t table, TimeWindow window);
    // Returns the average cost per hour over the recorded part of the window.
    std::optional<ThroughputCost> cost_per_hour(const Recording& recording,
                                                const Scenario& scenario, std::size_t table,
                                                TimeWindow window);
    // Call this before using the object with another run.
    void clear() { tables_.clear(); }

private:
    struct Sums {
        ThroughputPrices prices;
        std::vector<ThroughputCost> until;  // by column: cost of all columns before it
        bool known = true;
    };
    const Sums& sums_of(const Recording& recording, const Scenario& scenario, std::size_t table);

    std::vector<std::optional<Sums>> tables_;
};

}  // namespace isotherm
