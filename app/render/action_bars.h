// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the actions of each workload with steps cost and how long they take: bars of the units of
// one action, call by call, and the median and 99th percentile of the latency over time.

#include <QPainter>

#include "app/render/theme.h"
#include "engine/recording/recording.h"

namespace isotherm {

struct ActionBarsView {
    const Recording& recording;
    double text_scale = 1;
    double pixel_ratio = 0;  // of images; 0: use the painter device's
};

// A bar and its position, for tests.
struct ActionBar {
    std::size_t workload = 0;
    const ActionUse* use = nullptr;
    double units = 0;  // of one action that was done or failed
    QRectF box;
};

std::vector<ActionBar> paint_action_bars(QPainter& painter, const ActionBarsView& view,
                                         const Theme& theme, QRectF bounds);

}  // namespace isotherm
