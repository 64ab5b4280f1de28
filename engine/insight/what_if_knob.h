// SPDX-License-Identifier: Apache-2.0
#pragma once
// One number of a scenario that is worth trying, between two bounds.

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
    bool whole = true;        // a whole number
    bool logarithmic = true;  // the slider's scale
    bool live = true;         // can change while the run goes on

    bool changed() const { return wanted != value; }
    // Of a slider of `steps` steps.
    int position(double of, int steps) const;
    double at_position(int position, int steps) const;
    double clamped(double number) const;
    // As it stands in the scenario.
    std::string toml() const;
};

// Of a table with its indexes and the workloads that use it. Changes of workloads before `now` are
// in force.
std::vector<WhatIfKnob> what_if_knobs(const Scenario& scenario, const std::string& table,
                                      SimDuration now);

}  // namespace isotherm
