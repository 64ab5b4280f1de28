// SPDX-License-Identifier: Apache-2.0
#pragma once
// A number of a scenario that users may want to vary, with a range.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/toml/toml_edit.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

enum class KnobKind : std::uint8_t {
    capacity,        // `detail`: "read", "write"
    policy_minimum,  // `detail`: "read", "write" or both
    policy_maximum,
    policy_target,
    item_size,
    write_shards,
    arrivals,  // `detail`: the setting
    keys,      // `detail`: the setting
    replay_speed
};

struct WhatIfKnob {
    TomlPath path;  // in the scenario
    KnobKind kind = KnobKind::capacity;
    std::string detail;
    std::string subject;  // name of the table, index or workload for display
    std::string unit;     // "/s", "%"; shown after the number
    double written = 0;   // as written in the scenario, without changes
    double value = 0;     // in force now, after changes and policies
    double wanted = 0;
    double lowest = 0;
    double highest = 1;
    bool whole = true;        // must be a whole number
    bool logarithmic = true;  // scale of the slider
    bool live = true;         // can be changed during a run

    bool changed() const { return wanted != value; }
    // Returns the position of a value on a slider with `steps` steps.
    int position(double of, int steps) const;
    double at_position(int position, int steps) const;
    double clamped(double number) const;
    // Returns `wanted` as TOML text.
    std::string toml() const;
};

// Returns the knobs of a table, its indexes and the workloads that use it. Changes of workloads up
// to `now` are in force.
std::vector<WhatIfKnob> what_if_knobs(const Scenario& scenario, const std::string& table,
                                      SimDuration now);

}  // namespace isotherm
