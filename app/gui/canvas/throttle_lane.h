// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Requests of one side that one limit throttled: one bar per column, scaled to the highest bar. The
// lane is hidden while there are none.

#include "app/gui/models/series_cache.h"
#include "app/gui/canvas/time_canvas.h"

namespace isotherm {

class ThrottleLane final : public TimeCanvas {
    Q_OBJECT

public:
    ThrottleLane(RunModel& run, ViewState& view, SeriesCache& series, Side side, Outcome cause,
                 QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    QString spoken() const override;
    QString spoken_value() const override;
    Outcome cause() const { return cause_; }
    Side side() const { return side_; }
    // Refused by this limit in the whole run so far.
    std::uint64_t total() const { return total_; }
    // Counts again from the start, after the lane's subject has changed.
    void recount();

protected:
    void paint_content(Canvas& canvas) override;
    QString description(QPointF at) const override;
    CellCursor cursor_at(QPointF at) const override;
    double top_margin() const override { return 3; }

private:
    QStringList label() const;
    QString counted() const;
    // Requests refused in the recorded column, a second or a minute, that contains `second`.
    std::uint64_t refused_in(std::int64_t second) const;
    void count();
    void count_a();
    // Draws run A's bars as outlines. `most` is the highest rate of both runs.
    void paint_ghost(Canvas& canvas, double most);
    const TableRecording* shown_of_a() const;
    SeriesColumns columns_of_a() const;

    SeriesCache& series_;
    Side side_;
    Outcome cause_;
    std::uint64_t total_ = 0;
    std::uint64_t total_of_a_ = 0;
    std::size_t counted_until_ = 0;  // number of recorded columns
};

}  // namespace isotherm
