// SPDX-License-Identifier: Apache-2.0
#pragma once
// "What if" controls: the scenario's most important numbers, each with a range. They become changes
// to the current run or the text of a second run, run B.

#include <optional>
#include <string>
#include <vector>

#include "engine/control/live_change.h"
#include "engine/insight/what_if_knob.h"

namespace isotherm {

class WhatIf {
public:
    // Shows the knobs of a table, its indexes and the workloads that use it, with the values in
    // force at `now`, after earlier changes. Wanted values of knobs that still exist are kept.
    void show(const Scenario& scenario, const std::string& table, SimDuration now);
    // Sets the provisioned values in force, which policies or changes may have altered.
    void provisioned(const ResourceName& resource, Throughput present);

    const std::string& table() const { return table_; }
    std::vector<WhatIfKnob>& knobs() { return knobs_; }
    const std::vector<WhatIfKnob>& knobs() const { return knobs_; }
    bool changed() const;
    // Returns whether all changed knobs can be changed during a run.
    bool live() const;
    void reset();

    // Returns the changes to make now, or the errors in them; `text` is the scenario's text.
    Result<std::vector<LiveChange>> live_changes(const Scenario& scenario, const std::string& text,
                                                 const std::string& file) const;
    // Returns the scenario's text for run B, in which the wanted values hold from the start.
    // Earlier live changes of the same table or workload are left out. nullopt if the text could
    // not be edited.
    std::optional<std::string> text_of_b(const Scenario& scenario, const std::string& text) const;

private:
    std::vector<LiveChange> drafts(const Scenario& scenario) const;

    std::string table_;
    std::vector<WhatIfKnob> knobs_;
};

}  // namespace isotherm
