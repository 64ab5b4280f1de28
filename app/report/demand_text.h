// SPDX-License-Identifier: Apache-2.0
#pragma once
// What `isotherm check` says about a scenario's demand: sentences for people, values for programs.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/demand/demand.h"

namespace isotherm {

// Something that will throttle, or can never work.
struct DemandWarning {
    std::string cause;  // the name of a DemandLimit, or "hot_key", "index_behind",
                        // "impossible_write", "chance"
    const ResourceDemand* resource = nullptr;
    Side side = Side::read;
    double units = 0;                       // asked for, per second; of a write: what it costs
    double limit = 0;                       // in the same unit
    std::size_t partition = 0;              // where a partition is the matter
    std::string key{};                      // where a key is
    std::optional<SimTime> throttles_from;  // null: not within the run
    std::string sentence;
};

// In order of resources; empty when nothing will throttle. Points into `demand`.
std::vector<DemandWarning> demand_warnings(const Scenario& scenario, const Demand& demand);

// One line a side of each table and index.
std::string demand_table(const Scenario& scenario, const Demand& demand);

// "tables" of `isotherm check --json`: indexes under their tables.
nlohmann::ordered_json demand_json(const Demand& demand);
nlohmann::ordered_json warning_json(const DemandWarning& warning);

}  // namespace isotherm
