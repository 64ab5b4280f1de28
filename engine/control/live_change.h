// SPDX-License-Identifier: Apache-2.0
#pragma once
// A change made during a run: of a table's capacity or of a workload's requests.

#include <string>
#include <vector>

#include "engine/toml/toml_edit.h"
#include "engine/control/control_plane.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

struct LiveChange {
    std::string name;         // unique among the scenario's changes
    std::string workload;     // the workload that changes; empty: a table changes
    TableChange table;        // used if a table changes
    WorkloadChange requests;  // used if a workload changes
    // The settings as written in the scenario's text, without `at`.
    std::vector<std::pair<TomlPath, std::string>> settings;
    // Set when the change has been made.
    SimDuration at{};
    ChangeAnswer answer;

    // Path of the change's TOML table in the scenario's text.
    TomlPath path() const {
        if (workload.empty()) return {"changes", name};
        return {"workloads", workload, "changes", name};
    }
    // Adds the change to a scenario.
    void enter(Scenario& scenario) const {
        if (workload.empty()) {
            TableChange& change = scenario.changes[name] = table;
            change.at = at;
        } else {
            WorkloadChange& change = scenario.workloads.at(workload).changes[name] = requests;
            change.at = at;
        }
    }
};

// Returns the text with the changes added; nullopt if the text does not parse.
std::optional<std::string> with_live_changes(std::string text,
                                             const std::vector<LiveChange>& changes);

// Whether a change of the scenario is due at this time. Two changes at the same time would be made
// in an order that the scenario's text does not express.
bool change_due_at(const Scenario& scenario, SimDuration at);

// Prefix of the names of live changes. A fork of a run leaves out live changes made after the time
// of the fork.
inline constexpr std::string_view live_change_prefix = "live_";
// Returns "live_1", or the first higher number that is not in use.
std::string new_change_name(const Scenario& scenario);

}  // namespace isotherm
