// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Cost of throughput per hour over time: the used part below, the idle part above it.

#include "app/gui/models/run_costs.h"
#include "app/gui/canvas/time_canvas.h"

namespace isotherm {

class CostLane final : public TimeCanvas {
    Q_OBJECT

public:
    CostLane(RunModel& run, ViewState& view, const RunCosts& costs, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paint_content(Canvas& canvas) override;
    QString description(QPointF at) const override;
    double top_margin() const override { return 4; }

private:
    const RunCosts& costs_;
};

}  // namespace isotherm
