// SPDX-License-Identifier: Apache-2.0
#pragma once
// Jobs of a run as text: those of the control plane, and bulk jobs of clients.

#include <string>

#include "engine/run/run_report.h"

namespace isotherm {

// Empty if there are none.
std::string jobs_text(const RunReport& report);

}  // namespace isotherm
