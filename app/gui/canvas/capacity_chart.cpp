// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/capacity_chart.h"

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>

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
constexpr double highest_multiple = 2.5;
constexpr double past_line = 2;  // width
constexpr TextStyle chart_text{12, true};
constexpr TextStyle axis_text{11};
constexpr TextStyle chart_note{11, false, true};

// What was recorded in the past of this table and side; none for a view without it.
std::vector<PastStep> past_steps(const RunModel& run, std::size_t table, Side side,
                                 TimeWindow window) {
    const RecordedPast* past = RecordedPast::of(run);
    if (past == nullptr) return {};
    const Recording& recording = run.recording();
    return past->steps(recording.tables[table].name, side, recording.start, window, most_columns);
}

}  // namespace

// A chart with its own scene, which is rendered into the canvas.
struct CapacityChart::Chart {
    QGraphicsScene scene;
    QChart* chart = new QChart;
    QValueAxis* x = new QValueAxis;
    QValueAxis* y = new QValueAxis;
    QLineSeries* consumed_line = new QLineSeries;
    QLineSeries* base_line = new QLineSeries;
    QLineSeries* demand_line = new QLineSeries;
    QLineSeries* covered_line = new QLineSeries;
    QLineSeries* provisioned = new QLineSeries;
    QLineSeries* target = new QLineSeries;
    QLineSeries* ghost_consumed = new QLineSeries;
    QLineSeries* ghost_provisioned = new QLineSeries;
    QLineSeries* past = new QLineSeries;

    void show_past(const std::vector<PastStep>& steps, double ceiling, const QColor& colour) {
        QList<QPointF> points;
        for (const PastStep& step : steps)
            for (const double second : {step.first_second, step.end_second})
                points << QPointF(second, std::min(step.units, ceiling));
        past->replace(points);
        past->setPen(QPen(colour, past_line, Qt::DotLine, Qt::FlatCap));
    }
    QAreaSeries* consumed = nullptr;
    QAreaSeries* throttled = nullptr;

    Chart() {
        chart->setAnimationOptions(QChart::NoAnimation);
        chart->setBackgroundVisible(false);
        chart->setPlotAreaBackgroundVisible(false);
        chart->legend()->hide();
        chart->setMargins(QMargins(0, 0, 0, 0));
        chart->layout()->setContentsMargins(0, 0, 0, 0);
        consumed = new QAreaSeries(consumed_line, base_line);
        throttled = new QAreaSeries(demand_line, covered_line);
        for (QLineSeries* line : {consumed_line, base_line, demand_line, covered_line}) {
            line->setParent(chart);
        }
        for (QValueAxis* axis : {x, y}) {
            axis->setLabelsVisible(false);
            axis->setLineVisible(false);
            axis->setGridLineVisible(false);
        }
        chart->addAxis(x, Qt::AlignBottom);
        chart->addAxis(y, Qt::AlignLeft);
        for (QAbstractSeries* series :
             std::initializer_list<QAbstractSeries*>{consumed, past, throttled, ghost_consumed,
                                                     ghost_provisioned, target, provisioned}) {
            chart->addSeries(series);
            series->attachAxis(x);
            series->attachAxis(y);
        }
        scene.addItem(chart);
    }
};

CapacityChart::CapacityChart(RunModel& run, ViewState& view, SeriesCache& series, std::size_t table,
                             Side side, QWidget* parent)
    : TimeCanvas(run, view, parent),
      series_(series),
      table_(table),
      side_(side),
      chart_(std::make_unique<Chart>()) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(
        tr("Capacity: %1, %2")
            .arg(qtext(run.recording().tables[table].name), Words::reads_or_writes(side)));
    setAccessibleDescription(
        tr("Provisioned, consumed and throttled capacity over time. The Seconds table shows the "
           "same as numbers."));
}

CapacityChart::~CapacityChart() = default;

