// SPDX-License-Identifier: Apache-2.0
#pragma once
// Whether the calls of a workload, as its settings say, find somebody to answer them.

#include <string>

#include "engine/vocabulary/settings.h"

namespace isotherm {

// What the calls are made to.
struct AskedOf {
    bool index = false;         // not the table itself
    bool transactions = false;  // the era has them
    std::string era;
};
// Rejects calls for which there is nothing to answer them; `visit` reads the workload's table.
void check_calls(Configurable& workload, const AskedOf& asked, SettingsVisitor& visit);

}  // namespace isotherm
