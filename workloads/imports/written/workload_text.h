// SPDX-License-Identifier: Apache-2.0
#pragma once
// Writes imported workloads as lines of a scenario.

#include <string>

#include "workloads/imports/imported_plan.h"
#include "workloads/imports/written/toml_lines.h"

namespace isotherm {

// Writes all workloads. Long series of rates are returned as CSV, if `rates_file` names a file for
// them; empty: there are none.
std::string write_workloads(TomlLines& lines, const ImportPlan& plan,
                            const std::string& rates_file);

}  // namespace isotherm
