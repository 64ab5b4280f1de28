// SPDX-License-Identifier: Apache-2.0
#pragma once
// Computes the demand of a scenario given as text.

#include <gtest/gtest.h>

#include <string>

#include "engine/demand/demand.h"
#include "tests/laws/run_of.h"

namespace isotherm {

class DemandOf {
public:
    explicit DemandOf(const std::string& text, const std::vector<Override>& overrides = {})
        : scenario_(scenario_of(text, overrides).value()) {
        auto found = find_demand(scenario_);
        if (!found.ok()) {
            ADD_FAILURE() << all_texts(found.errors());
            std::abort();
        }
        demand_ = std::move(found.value());
    }

    const Demand& demand() const { return demand_; }
    const ResourceDemand& resource(std::string_view table, std::string_view index = "") const {
        for (const ResourceDemand& one : demand_.resources) {
            if (one.name.table == table && one.name.index == index) return one;
        }
        ADD_FAILURE() << "no " << table << " / " << index;
        std::abort();
    }
    const SideDemand& reads(std::string_view table, std::string_view index = "") const {
        return resource(table, index).sides[Side::read];
    }
    const SideDemand& writes(std::string_view table, std::string_view index = "") const {
        return resource(table, index).sides[Side::write];
    }

private:
    Scenario scenario_;
    Demand demand_;
};

// The shortage caused by `limit`; nullptr if there is none.
inline const Shortage* shortage_of(const SideDemand& demand, DemandLimit limit) {
    for (const Shortage& one : demand.shortages) {
        if (one.limit == limit) return &one;
    }
    return nullptr;
}

inline double seconds_of(SimTime time) { return in_seconds(time - sim_start); }
// Seconds since the start; -1 for nullopt (never).
inline double seconds_of(const std::optional<SimTime>& time) {
    return time ? seconds_of(*time) : -1;
}

}  // namespace isotherm
