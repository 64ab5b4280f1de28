// SPDX-License-Identifier: Apache-2.0
#pragma once
// What was recorded in the past of one side of a table, on the clock of a run.

#include <vector>

#include "engine/past/past_metrics.h"
#include "engine/recording/recording.h"

namespace isotherm {

// One period of the metrics, such as a minute.
struct RecordedPeriod {
    double first_second = 0;  // since the start of the run
    double end_second = 0;
    double units = 0;  // consumed, a second on average
    double throttle_events = 0;
};

// The periods of one side that lie in the run, in order. Between the first and the last point, a
// period without a point had no request. Empty: the past says nothing of this side.
std::vector<RecordedPeriod> recorded_periods(const PastMetrics& past, const Recording& recording,
                                             std::size_t table, Side side);

bool any_recorded_throttling(const std::vector<RecordedPeriod>& periods);

}  // namespace isotherm
