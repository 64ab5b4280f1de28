// SPDX-License-Identifier: Apache-2.0
#pragma once
// Fills a run directory: report.json, run.sqlite, pictures where the build has them, manifest.json.

#include <string>
#include <vector>

#include "engine/recording/output_folder.h"
#include "engine/run/run_report.h"

namespace isotherm {

// The paths of the files, the most interesting first.
Result<std::vector<std::string>> write_run_files(OutputFolder& folder, const RunReport& report);

}  // namespace isotherm
