// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The live chart of a band's capacity: Qt's axes, legend and series. Qt Charts is deprecated from
// Qt 6.10 on; only this class and the chart that owns it use it.

#include <QAreaSeries>
#include <QChart>
#include <QChartView>
#include <QLineSeries>
#include <QValueAxis>
#include <functional>

#include "app/gui/models/recorded_past.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

class ChartSurface final : public QChartView {
    Q_OBJECT

public:
    explicit ChartSurface(QWidget* parent);

    QLineSeries* consumed_line = new QLineSeries;
    QLineSeries* base_line = new QLineSeries;
    QLineSeries* demand_line = new QLineSeries;
    QLineSeries* covered_line = new QLineSeries;
    QLineSeries* provisioned = new QLineSeries;
    QLineSeries* target = new QLineSeries;
    QLineSeries* ghost_consumed = new QLineSeries;
    QLineSeries* ghost_provisioned = new QLineSeries;
    QLineSeries* past = new QLineSeries;
    QAreaSeries* consumed = nullptr;
    QAreaSeries* throttled = nullptr;
    QValueAxis* x = new QValueAxis;
    QValueAxis* y = new QValueAxis;

    void show_past(const std::vector<PastStep>& steps, double ceiling, const QColor& colour);
    // Applies colours, text sizes and the place of the plot.
    void dress(const ViewState& view, QRectF plot, const QString& unit);
    void set_range(TimeWindow seconds, double ceiling, int most_ticks);
    // Renders chart and axes for export.
    void render_into(QPainter& painter, QSize size);
    // Name of the series under the mouse; empty if there is none.
    const QString& pointed_at() const { return pointed_at_; }

    std::function<void()> before_paint;         // updates the series
    std::function<void(QPainter&)> paint_over;  // cursor, selection, focus

protected:
    void paintEvent(QPaintEvent* event) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    bool viewportEvent(QEvent* event) override;

private:
    void add_series();
    void place_legend(const ViewState& view, QRectF plot);

    QString pointed_at_;
};

}  // namespace isotherm
