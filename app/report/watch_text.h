// SPDX-License-Identifier: Apache-2.0
#pragma once
// Alarms, tenants and Contributor Insights of a run, as text.

#include <string>

#include "engine/run/run_report.h"

namespace isotherm {

// Empty if the scenario has none of them.
std::string watch_text(const RunReport& report);

}  // namespace isotherm
