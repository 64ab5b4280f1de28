// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How far an index is behind its table, over time: bars show how long a new index write would wait.
// The lane is hidden for tables, and as long as no write has waited a second or longer.

#include "app/gui/canvas/time_canvas.h"
#include "app/render/backlog_columns.h"

namespace isotherm {

class BacklogLane final : public TimeCanvas {
    Q_OBJECT

public:
    BacklogLane(RunModel& run, ViewState& view, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    // Maxima over the whole run so far.
    const BacklogSecond& worst() const { return worst_; }

protected:
    void paint_content(Canvas& canvas) override;
    QString description(QPointF at) const override;
    double top_margin() const override { return 3; }

private:
    const TableRecording* index() const;
    // Reads the columns recorded since the last call, and shows or hides the lane.
    void look();
    void look_again();

    BacklogSecond worst_;
    std::size_t looked_at_ = 0;  // number of columns read so far
};

}  // namespace isotherm
