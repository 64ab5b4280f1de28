// SPDX-License-Identifier: Apache-2.0
#pragma once
// Converts the schedules of Application Auto Scaling to cron expressions in UTC, as scenarios have
// them: five fields, days of the week from SUN to SAT. AWS counts days of the week from 1 (SUN),
// has a field for the year, the letters L, W and #, and time zones.

#include <string>
#include <vector>

#include "engine/vocabulary/result.h"
#include "engine/vocabulary/time.h"
#include "workloads/imports/imported_facts.h"

namespace isotherm {

struct RunSpan {
    WallTime start{};
    WallTime end{};
};

struct ConvertedSchedule {
    std::vector<std::string> cron;  // none: the action has no effect in the run
    std::string remark;             // what was converted, or why it was left out
    std::string problem;            // not empty: the schedule cannot be converted
};

// Several expressions are needed where AWS's one has dates that five fields cannot say; they are
// written out for the run.
ConvertedSchedule converted_schedule(const ImportedAction& action, const RunSpan& run);

}  // namespace isotherm
