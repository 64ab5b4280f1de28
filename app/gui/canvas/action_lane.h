// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The actions of the workloads that use a table, over time: bars are actions per second, those that
// failed on top; the line is the 99th percentile of their latency. Hidden for tables without any.

#include "app/gui/canvas/time_canvas.h"
#include "app/render/action_columns.h"

namespace isotherm {

class ActionLane final : public TimeCanvas {
    Q_OBJECT

public:
    ActionLane(RunModel& run, ViewState& view, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paint_content(Canvas& canvas) override;
    QString description(QPointF at) const override;
    double top_margin() const override { return 3; }

private:
    struct Columns {
        TimeColumns columns;
        std::vector<ActionColumn> values;
        double most = 0;  // actions per second
        double slowest_ms = 0;
    };
    Columns columns() const;
    // Shows the lane if the table has actions.
    void look();
    void paint_latency(Canvas& canvas, const Columns& shown) const;
    // Texts at the right of the plot.
    QStringList sums(const Columns& shown) const;

    std::int64_t grain() const;  // seconds
};

}  // namespace isotherm
