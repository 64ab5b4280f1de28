// SPDX-License-Identifier: Apache-2.0
#pragma once
// A change made while the run goes on: of a table's capacity, or of what a workload asks for.

#include <string>
#include <vector>

#include "engine/scenario/toml_edit.h"
#include "engine/control/control_plane.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

struct LiveChange {
    std::string name;         // new among the scenario's changes
    std::string workload;     // whose requests change; empty: a table changes
    TableChange table;        // of the latter
    WorkloadChange requests;  // of the former
    // As in the scenario's text, the moment aside.
    std::vector<std::pair<TomlPath, std::string>> settings;
    // Known once it has been made.
    SimDuration at{};
    ChangeAnswer answer;

    // Where it stands in the scenario's text.
    TomlPath path() const {
        if (workload.empty()) return {"changes", name};
        return {"workloads", workload, "changes", name};
    }
    // Writes it into a scenario.
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

// The text with changes at their moments; nullopt where it does not parse.
std::optional<std::string> with_live_changes(std::string text,
                                             const std::vector<LiveChange>& changes);

// Whether any change of the scenario is due at this moment. Two at one moment would have an order
// that the scenario's text does not say.
bool change_due_at(const Scenario& scenario, SimDuration at);

// Names of changes that were made live; those after a fork are not in the other run.
inline constexpr std::string_view live_change_prefix = "live_";
// "live_1", or the next number that no change has.
std::string new_change_name(const Scenario& scenario);

}  // namespace isotherm
