// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/chart_surface.h"

#include <QGraphicsLayout>
#include <QLegendMarker>
#include <algorithm>

#include "app/gui/canvas/time_canvas.h"
#include "app/render/value_axis.h"

namespace isotherm {
namespace {

constexpr double past_width = 2;
constexpr double axis_text_px = 11;
constexpr double legend_gap = 4;
constexpr double legend_least_height = 60;

QFont font_of(double pixels) {
    QFont font;
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
    return font;
}

}  // namespace

ChartSurface::ChartSurface(QWidget* parent) : QChartView(parent) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setFocusPolicy(Qt::NoFocus);
    setRenderHint(QPainter::Antialiasing, false);
    // The owner says when to paint: each change of a series would otherwise ask for it.
    setViewportUpdateMode(QGraphicsView::NoViewportUpdate);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setBackgroundVisible(false);
    chart()->setPlotAreaBackgroundVisible(false);
    chart()->setMargins(QMargins(0, 0, 0, 0));
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setLocalizeNumbers(true);
    consumed = new QAreaSeries(consumed_line, base_line);
    throttled = new QAreaSeries(demand_line, covered_line);
    for (QLineSeries* line : {consumed_line, base_line, demand_line, covered_line})
        line->setParent(chart());
    x->setLabelsVisible(false);
    x->setLineVisible(false);
    x->setGridLineVisible(false);
    y->setTickType(QValueAxis::TicksDynamic);
    y->setTickAnchor(0);
    chart()->addAxis(x, Qt::AlignBottom);
    chart()->addAxis(y, Qt::AlignLeft);
    add_series();
}

void ChartSurface::add_series() {
    consumed->setName(tr("consumed", "legend"));
    throttled->setName(tr("throttled", "legend"));
    provisioned->setName(tr("provisioned", "legend"));
    target->setName(tr("target", "legend"));
    past->setName(tr("recorded", "legend"));
    ghost_consumed->setName(tr("A consumed", "legend"));
    ghost_provisioned->setName(tr("A provisioned", "legend"));
    for (QAbstractSeries* series : std::initializer_list<QAbstractSeries*>{
             consumed, past, throttled, ghost_consumed, ghost_provisioned, target, provisioned}) {
        chart()->addSeries(series);
        series->attachAxis(x);
        series->attachAxis(y);
        const auto point = [this, series](const QPointF&, bool over) {
            pointed_at_ = over ? series->name() : QString();
        };
        if (auto* area = qobject_cast<QAreaSeries*>(series))
            connect(area, &QAreaSeries::hovered, this, point);
        else if (auto* line = qobject_cast<QLineSeries*>(series))
            connect(line, &QLineSeries::hovered, this, point);
    }
}

void ChartSurface::show_past(const std::vector<PastStep>& steps, double ceiling,
                             const QColor& colour) {
    QList<QPointF> points;
    for (const PastStep& step : steps)
        for (const double second : {step.first_second, step.end_second})
            points << QPointF(second, std::min(step.units, ceiling));
    past->replace(points);
    past->setPen(QPen(colour, past_width, Qt::DotLine, Qt::FlatCap));
}

