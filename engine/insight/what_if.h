// SPDX-License-Identifier: Apache-2.0
#pragma once
// What to try: the numbers of a scenario that decide most, each between two bounds. Turned into a
// change that is made now, or into the text of a second run.

#include <optional>
#include <string>
#include <vector>

#include "engine/control/live_change.h"
#include "engine/insight/what_if_knob.h"

namespace isotherm {

class WhatIf {
public:
    // Of a table with its indexes and the workloads that use it, as they are at `now`: changes
    // before it are in force. Wanted values of knobs that stay are kept.
    void show(const Scenario& scenario, const std::string& table, SimDuration now);
    // What is provisioned at present, where policies or changes have moved it.
    void provisioned(const ResourceName& resource, Throughput present);

    const std::string& table() const { return table_; }
    std::vector<WhatIfKnob>& knobs() { return knobs_; }
    const std::vector<WhatIfKnob>& knobs() const { return knobs_; }
    bool changed() const;
    // Whether everything changed can change while the run goes on.
    bool live() const;
    void reset();

    // The changes to make now, or what is wrong with them; `text` is the scenario's.
    Result<std::vector<LiveChange>> live_changes(const Scenario& scenario, const std::string& text,
                                                 const std::string& file) const;
    // The scenario's text for a second run in which the wanted values hold from its start. Changes
    // made live of what is changed are left out of it.
    std::optional<std::string> text_of_b(const Scenario& scenario, const std::string& text) const;

private:
    std::vector<LiveChange> drafts(const Scenario& scenario) const;

    std::string table_;
    std::vector<WhatIfKnob> knobs_;
};

}  // namespace isotherm
