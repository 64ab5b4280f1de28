// SPDX-License-Identifier: Apache-2.0
#pragma once
// The lanes below a timeline's chart.

#include "app/render/timeline_panel.h"

namespace isotherm {

// Draws how often one limit refused: bars of requests per second, and the total.
void paint_cause_lane(Canvas& canvas, const TimelinePanel& panel, Outcome cause,
                      const QRectF& lane);

// Draws how far an index is behind its table: bars of the expected wait, and the longest wait.
void paint_backlog_lane(Canvas& canvas, const TimelinePanel& panel, const QRectF& lane);

}  // namespace isotherm
