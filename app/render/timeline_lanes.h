// SPDX-License-Identifier: Apache-2.0
#pragma once
// The lanes below a timeline's chart, and what was recorded in the past: a line behind what the run
// consumed, and a lane with what was throttled then.

#include "app/render/time_axis.h"
#include "app/render/timeline_panel.h"

namespace isotherm {

// Draws the lanes of a panel: how often each limit refused, with the total; how many requests were
// throttled in the past; and how far an index is behind its table, with the longest wait.
void paint_lanes(Canvas& canvas, const TimelinePanel& panel, const TimeAxis& axis);

// Draws the recorded periods as a step line, as wide as a line that is drawn over it leaves
// visible.
void paint_recorded_line(Canvas& canvas, const TimelinePanel& panel, const TimeAxis& axis);

}  // namespace isotherm
