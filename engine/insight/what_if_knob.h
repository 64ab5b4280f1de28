// SPDX-License-Identifier: Apache-2.0
#pragma once
// A number of a scenario that is worth trying other values of, between two bounds.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/toml_edit.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

enum class KnobKind : std::uint8_t {
    capacity,        // `detail`: "read", "write"
    policy_minimum,  // `detail`: a side, or both
    policy_maximum,
    policy_target,
    item_size,
    write_shards,
    arrivals,  // `detail`: the setting
    keys,      // likewise
    replay_speed
};

struct WhatIfKnob {
    TomlPath path;  // in the scenario
    KnobKind kind = KnobKind::capacity;
    std::string detail;
    std::string subject;  // the table, index or workload, as people call it
    std::string unit;     // "/s", "%"; shown after the number
    double written = 0;   // in its own section of the scenario
    double value = 0;     // in force, which changes and policies may have moved
    double wanted = 0;
    double lowest = 0;
    double highest = 1;
    bool whole = true;        // must be a whole number
    bool logarithmic = true;  // scale of the slider
    bool live = true;         // can be changed during a run

    bool changed() const { return wanted != value; }
    // Position on a slider with `steps` steps.
    int position(double of, int steps) const;
    double at_position(int position, int steps) const;
    double clamped(double number) const;
    // As it stands in the scenario.
    std::string toml() const;
};

// Returns the knobs of a table, its indexes and the workloads that use it. Changes of workloads up
// to `now` are in force.
std::vector<WhatIfKnob> what_if_knobs(const Scenario& scenario, const std::string& table,
                                      SimDuration now);

}  // namespace isotherm
