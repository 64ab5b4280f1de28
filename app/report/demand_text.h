// SPDX-License-Identifier: Apache-2.0
#pragma once
// What `isotherm check` reports about a scenario's demand, as text for people and as JSON for
// programs.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/demand/demand.h"

namespace isotherm {

// A warning about demand that will be throttled, or about a write that can never be admitted.
struct DemandWarning {
    std::string cause;  // the name of a DemandLimit, or "hot_key", "index_behind",
                        // "impossible_write", "chance"
    const ResourceDemand* resource = nullptr;
    Side side = Side::read;
    double units = 0;           // demand per second; for "impossible_write": units of a write
    double limit = 0;           // in the same unit
    std::size_t partition = 0;  // the partition, if the cause concerns one
    std::string key{};          // the key, for "hot_key"
    std::optional<SimTime> throttles_from;  // nullopt: not within the run
    std::string sentence;
};

// Returns the warnings in order of resources; empty if nothing will be throttled. They contain
// pointers into `demand`.
std::vector<DemandWarning> demand_warnings(const Scenario& scenario, const Demand& demand);

// Returns a text table with one line for each side of each table and index.
std::string demand_table(const Scenario& scenario, const Demand& demand);

// The value of "tables" in `isotherm check --json`; indexes are under their tables.
nlohmann::ordered_json demand_json(const Demand& demand);
nlohmann::ordered_json warning_json(const DemandWarning& warning);

}  // namespace isotherm
