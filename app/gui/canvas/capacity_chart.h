// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Provisioned, consumed and throttled capacity of one side of one table or index over time. This is
// the only class that uses Qt Charts, which is deprecated from Qt 6.10 on.

#include <memory>
#include <optional>

#include "app/gui/models/series_cache.h"
#include "app/gui/canvas/time_canvas.h"

namespace isotherm {

class CapacityChart final : public TimeCanvas {
    Q_OBJECT

public:
    CapacityChart(RunModel& run, ViewState& view, SeriesCache& series, std::size_t table, Side side,
                  QWidget* parent = nullptr);
    ~CapacityChart() override;

    QString spoken_value() const override;
    QSize sizeHint() const override { return {400, 92}; }
    QSize minimumSizeHint() const override {
        return {320, static_cast<int>(36 * view().text_scale())};
    }
    std::size_t table() const { return table_; }
    Side side() const { return side_; }
    // Points in all series of the last picture; Qt Charts needs 2.5 us per point.
    std::size_t points() const { return points_; }

protected:
    void paint_content(Canvas& canvas) override;
    QString description(QPointF at) const override;
    double top_margin() const override { return 18 * view().text_scale(); }
    double bottom_margin() const override { return 6; }

private:
    // Target utilization of the scaling policy (consumed / provisioned); nullopt if there is none.
    std::optional<double> target() const;
    struct Chart;
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
    void paint_names(Canvas& canvas, double ceiling, double demand_most);
    // Consumed and provisioned columns of run A; empty if A is not shown.
    std::vector<Column> columns_of_a() const;
    void fill_ghost(const std::vector<Column>& columns, double ceiling);
    void fill_target(const std::vector<Column>& columns);

    SeriesCache& series_;
    std::size_t table_;
    Side side_;
    std::size_t points_ = 0;
    std::unique_ptr<Chart> chart_;
};

}  // namespace isotherm
