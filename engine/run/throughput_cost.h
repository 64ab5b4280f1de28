// SPDX-License-Identifier: Apache-2.0
#pragma once
// What throughput costs by the second, for pictures of where the money goes and for comparing runs.
// List prices: begun hours, storage, reserved capacity and the free tier are the bill's (run_bill).

#include <optional>

#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// US dollars. None: not in the price book.
struct ThroughputPrices {
    BySide<std::optional<double>> unit_hour;    // a unit provisioned for an hour
    BySide<std::optional<double>> unit_served;  // a unit consumed on demand
};

// Of one table or index; by the scenario's price book.
ThroughputPrices throughput_prices(const Scenario& scenario, const TableRecording& table);

// US dollars.
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

// Of one column of a table's recording, both sides. Nothing where a price is not known.
std::optional<ThroughputCost> throughput_cost(const TableRecording& table, std::size_t column,
                                              const ThroughputPrices& prices);

}  // namespace isotherm
