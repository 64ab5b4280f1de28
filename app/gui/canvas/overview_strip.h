// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A strip that always shows the whole run: demand as a silhouette, throttled stretches at least one
// pixel wide, and the visible window as a frame that can be dragged.

#include <QWidget>

#include "app/gui/models/series_cache.h"
#include "app/gui/models/view_state.h"
#include "app/gui/canvas/time_canvas.h"

namespace isotherm {

class OverviewStrip final : public TimeCanvas {
    Q_OBJECT

public:
    OverviewStrip(RunModel& run, ViewState& view, SeriesCache& series, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    QString spoken() const override;
    // Maps the whole run to the plot.
    TimeAxis whole_axis() const;

protected:
    void paint_content(Canvas& canvas) override;
    void paint_overlay(Canvas& canvas) override;
    double top_margin() const override { return 4; }
    double bottom_margin() const override { return 4; }
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    void paint_marks_of_a(Canvas& canvas, double bottom);
    enum class Part { outside, left_edge, right_edge, inside };
    Part part_at(double x) const;
    void drag_to(double x);

    SeriesCache& series_;
    std::optional<Part> dragged_;
    double pressed_second_ = 0;
    TimeWindow pressed_window_;
};

}  // namespace isotherm
