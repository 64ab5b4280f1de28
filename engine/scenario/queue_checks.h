// SPDX-License-Identifier: Apache-2.0
#pragma once
// Messages that steps and readers of streams put into a queue must have a reader.

#include <functional>
#include <string>

#include "engine/scenario/scenario.h"

namespace isotherm {

// Reads the settings of one workload into a scenario.
using ReadsWorkload =
    std::function<void(Scenario& scenario, const std::string& name, SettingsVisitor& visit)>;

// Rejects queues that no workload reads; called when all workloads have been read. To place a
// complaint at its step, the workload is read once more.
void check_queues(const Scenario& scenario, const ReadsWorkload& read, SettingsVisitor& visit);

}  // namespace isotherm