std::vector<CapacityChart::Column> CapacityChart::columns_of() const {
    std::vector<Column> list;
    const TimeWindow window = view().window();
    if (view().lens() == Lens::cloudwatch) {
        auto minutes = lens_minutes(run().recording().tables[table_], side_, window);
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
        series_.columns(table_, side_, window, std::min(plot_pixels(), most_columns));
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
    const TableRecording* a = run().baseline_table(table_);
    if (a == nullptr || view().compare_mode() == CompareMode::off ||
        view().lens() == Lens::cloudwatch)
        return list;
    const TimeWindow window = view().window();
    const SeriesColumns series =
        series_columns(a->seconds[side_],
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

void CapacityChart::fill_ghost(const std::vector<Column>& columns, double ceiling) {
    QList<QPointF> consumed, provisioned;
    for (const Column& column : columns) {
        // One point per column: a curve, distinct from the steps of B.
        consumed << QPointF((column.first + column.end) / 2, std::min(column.consumed, ceiling));
        for (const double second : {column.first, column.end})
            provisioned << QPointF(second, std::min(column.provisioned, ceiling));
    }
    points_ += static_cast<std::size_t>(consumed.size() + provisioned.size());
    chart_->ghost_consumed->replace(consumed);
    chart_->ghost_provisioned->replace(provisioned);
    const QColor& colour = view().theme().quiet_text;
    chart_->ghost_consumed->setPen(QPen(colour, 1));
    chart_->ghost_provisioned->setPen(QPen(colour, 2, Qt::DashLine, Qt::FlatCap));
}

std::optional<double> CapacityChart::target() const {
    if (!run().scenario()) return std::nullopt;
    const auto& plans = run().scenario()->scaling;
    const auto plan = plans.find(run().recording().tables[table_].name);
    return plan == plans.end() ? std::nullopt : plan->second.target_utilization(side_);
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
    chart_->target->replace(steps);
    chart_->target->setPen(
        QPen(view().theme().target, view().line_width(1), Qt::DashLine, Qt::FlatCap));
}

void CapacityChart::paint_content(Canvas& canvas) {
    if (table_ >= run().recording().tables.size()) return;
    const std::vector<Column> columns = columns_of();
    const std::vector<Column> ghost = columns_of_a();
    double steady = 0, demand_most = 0;
    for (const Column& column : ghost)
        steady = std::max({steady, column.consumed, column.provisioned});
    const std::vector<PastStep> past = past_steps(run(), table_, side_, view().window());
    for (const PastStep& step : past) steady = std::max(steady, step.units);
    for (const Column& column : columns) {
        steady = std::max({steady, column.consumed, column.provisioned});
        demand_most = std::max(demand_most, column.demand);
    }
    const double wanted = std::max(demand_most, steady);
    double ceiling = steady > 0 ? std::min(wanted, highest_multiple * steady) : wanted;
    ceiling = ceiling > 0 ? ceiling * 1.08 : 1;
    paint_names(canvas, ceiling, demand_most);

    QList<QPointF> consumed, base, demand, covered, provisioned;
    const double least_mark = ceiling * 2 / std::max(plot().height(), 1.0);
    for (const Column& column : columns) {
        const double top = std::min(column.consumed, ceiling);
        double refused = std::min(column.demand, ceiling);
        if (column.throttled) refused = std::max(refused, top + least_mark);
        for (const double second : {column.first, column.end}) {
            consumed << QPointF(second, top);
            demand << QPointF(second, refused);
            provisioned << QPointF(second, std::min(column.provisioned, ceiling));
        }
    }
    if (!columns.empty()) {
        base << QPointF(columns.front().first, 0) << QPointF(columns.back().end, 0);
    }
    covered = consumed;
    chart_->consumed_line->replace(consumed);
    chart_->base_line->replace(base);
    chart_->demand_line->replace(demand);
    chart_->covered_line->replace(covered);
    chart_->provisioned->replace(provisioned);
    points_ = static_cast<std::size_t>(3 * consumed.size() + covered.size() + base.size());

    chart_->show_past(past, ceiling, view().theme().text);
    fill_ghost(ghost, ceiling);
    fill_target(columns);
    const Theme& theme = view().theme();
    chart_->consumed->setBrush(theme.consumed_area);
    chart_->consumed->setPen(QPen(theme.consumed, view().line_width(1)));
    chart_->throttled->setBrush(theme.throttled);
    chart_->throttled->setPen(Qt::NoPen);
    chart_->provisioned->setPen(
        QPen(theme.provisioned, view().line_width(2), Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    chart_->x->setRange(axis().first_second, axis().end_second);
    chart_->y->setRange(0, ceiling);
    chart_->chart->resize(QSizeF(size()));
    chart_->chart->setPlotArea(plot());
    chart_->scene.setSceneRect(rect());
    chart_->scene.render(&canvas.painter(), QRectF(rect()), QRectF(rect()));
    canvas.horizontal_line(plot().bottom() - 1, plot().left(), plot().right(), theme.axis);
}

void CapacityChart::paint_names(Canvas& canvas, double ceiling, double demand_most) {
    const QRectF area = plot();
    const Theme& theme = view().theme();
    const int most_ticks = std::max(2, static_cast<int>(area.height() / canvas.em(24)));
    const double step = round_step(ceiling, most_ticks);
    for (const double amount : value_ticks(ceiling, most_ticks)) {
        const double y = area.bottom() - amount / ceiling * area.height();
        canvas.horizontal_line(std::min(y, area.bottom() - 1), area.left(), area.right(),
                               theme.grid);
        canvas.text({area.left() - canvas.em(lane_label_gap), y}, qtext(tick_text(amount, step)),
                    axis_text, Align::right);
    }
    const TableRecording& table = run().recording().tables[table_];
    const double header = area.top() - canvas.em(8);
    const QString name = qtext(printable(table.name.label())) + QStringLiteral(" \u00b7 ") +
                         Words::reads_or_writes(side_);
    canvas.text({area.left(), header}, name, chart_text);
    const double note_left = area.left() + canvas.width_of(name, chart_text) + canvas.em(10);
    // The longest note that fits is shown. The unit is in all of them, because nothing else shows
    // it.
    const QString notes[] = {
        view().lens() == Lens::cloudwatch
            ? tr("%1 a second, one-minute averages").arg(unit_name(side_))
        : run().baseline() != nullptr && view().compare_mode() != CompareMode::off
            ? tr("%1 a second: provisioned, consumed, throttled; A dashed and grey")
                  .arg(unit_name(side_))
        : !past_steps(run(), table_, side_, view().window()).empty()
            ? tr("%1 a second: provisioned, consumed, throttled; recorded in the past dotted")
                  .arg(unit_name(side_))
        : table.column_seconds > 1
            ? tr("%1 a second: provisioned; consumed on average; demand in the busiest second")
                  .arg(unit_name(side_))
        : table.on_demand_at(view().window().first)
            ? tr("%1 a second: on-demand capacity, consumed, throttled").arg(unit_name(side_))
        : target() ? tr("%1 a second: provisioned, consumed, throttled; target %2 dashed")
                         .arg(unit_name(side_), share_text(*target(), 0))
                   : tr("%1 a second: provisioned, consumed, throttled").arg(unit_name(side_)),
        tr("%1 a second").arg(unit_name(side_)), unit_name(side_)};
    for (const QString& note : notes) {
        if (note_left + canvas.width_of(note, chart_note) > width() - canvas.em(4)) continue;
        canvas.text({note_left, header}, note, chart_note);
        break;
    }
    if (demand_most > ceiling) {
        canvas.text({area.right() + canvas.em(8), area.top() + canvas.em(6)},
                    tr("\u2191 %1").arg(qtext(short_amount(demand_most))), axis_text, Align::left,
                    theme.throttled);
    }
}

QString CapacityChart::spoken_value() const {
    const auto cursor = seen_cursor();
    if (!cursor || table_ >= run().recording().tables.size()) return TimeCanvas::spoken_value();
    const RecordedMoment moment =
        moment_of(run().recording().tables[table_], side_, cursor->second);
    if (moment.series == nullptr) return TimeCanvas::spoken_value();
    return tr("%1 %2 consumed").arg(amount_text(moment.consumed_per_second()), unit_name(side_));
}

QString CapacityChart::description(QPointF at) const {
    if (table_ >= run().recording().tables.size()) return {};
    const TableRecording& table = run().recording().tables[table_];
    const RecordedMoment moment = moment_of(table, side_, second_at(at.x()));
    if (moment.series == nullptr) return {};
    const SeriesSecond& here = *moment.series;
    const QString provisioned = amount_text(static_cast<double>(here.provisioned) * 1e-3);
    const QString unit = unit_name(side_), throttled = count_text(here.throttled());
    const QString asked = amount_text(HalfUnits(moment.busiest_demand()).in_units());
    if (moment.is_second() && table.on_demand_at(moment.seconds.first)) {
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
