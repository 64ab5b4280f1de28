// SPDX-License-Identifier: Apache-2.0
#pragma once
// Which alarms and tenants fit the rest of a scenario.

#include "engine/scenario/scenario.h"

namespace isotherm {

// Visits [alarms] and [tenants] and rejects those that do not fit.
void watch_settings(Scenario& scenario, SettingsVisitor& visit);

}  // namespace isotherm
