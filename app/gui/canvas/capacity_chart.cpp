// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/capacity_chart.h"

#include <QMouseEvent>
#include <QPainter>

#include "app/gui/canvas/chart_surface.h"
#include "app/gui/models/cause_names.h"
#include "app/gui/models/recorded_past.h"
#include "engine/insight/cloudwatch_lens.h"
#include "engine/insight/recorded_moment.h"
#include "app/render/value_axis.h"

namespace isotherm {
namespace {

// Maximum number of columns in a chart. Each column needs two points in each of three series.
constexpr int most_columns = 480;
// The axis ends at this multiple of the highest provisioned or consumed capacity; demand above it
// is stated as text.
constexpr double headroom = 1.15;
constexpr TextStyle axis_text{11};
constexpr TextStyle chart_note{11, false, true};
constexpr double tick_distance = 30;

// What was recorded in the past of this table and side; none for a view without it.
std::vector<PastStep> past_steps(const RunModel& run, std::size_t table, Side side,
                                 TimeWindow window) {
    const RecordedPast* past = RecordedPast::of(run);
    if (past == nullptr) return {};
    const Recording& recording = run.recording();
    return past->steps(recording.tables[table].name, side, recording.start, window, most_columns);
}

}  // namespace

CapacityChart::CapacityChart(RunModel& run, ViewState& view, SeriesCache& series, std::size_t table,
                             Side side, QWidget* parent)
    : TimeCanvas(run, view, parent), series_(series), surface_(new ChartSurface(this)) {
    set_subject(Subject{table, side});
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(
        tr("Capacity: %1, %2")
            .arg(qtext(run.recording().tables[table].name), Words::reads_or_writes(side)));
    setAccessibleDescription(
        tr("Provisioned, consumed and throttled capacity over time. The Seconds table shows the "
           "same as numbers."));
    surface_->setAccessibleName(accessibleName());
    surface_->before_paint = [this] { fill(); };
    surface_->paint_over = [this](QPainter& painter) { paint_over(painter); };
    const auto again = [this] { surface_->viewport()->update(); };
    connect(&view, &ViewState::hover_changed, surface_, again);
    connect(&view, &ViewState::pin_changed, surface_, again);
    connect(&view, &ViewState::selection_changed, surface_, again);
    connect(&view, &ViewState::bands_changed, this, &CapacityChart::invalidate);
}

void CapacityChart::invalidate() {
    unfilled_ = true;
    surface_->viewport()->update();
    TimeCanvas::invalidate();
}

void CapacityChart::set_folded(bool folded) {
    if (folded == folded_) return;
    folded_ = folded;
    surface_->setVisible(!folded);
    invalidate();
}

void CapacityChart::resizeEvent(QResizeEvent* event) {
    surface_->setGeometry(rect());
    TimeCanvas::resizeEvent(event);
}

void CapacityChart::mouseReleaseEvent(QMouseEvent* event) {
    if (folded_ && event->button() == Qt::LeftButton)
        Q_EMIT unfold_asked();
    else
        TimeCanvas::mouseReleaseEvent(event);
}

double CapacityChart::steady() const {
    if (table() >= run().recording().tables.size()) return 0;
    double most = 0;
    for (const Column& column : columns_of())
        most = std::max({most, column.consumed, column.provisioned});
    return most;
}

std::vector<CapacityChart::Column> CapacityChart::columns_of() const {
    std::vector<Column> list;
    const TimeWindow window = view().window();
    if (view().lens() == Lens::cloudwatch) {
        auto minutes = lens_minutes(run().recording().tables[table()], side(), window);
        // Draws at most most_columns columns: each group of minutes becomes one column with the
        // group's highest consumption.
        const std::size_t group = minutes.size() / most_columns + 1;
        for (std::size_t i = 0; i < minutes.size(); i += group) {
            Column column{static_cast<double>(minutes[i].seconds.first), 0, 0, 0, 0, false};
            for (std::size_t j = i; j < std::min(i + group, minutes.size()); ++j) {
                column.end = static_cast<double>(minutes[j].seconds.end);
                column.consumed = std::max(column.consumed, minutes[j].consumed);
                column.provisioned = minutes[j].provisioned;
            }
            column.demand = column.consumed;
            list.push_back(column);
        }
        return list;
    }
    const SeriesColumns& series =
        series_.columns(table(), side(), window, std::min(plot_pixels(), most_columns));
    for (std::size_t c = 0; c < series.values.size(); ++c) {
        const SeriesColumn& value = series.values[c];
        if (!value.in_run()) continue;
        const std::uint64_t refused = throttled_of(value.requests);
        list.push_back(
            {static_cast<double>(series.columns.first_of(c)),
             static_cast<double>(series.columns.end_of(c)), value.consumed_most,
             refused > 0 ? std::max(value.demand_most, value.consumed_most) : value.consumed_most,
             value.provisioned_last, refused > 0});
    }
    return list;
}

std::vector<CapacityChart::Column> CapacityChart::columns_of_a() const {
    std::vector<Column> list;
    const TableRecording* a = run().baseline_table(table());
    if (a == nullptr || view().compare_mode() == CompareMode::off ||
        view().lens() == Lens::cloudwatch)
        return list;
    const TimeWindow window = view().window();
    const SeriesColumns series =
        series_columns(a->seconds[side()],
                       TimeColumns::over(window.first, window.end,
                                         std::min(plot_pixels(), most_columns), view().grain()),
                       run().baseline()->recorded_seconds(), a->column_seconds);
    for (std::size_t c = 0; c < series.values.size(); ++c) {
        const SeriesColumn& value = series.values[c];
        if (!value.in_run()) continue;
        list.push_back({static_cast<double>(series.columns.first_of(c)),
                        static_cast<double>(series.columns.end_of(c)), value.consumed_most, 0,
                        value.provisioned_last, false});
    }
    return list;
}

void CapacityChart::fill_ghost(const std::vector<Column>& columns) {
    QList<QPointF> consumed, provisioned;
    for (const Column& column : columns) {
        // One point per column: a curve, distinct from the steps of B.
        consumed << QPointF((column.first + column.end) / 2, std::min(column.consumed, ceiling_));
        for (const double second : {column.first, column.end})
            provisioned << QPointF(second, std::min(column.provisioned, ceiling_));
    }
    points_ += static_cast<std::size_t>(consumed.size() + provisioned.size());
    surface_->ghost_consumed->replace(consumed);
    surface_->ghost_provisioned->replace(provisioned);
    const QColor& colour = view().theme().quiet_text;
    surface_->ghost_consumed->setPen(QPen(colour, 1));
    surface_->ghost_provisioned->setPen(QPen(colour, 2, Qt::DashLine, Qt::FlatCap));
}

std::optional<double> CapacityChart::target() const {
    if (!run().scenario()) return std::nullopt;
    const auto& plans = run().scenario()->scaling;
    const auto plan = plans.find(run().recording().tables[table()].name);
    return plan == plans.end() ? std::nullopt : plan->second.target_utilization(side());
}

// Draws the utilization target of the scaling policy as steps that follow the provisioned capacity.
void CapacityChart::fill_target(const std::vector<Column>& columns) {
    QList<QPointF> steps;
    if (const auto share = target()) {
        for (const Column& column : columns) {
            const double kept = column.provisioned * *share;
            if (steps.size() > 1 && steps.back().y() == kept)
                steps.back().setX(column.end);
            else
                steps << QPointF(column.first, kept) << QPointF(column.end, kept);
        }
    }
    points_ += static_cast<std::size_t>(steps.size());
    surface_->target->replace(steps);
    surface_->target->setPen(
        QPen(view().theme().target, view().line_width(1), Qt::DashLine, Qt::FlatCap));
}

void CapacityChart::fill() {
    if (table() >= run().recording().tables.size() || !std::exchange(unfilled_, false)) return;
    const std::vector<Column> columns = columns_of();
    const std::vector<Column> ghost = columns_of_a();
    double steady_most = shared_ ? shared_() : 0;
    demand_most_ = 0;
    for (const Column& column : ghost)
        steady_most = std::max({steady_most, column.consumed, column.provisioned});
    const std::vector<PastStep> past = past_steps(run(), table(), side(), view().window());
    for (const PastStep& step : past) steady_most = std::max(steady_most, step.units);
    for (const Column& column : columns) {
        steady_most = std::max({steady_most, column.consumed, column.provisioned});
        demand_most_ = std::max(demand_most_, column.demand);
    }
    ceiling_ = steady_most > 0 ? steady_most * headroom : std::max(demand_most_, 1.0);
    fill_columns(columns);
    surface_->show_past(past, ceiling_, view().theme().text);
    fill_ghost(ghost);
    fill_target(columns);
    const int most_ticks =
        std::max(2, static_cast<int>(plot().height() / (tick_distance * view().text_scale())));
    surface_->set_range(view().window(), ceiling_, most_ticks);
    surface_->y->setLabelsVisible(steady_most > 0 || demand_most_ > 0);
    surface_->dress(view(), plot(), unit_name(side()));
}

void CapacityChart::fill_columns(const std::vector<Column>& columns) {
    QList<QPointF> consumed, base, demand, provisioned;
    const double least_mark = ceiling_ * 2 / std::max(plot().height(), 1.0);
    bool refused_any = false;
    for (const Column& column : columns) {
        const double top = std::min(column.consumed, ceiling_);
        double refused = std::min(column.demand, ceiling_);
        if (column.throttled) refused = std::max(refused, std::min(top + least_mark, ceiling_));
        refused_any |= column.throttled;
        for (const double second : {column.first, column.end}) {
            consumed << QPointF(second, top);
            demand << QPointF(second, refused);
            provisioned << QPointF(second, std::min(column.provisioned, ceiling_));
        }
    }
    if (!columns.empty())
        base << QPointF(columns.front().first, 0) << QPointF(columns.back().end, 0);
    surface_->consumed_line->replace(consumed);
    surface_->base_line->replace(base);
    surface_->demand_line->replace(demand);
    surface_->covered_line->replace(consumed);
    surface_->provisioned->replace(provisioned);
    surface_->throttled->setVisible(refused_any);
    points_ = static_cast<std::size_t>(4 * consumed.size() + base.size());
}

void CapacityChart::paint_content(Canvas& canvas) {
    if (table() >= run().recording().tables.size()) return;
    fill();
    if (folded_) return paint_folded(canvas);
    surface_->render_into(canvas.painter(), size());
    paint_excess(canvas);
}

void CapacityChart::paint_folded(Canvas& canvas) {
    const QRectF area = plot();
    const std::vector<Column> columns = columns_of();
    canvas.text({area.left() - canvas.em(lane_label_gap), area.center().y()}, unit_name(side()),
                chart_note, Align::right);
    canvas.horizontal_line(area.bottom() - 1, area.left(), area.right(), view().theme().grid);
    if (columns.empty()) return;
    canvas.text(
        {area.left() + canvas.em(4), area.center().y()},
        tr("%1 consumed of %2 provisioned at the end; up to %3 in view; click for the chart")
            .arg(amount_text(columns.back().consumed), amount_text(columns.back().provisioned),
                 amount_text(steady())),
        axis_text);
}

void CapacityChart::paint_excess(Canvas& canvas) {
    if (demand_most_ <= ceiling_) return;
    const QRectF area = plot();
    canvas.text({area.right() - canvas.em(4), area.top() + canvas.em(7)},
                tr("\u2191 %1").arg(qtext(short_amount(demand_most_))), axis_text, Align::right,
                view().theme().throttled);
}

void CapacityChart::paint_over(QPainter& painter) {
    Canvas canvas(painter, view().theme(), view().text_scale(), pixel_ratio());
    paint_excess(canvas);
    paint_overlay(canvas);
    if (!hasFocus()) return;
    painter.setPen(QPen(view().theme().selection, 1, Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(rect()).adjusted(0, 0, -1, -1));
}

QString CapacityChart::spoken_value() const {
    const auto cursor = seen_cursor();
    if (!cursor || table() >= run().recording().tables.size()) return TimeCanvas::spoken_value();
    const RecordedMoment moment =
        moment_of(run().recording().tables[table()], side(), cursor->second);
    if (moment.series == nullptr) return TimeCanvas::spoken_value();
    return tr("%1 %2 consumed").arg(amount_text(moment.consumed_per_second()), unit_name(side()));
}

// The series under the mouse, if there is one, and the numbers at that time.
QString CapacityChart::description(QPointF at) const {
    const QString numbers = numbers_at(at);
    const QString& series = surface_->pointed_at();
    return series.isEmpty() || numbers.isEmpty() ? numbers : series + QLatin1Char('\n') + numbers;
}

QString CapacityChart::numbers_at(QPointF at) const {
    if (table() >= run().recording().tables.size()) return {};
    const TableRecording& of = run().recording().tables[table()];
    const RecordedMoment moment = moment_of(of, side(), second_at(at.x()));
    if (moment.series == nullptr) return {};
    const SeriesSecond& here = *moment.series;
    const QString provisioned = amount_text(static_cast<double>(here.provisioned) * 1e-3);
    const QString unit = unit_name(side()), throttled = count_text(here.throttled());
    const QString asked = amount_text(HalfUnits(moment.busiest_demand()).in_units());
    if (moment.is_second() && of.on_demand_at(moment.seconds.first)) {
        return tr("%1  consumed %2 of %3 %4 on-demand capacity, %5 asked for, %6 throttled")
            .arg(clock_of(moment.seconds.first), amount_text(moment.consumed_per_second()),
                 provisioned, unit, asked, throttled);
    }
    if (moment.is_second()) {
        return tr("%1  consumed %2 of %3 %4 provisioned, %5 asked for, %6 throttled")
            .arg(clock_of(moment.seconds.first), amount_text(moment.consumed_per_second()),
                 provisioned, unit, asked, throttled);
    }
    return tr("%1  on average, consumed %2 of %3 %4 a second provisioned; %5 asked for in the "
              "busiest second; %6 throttled, in %7 seconds")
        .arg(Words::moment(moment.seconds), amount_text(moment.consumed_per_second()), provisioned,
             unit, asked, throttled, count_text(moment.throttled_seconds()));
}

}  // namespace isotherm
