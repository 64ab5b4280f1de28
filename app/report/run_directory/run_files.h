// SPDX-License-Identifier: Apache-2.0
#pragma once
// Fills a run directory: report.json, cloudwatch.json, metrics.csv, metrics.txt, findings.json,
// run.sqlite, pictures if the build has them, past.csv if metrics of the past are known, and
// manifest.json.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/recording/output_folder.h"
#include "engine/past/past_metrics.h"
#include "engine/run/run_report.h"

namespace isotherm {

// The file of a run directory with the metrics of the past that the run was compared with.
inline constexpr const char* past_file_name = "past.csv";

// Returns the paths of the written files; pictures come first. `further`: more members of
// report.json. `past`: what was recorded; nullptr: nothing.
Result<std::vector<std::string>> write_run_files(OutputFolder& folder, const RunReport& report,
                                                 const nlohmann::ordered_json& further,
                                                 const PastMetrics* past = nullptr);
Result<std::vector<std::string>> write_run_files(OutputFolder& folder, const RunReport& report);

}  // namespace isotherm
