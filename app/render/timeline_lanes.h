// SPDX-License-Identifier: Apache-2.0
#pragma once
// The lanes below a timeline's chart.

#include "app/render/timeline_panel.h"

namespace isotherm {

// How often one limit refused: bars by requests a second, and how many in all.
void paint_cause_lane(Canvas& canvas, const TimelinePanel& panel, Outcome cause,
                      const QRectF& lane);

// How far an index is behind its table: bars by expected wait, and the longest one.
void paint_backlog_lane(Canvas& canvas, const TimelinePanel& panel, const QRectF& lane);

}  // namespace isotherm
