// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Provisioned, consumed and throttled capacity of one side of one table or index over time: a live
// chart with axes and legend, or one line of text where there is no room.

#include <functional>
#include <optional>

#include "app/gui/models/series_cache.h"
#include "app/gui/canvas/time_canvas.h"

namespace isotherm {

class ChartSurface;

class CapacityChart final : public TimeCanvas {
    Q_OBJECT

public:
    CapacityChart(RunModel& run, ViewState& view, SeriesCache& series, std::size_t table, Side side,
                  QWidget* parent = nullptr);

    // Highest provisioned or consumed capacity in view, which the range of values follows.
    double steady() const;
    // Returns the highest `steady` of all charts that share this one's range; 0: only this one.
    void share_ceiling(std::function<double()> shared) { shared_ = std::move(shared); }
    // End of the axis of values in the last picture, in units per second.
    double ceiling() const { return ceiling_; }
    const ChartSurface& surface() const { return *surface_; }
    // Shows only a line: the range of values and the last one.
    void set_folded(bool folded);
    bool folded() const { return folded_; }
    void invalidate() override;

    QString spoken_value() const override;
    QSize sizeHint() const override { return {400, 92}; }
    QSize minimumSizeHint() const override {
        return {320, static_cast<int>(36 * view().text_scale())};
    }
    // Points in all series of the last picture; Qt Charts needs 2.5 us per point.
    std::size_t points() const { return points_; }

Q_SIGNALS:
    void unfold_asked();

protected:
    void paint_content(Canvas& canvas) override;
    QString description(QPointF at) const override;
    QString numbers_at(QPointF at) const;
    double top_margin() const override { return folded_ ? 0 : 5; }
    double bottom_margin() const override { return folded_ ? 0 : 7; }
    void mouseReleaseEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    // Target utilization of the scaling policy (consumed / provisioned); nullopt if there is none.
    std::optional<double> target() const;
    // One drawn column; amounts in units per second.
    struct Column {
        double first = 0;  // seconds since the start of the run
        double end = 0;
        double consumed = 0;
        double demand = 0;
        double provisioned = 0;
        bool throttled = false;
    };
    std::vector<Column> columns_of() const;
    // Brings the series up to date if something has changed.
    void fill();
    void fill_columns(const std::vector<Column>& columns);
    void paint_folded(Canvas& canvas);
    // Says how high the demand was that the range of values leaves out.
    void paint_excess(Canvas& canvas);
    void paint_over(QPainter& painter);
    // Consumed and provisioned columns of run A; empty if A is not shown.
    std::vector<Column> columns_of_a() const;
    void fill_ghost(const std::vector<Column>& columns);
    void fill_target(const std::vector<Column>& columns);

    SeriesCache& series_;
    std::size_t points_ = 0;
    double ceiling_ = 1;
    double demand_most_ = 0;
    bool folded_ = false;
    bool unfilled_ = true;
    std::function<double()> shared_;
    ChartSurface* surface_;
};

}  // namespace isotherm
