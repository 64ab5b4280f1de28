// SPDX-License-Identifier: Apache-2.0
#pragma once
// Cost of throughput per second, for charts of where money is spent and for comparisons of runs.
// Uses list prices only. For the bill with hours rounded up, storage, reserved capacity and the
// free tier, see run_bill.

#include <optional>

#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Prices in US dollars; nullopt: not in the price book.
struct ThroughputPrices {
    BySide<std::optional<double>> unit_hour;    // for one unit provisioned for an hour
    BySide<std::optional<double>> unit_served;  // for one unit consumed on demand
};

// Returns the prices for one table or index from the scenario's price book.
ThroughputPrices throughput_prices(const Scenario& scenario, const TableRecording& table);

// Cost in US dollars.
struct ThroughputCost {
    double used = 0;  // for what was consumed
    double idle = 0;  // for what was provisioned and not consumed
    double total() const { return used + idle; }
    double idle_share() const { return total() > 0 ? idle / total() : 0; }
    ThroughputCost& operator+=(const ThroughputCost& other) {
        used += other.used;
        idle += other.idle;
        return *this;
    }
};

// Returns the cost of one column of a table's recording, reads and writes together; nullopt when a
// price is not known.
std::optional<ThroughputCost> throughput_cost(const TableRecording& table, std::size_t column,
                                              const ThroughputPrices& prices);

}  // namespace isotherm
