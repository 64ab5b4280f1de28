// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the throughput of a table with its indexes costs over any stretch of a run, from sums made
// once.

#include <optional>
#include <vector>

#include "engine/insight/time_window.h"
#include "engine/run/throughput_cost.h"

namespace isotherm {

class ThroughputSums {
public:
    // US dollars over what is recorded of the window; at each call of the same run, which may have
    // grown. Nothing where there is no such table, or a price is not known.
    std::optional<ThroughputCost> cost(const Recording& recording, const Scenario& scenario,
                                       std::size_t table, TimeWindow window);
    // On average over what is recorded of the window, an hour.
    std::optional<ThroughputCost> cost_per_hour(const Recording& recording,
                                                const Scenario& scenario, std::size_t table,
                                                TimeWindow window);
    // Another run comes.
    void clear() { tables_.clear(); }

private:
    struct Sums {
        ThroughputPrices prices;
        std::vector<ThroughputCost> until;  // by column: of all columns before it
        bool known = true;
    };
    const Sums& sums_of(const Recording& recording, const Scenario& scenario, std::size_t table);

    std::vector<std::optional<Sums>> tables_;
};

}  // namespace isotherm