void ChartSurface::dress(const ViewState& view, QRectF plot, const QString& unit) {
    const Theme& theme = view.theme();
    setBackgroundBrush(theme.background);
    const double scale = view.text_scale();
    consumed->setBrush(theme.consumed_area);
    consumed->setPen(QPen(theme.consumed, view.line_width(1)));
    throttled->setBrush(theme.throttled);
    throttled->setPen(Qt::NoPen);
    provisioned->setPen(
        QPen(theme.provisioned, view.line_width(2), Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    y->setLabelsFont(font_of(axis_text_px * scale));
    y->setLabelsColor(theme.text);
    y->setLinePen(QPen(theme.axis, 1));
    y->setGridLinePen(QPen(theme.grid, 1));
    y->setTitleFont(font_of(axis_text_px * scale));
    y->setTitleBrush(theme.quiet_text);
    y->setTitleText(unit);
    chart()->setPlotArea(plot);
    place_legend(view, plot);
}

// The legend stands in the right margin, beside the plot. A series without points has no entry.
void ChartSurface::place_legend(const ViewState& view, QRectF plot) {
    QLegend* legend = chart()->legend();
    const double scale = view.text_scale();
    legend->setVisible(plot.height() >= legend_least_height * scale);
    if (!legend->isVisible()) return;
    if (legend->isAttachedToChart()) legend->detachFromChart();
    legend->setAlignment(Qt::AlignRight);
    legend->setBackgroundVisible(false);
    legend->setMarkerShape(QLegend::MarkerShapeFromSeries);
    legend->setFont(font_of(axis_text_px * scale));
    legend->setLabelColor(view.theme().text);
    legend->layout()->setContentsMargins(0, 0, 0, 0);
    for (QLegendMarker* marker : legend->markers()) {
        QAbstractSeries* series = marker->series();
        const auto* line = qobject_cast<QLineSeries*>(series);
        const auto* area = qobject_cast<QAreaSeries*>(series);
        const bool any = line != nullptr    ? line->count() > 0
                         : area == consumed ? consumed_line->count() > 0
                                            : throttled->isVisible();
        marker->setVisible(any);
        if (area == nullptr) continue;
        // The shape of an area series has a border only.
        marker->setShape(QLegend::MarkerShapeRectangle);
        marker->setBrush(area->brush());
        marker->setPen(QPen(area->brush().color(), 1));
    }
    // Entries that come or go are laid out only when the geometry changes.
    legend->setGeometry(QRectF(plot.right() + legend_gap, plot.top(), 1, 1));
    legend->setGeometry(QRectF(plot.right() + legend_gap, plot.top(),
                               TimeCanvas::marginal_room * scale - legend_gap, plot.height()));
}

void ChartSurface::set_range(TimeWindow seconds, double ceiling, int most_ticks) {
    x->setRange(static_cast<double>(seconds.first), static_cast<double>(seconds.end));
    const double step = round_step(ceiling, most_ticks);
    // A long axis with a short distance of ticks would make thousands of labels for a moment.
    if (ceiling > y->max()) {
        y->setTickInterval(step);
        y->setRange(0, ceiling);
    } else {
        y->setRange(0, ceiling);
        y->setTickInterval(step);
    }
    const int decimals = step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9));
    y->setLabelFormat(QStringLiteral("%.%1f").arg(decimals));
}

void ChartSurface::render_into(QPainter& painter, QSize size) {
    if (chart()->size().toSize() != size) {
        chart()->setMinimumSize(0, 0);  // or a narrow chart would keep the width of its texts
        chart()->resize(QSizeF(size));
    }
    // Axes follow the plot area when the layout is made, which the event loop does in a window.
    chart()->layout()->invalidate();
    chart()->layout()->activate();
    scene()->setSceneRect(QRectF(QPointF(0, 0), QSizeF(size)));
    scene()->render(&painter, QRectF(QPointF(0, 0), QSizeF(size)),
                    QRectF(QPointF(0, 0), QSizeF(size)));
}

void ChartSurface::paintEvent(QPaintEvent* event) {
    if (before_paint) before_paint();
    QChartView::paintEvent(event);
}

void ChartSurface::drawForeground(QPainter* painter, const QRectF&) {
    if (paint_over) paint_over(*painter);
}

// The canvas below handles the mouse, the wheel and help as all pictures do.
bool ChartSurface::viewportEvent(QEvent* event) {
    switch (event->type()) {
        case QEvent::MouseMove:
            QChartView::viewportEvent(event);
            event->ignore();
            return false;
        case QEvent::MouseButtonPress:
        case QEvent::MouseButtonRelease:
        case QEvent::MouseButtonDblClick:
        case QEvent::Wheel:
        case QEvent::ToolTip:
        case QEvent::ContextMenu:
            event->ignore();
            return false;
        default:
            return QChartView::viewportEvent(event);
    }
}

}  // namespace isotherm
