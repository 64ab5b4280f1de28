// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One number of a scenario that is worth trying, between two bounds.

#include <QString>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/toml_edit.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

struct WhatIfKnob {
    TomlPath path;       // in the scenario
    QString subject;     // the table, index or workload
    QString name;        // "WCU", "write shards"
    QString unit;        // "/s", "%"; shown after the number
    double written = 0;  // in its own section of the scenario
    double value = 0;    // in force, which changes and policies may have moved
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
    QString text(double number) const;
    // The number somebody typed, with or without its unit.
    std::optional<double> number(const QString& text) const;
    // As it stands in the scenario.
    std::string toml() const;
};

// Of a table with its indexes and the workloads that use it. Changes of workloads before `now` are
// in force.
std::vector<WhatIfKnob> what_if_knobs(const Scenario& scenario, const std::string& table,
                                      SimDuration now);

}  // namespace isotherm
