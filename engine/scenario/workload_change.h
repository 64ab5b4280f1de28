// SPDX-License-Identifier: Apache-2.0
#pragma once
// A change of a workload at some time during the run: more requests, other keys, more write shards.
// Written in the scenario as [workloads.NAME.changes.WHAT], or made live; both have the same
// effect.

#include <memory>
#include <string>
#include <vector>

#include "engine/requests/workload.h"

namespace isotherm {

// From `at` on, requests arrive as if the workload had had these settings from the start, so a
// change of the keys does not change the arrival times. Settings that are not given keep the
// workload's values.
struct WorkloadChange : Configurable {
    SimDuration at{};               // since the start of the run
    std::string kind;               // entry of the workload catalog; the same as the workload's
    bool table_gives_keys = false;  // see WorkloadKind::take_keys_from_table
    std::shared_ptr<WorkloadKind> workload;

    void settings(SettingsVisitor& visit) override;
};

// Returns each setting with its whole path, such as "keys.exponent = 0.8".
std::vector<std::string> setting_lines(Configurable& settings);

// Returns the lines of `after` that differ from `before`, such as "write_shards = 10".
std::vector<std::string> changed_settings(Configurable& before, Configurable& after);

}  // namespace isotherm
