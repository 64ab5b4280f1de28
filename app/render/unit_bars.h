// SPDX-License-Identifier: Apache-2.0
#pragma once
// Bar charts of the cost of each workload's calls: units of one call, and units of all calls.

#include <QPainter>

#include "app/render/theme.h"
#include "engine/recording/recording.h"

namespace isotherm {

struct UnitBarsView {
    const Recording& recording;
    double text_scale = 1;
    double pixel_ratio = 0;  // of images; 0: use the painter device's
};

// The bars of one row and their positions, for tests and tooltips.
struct UnitBarsRow {
    CallRow call;
    QRectF a_call;
    QRectF in_all;
};

std::vector<UnitBarsRow> paint_unit_bars(QPainter& painter, const UnitBarsView& view,
                                         const Theme& theme, QRectF bounds);

}  // namespace isotherm
