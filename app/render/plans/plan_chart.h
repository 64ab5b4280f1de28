// SPDX-License-Identifier: Apache-2.0
#pragma once
// Cost against throttling: the marks of a plan with axes, for pictures and for the window.

#include <QPainter>
#include <QString>
#include <optional>
#include <vector>

#include "app/render/plans/plan_picture.h"
#include "app/render/theme.h"

namespace isotherm {

struct PlanChartLook {
    const Theme& theme;
    QString share_title;                       // above the axis of shares
    QString cost_title;                        // below the axis of prices
    bool with_texts = true;                    // what each mark stands for, beside it
    std::optional<std::size_t> selected = {};  // a mark with a ring
    double text_scale = 1;
    double pixel_ratio = 0;  // 0: use the painter device's
};

// Returns the centres of the marks, in their order.
std::vector<QPointF> paint_plan_chart(QPainter& painter, QRectF bounds,
                                      const std::vector<PlanMark>& marks,
                                      const PlanChartLook& look);

}  // namespace isotherm
