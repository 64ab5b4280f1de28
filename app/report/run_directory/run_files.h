// SPDX-License-Identifier: Apache-2.0
#pragma once
// Fills a run directory: report.json, cloudwatch.json, metrics.csv, metrics.txt, findings.json,
// run.sqlite, pictures if the build has them, and manifest.json.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/recording/output_folder.h"
#include "engine/run/run_report.h"

namespace isotherm {

// Returns the paths of the written files; pictures come first. `further`: more members of
// report.json.
Result<std::vector<std::string>> write_run_files(OutputFolder& folder, const RunReport& report,
                                                 const nlohmann::ordered_json& further);
Result<std::vector<std::string>> write_run_files(OutputFolder& folder, const RunReport& report);

}  // namespace isotherm
