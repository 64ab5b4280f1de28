// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/what_if.h"

#include <algorithm>
#include <set>

#include "engine/run/checked_scenario.h"

namespace isotherm {

void WhatIf::show(const Scenario& scenario, const std::string& table, SimDuration now) {
    const std::vector<WhatIfKnob> before =
        table == table_ ? std::move(knobs_) : std::vector<WhatIfKnob>{};
    table_ = table;
    knobs_ = what_if_knobs(scenario, table, now);
    for (WhatIfKnob& knob : knobs_) {
        const auto kept = std::find_if(before.begin(), before.end(), [&](const WhatIfKnob& old) {
            return old.path == knob.path && old.changed();
        });
        if (kept != before.end()) knob.wanted = knob.clamped(kept->wanted);
    }
}

void WhatIf::provisioned(const ResourceName& resource, Throughput present) {
    for (WhatIfKnob& knob : knobs_) {
        if (knob.path[0] != "tables" || knob.subject != resource.label()) continue;
        if (knob.path[knob.path.size() - 2] != "capacity") continue;
        const auto units =
            static_cast<double>(knob.path.back() == "read" ? present.read : present.write);
        if (!knob.changed()) knob.wanted = units;
        knob.value = units;
        knob.highest = std::max(knob.highest, units);
    }
}

bool WhatIf::changed() const {
    return std::any_of(knobs_.begin(), knobs_.end(),
                       [](const auto& knob) { return knob.changed(); });
}

bool WhatIf::live() const {
    return std::all_of(knobs_.begin(), knobs_.end(),
                       [](const auto& knob) { return knob.live || !knob.changed(); });
}

void WhatIf::reset() {
    for (WhatIfKnob& knob : knobs_) knob.wanted = knob.value;
}

// Makes one change for the table with its indexes, and one for each workload. A workload's change
// replaces earlier changes, so it contains all differences from the workload as written.
std::vector<LiveChange> WhatIf::drafts(const Scenario& scenario) const {
    std::vector<LiveChange> drafts;
    const std::string name = new_change_name(scenario);
    std::set<std::string> subjects;
    for (const WhatIfKnob& knob : knobs_) {
        if (knob.changed() && knob.live)
            subjects.insert(knob.path[0] == "tables" ? "" : knob.path[1]);
    }
    for (const std::string& subject : subjects) {
        LiveChange& draft = drafts.emplace_back();
        draft.name = name;
        draft.workload = subject;
        if (subject.empty()) draft.settings.push_back({{"table"}, toml_quoted(table_)});
        for (const WhatIfKnob& knob : knobs_) {
            if (!knob.live) continue;  // such a knob applies only to run B
            const bool of_table = knob.path[0] == "tables";
            if (of_table != subject.empty() || (!of_table && knob.path[1] != subject)) continue;
            if (of_table ? !knob.changed() : knob.wanted == knob.written) continue;
            TomlPath key = without_first(knob.path, 2);
            // tables.T.capacity.write becomes the change's `write`; the same holds for an index.
            if (of_table) key.erase(key.end() - 2);
            draft.settings.emplace_back(std::move(key), knob.toml());
        }
    }
    return drafts;
}

Result<std::vector<LiveChange>> WhatIf::live_changes(const Scenario& scenario,
                                                     const std::string& text,
                                                     const std::string& file) const {
    std::vector<LiveChange> changes = drafts(scenario);
    const auto longer = with_live_changes(text, changes);
    const auto read = checked(read_scenario_text(longer.value_or(text), file));
    if (!read.ok()) return read.errors();
    const Scenario& changed = read.value();
    for (LiveChange& change : changes) {
        if (change.workload.empty())
            change.table = changed.changes.at(change.name);
        else
            change.requests = changed.workloads.at(change.workload).changes.at(change.name);
    }
    return changes;
}

std::optional<std::string> WhatIf::text_of_b(const Scenario& scenario,
                                             const std::string& text) const {
    std::string b = text;
    const auto is_live = [](const std::string& name) {
        return name.starts_with(live_change_prefix);
    };
    for (const LiveChange& draft : drafts(scenario)) {
        if (draft.workload.empty()) {
            for (const auto& [name, change] : scenario.changes) {
                if (is_live(name) && change.table == table_)
                    b = without_toml_table(b, {"changes", name});
            }
            continue;
        }
        for (const auto& [name, change] : scenario.workloads.at(draft.workload).changes) {
            if (is_live(name))
                b = without_toml_table(b, {"workloads", draft.workload, "changes", name});
        }
    }
    for (const WhatIfKnob& knob : knobs_) {
        const bool of_workload = knob.path[0] == "workloads";
        if (of_workload ? knob.wanted == knob.written : !knob.changed()) continue;
        auto changed = with_toml_value(b, knob.path, knob.toml());
        if (!changed) return std::nullopt;
        b = std::move(*changed);
    }
    return b;
}

}  // namespace isotherm
