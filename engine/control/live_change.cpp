// SPDX-License-Identifier: Apache-2.0
#include "engine/control/live_change.h"

#include <fmt/format.h>

#include <algorithm>

namespace isotherm {

std::optional<std::string> with_live_changes(std::string text,
                                             const std::vector<LiveChange>& changes) {
    for (const LiveChange& change : changes) {
        auto values = change.settings;
        values.insert(values.begin(), {{"at"}, toml_quoted(text_of(change.at))});
        auto longer = with_toml_table(text, change.path(), values);
        if (!longer) return std::nullopt;
        text = std::move(*longer);
    }
    return text;
}

bool change_due_at(const Scenario& scenario, SimDuration at) {
    const auto due = [at](const auto& change) { return change.second.at == at; };
    return std::any_of(scenario.changes.begin(), scenario.changes.end(), due) ||
           std::any_of(scenario.workloads.begin(), scenario.workloads.end(),
                       [&](const auto& workload) {
                           const auto& changes = workload.second.changes;
                           return std::any_of(changes.begin(), changes.end(), due);
                       });
}

std::string new_change_name(const Scenario& scenario) {
    for (int number = 1;; ++number) {
        const std::string name = fmt::format("{}{}", live_change_prefix, number);
        const bool taken = scenario.changes.contains(name) ||
                           std::any_of(scenario.workloads.begin(), scenario.workloads.end(),
                                       [&](const auto& workload) {
                                           return workload.second.changes.contains(name);
                                       });
        if (!taken) return name;
    }
}

}  // namespace isotherm
