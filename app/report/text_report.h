// SPDX-License-Identifier: Apache-2.0
#pragma once
// The text report that is printed at the end of a run.

#include <string>
#include <vector>

#include "engine/run/run_report.h"

namespace isotherm {

struct TextReportOptions {
    double wall_seconds = 0;
    bool colour = false;  // ANSI, for a terminal
};

std::string text_report(const RunReport& report, const TextReportOptions& options);

}  // namespace isotherm
