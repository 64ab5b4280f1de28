// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Thin strips of a band below its heat block: the least burst left of all partitions, and all
// refusals stacked by cause.

#include "app/gui/canvas/time_canvas.h"
#include "app/gui/models/series_cache.h"

namespace isotherm {

class BurstLine final : public TimeCanvas {
    Q_OBJECT

public:
    BurstLine(RunModel& run, ViewState& view, Subject subject, QWidget* parent);
    // Share of the saved capacity that the emptiest partition has left at least in these seconds.
    double least_left(TimeWindow seconds) const;

protected:
    void paint_content(Canvas& canvas) override;
    QString description(QPointF at) const override;
};

class ThrottleStrip final : public TimeCanvas {
    Q_OBJECT

public:
    ThrottleStrip(RunModel& run, ViewState& view, SeriesCache& series, Subject subject,
                  QWidget* parent);
    QString spoken() const override;
    // Height of a column's bar in a strip of `room` pixels: the square root of its share of the
    // highest column, but at least two pixels.
    static double bar_height(double rate, double most, double room);

Q_SIGNALS:
    void lanes_asked();  // the user clicked: one lane per cause

protected:
    void paint_content(Canvas& canvas) override;
    QString description(QPointF at) const override;
    CellCursor cursor_at(QPointF at) const override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    double top_margin() const override { return 1; }

private:
    SeriesCache& series_;
    QPointF pressed_at_;
};

}  // namespace isotherm
