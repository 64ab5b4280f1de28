// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A number of a scenario that is worth trying other values of, between two bounds.

#include <QString>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/toml_edit.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

struct WhatIfKnob {
    TomlPath path;       // in the scenario's text
    QString subject;     // name of the table, index or workload
    QString name;        // "WCU", "write shards"
    QString unit;        // "/s", "%"; shown after the number
    double written = 0;  // value in its own section of the scenario
    double value = 0;    // value in force, after changes and policies
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
    QString text(double number) const;
    // Parses a number that the user typed, with or without the unit, and clamps it; nullopt: not a
    // number.
    std::optional<double> number(const QString& text) const;
    // Returns the wanted value in TOML.
    std::string toml() const;
};

// Returns the knobs of a table, its indexes and the workloads that use it. Changes of workloads up
// to `now` are in force.
std::vector<WhatIfKnob> what_if_knobs(const Scenario& scenario, const std::string& table,
                                      SimDuration now);

}  // namespace isotherm
