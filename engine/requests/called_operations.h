// SPDX-License-Identifier: Apache-2.0
#pragma once
// Checks that the table or index and the era of a scenario support the calls of a workload.

#include <set>
#include <string>

#include "engine/vocabulary/settings.h"

namespace isotherm {

// The target of a workload's calls.
struct AskedOf {
    bool index = false;         // calls go to an index, not to the table itself
    bool transactions = false;  // whether the era has transactions
    std::string era;
};
// The calls that the settings of a workload name.
std::set<std::string> called_operations(Configurable& workload);
// Rejects calls that the target does not support. `visit` reads the workload's settings.
void check_calls(Configurable& workload, const AskedOf& asked, SettingsVisitor& visit);

}  // namespace isotherm
