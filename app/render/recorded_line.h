// SPDX-License-Identifier: Apache-2.0
#pragma once
// What was recorded in the past, for the picture of a run: a line behind what the run consumed, and
// a lane with what was throttled then.

#include <QRectF>
#include <vector>

#include "engine/recording/recording.h"

namespace isotherm {

class Canvas;
struct PastMetrics;
struct TimeAxis;
struct TimelinePanel;

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

// Draws the recorded periods as a step line, as wide as a line that is drawn over it leaves
// visible.
void paint_recorded_line(Canvas& canvas, const TimelinePanel& panel, const TimeAxis& axis);

// Draws how many requests were throttled in the past: bars of events per period, and the total.
void paint_recorded_lane(Canvas& canvas, const TimelinePanel& panel, const TimeAxis& axis,
                         const QRectF& lane);

}  // namespace isotherm
