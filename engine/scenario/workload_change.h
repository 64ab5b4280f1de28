// SPDX-License-Identifier: Apache-2.0
#pragma once
// A workload that asks for something else from some moment on: more requests, other keys, more
// write shards. Written in the scenario as [workloads.NAME.changes.WHAT], or made live; both come
// out the same.

#include <memory>
#include <string>
#include <vector>

#include "engine/requests/workload.h"

namespace isotherm {

// From `at` on, requests come as if the workload had been written like this from the start, so a
// change of the keys leaves the arrivals as they were. What it leaves out is as in the workload.
struct WorkloadChange : Configurable {
    SimDuration at{};  // since the start of the run
    std::string kind;  // entry of the workload catalog, the workload's own
    std::shared_ptr<WorkloadKind> workload;

    void settings(SettingsVisitor& visit) override;
};

// Each value with its whole path, "keys.exponent = 0.8", from the text of settings written out.
std::vector<std::string> setting_lines(Configurable& settings);

// "write_shards = 10", "keys.exponent = 0.8": what `after` says otherwise than `before`.
std::vector<std::string> changed_settings(Configurable& before, Configurable& after);

}  // namespace isotherm
