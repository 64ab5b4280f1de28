// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bands/band_line.h"

#include <QMouseEvent>

#include "app/gui/bands/table_heat.h"
#include "app/gui/models/cause_names.h"
#include "app/render/heat_image.h"
#include "app/render/value_axis.h"
#include "engine/insight/score.h"

namespace isotherm {
namespace {

constexpr TextStyle line_name{12, true};
constexpr TextStyle line_number{11.5};
constexpr double fold_button = 18;
constexpr double change_tick = 5;

void paint_rows(Canvas& canvas, QRectF area, const HeatGrid& grid) {
    if (grid.columns.count == 0 || area.height() < 1) return;
    const double ratio = canvas.pixel_ratio();
    const QSize size(std::max(1, static_cast<int>(std::lround(area.width() * ratio))),
                     std::max(1, static_cast<int>(std::lround(area.height() * ratio))));
    QImage image = heat_image(grid, canvas.theme(), size, ratio).image;
    image.setDevicePixelRatio(ratio);
    canvas.painter().drawImage(area.topLeft(), image);
}

SideTries tries_of(const RunModel& run, std::size_t table, const std::vector<Side>& sides,
                   TimeWindow window) {
    SideTries sum;
    const TableRecording* of = run.table(table);
    if (of == nullptr) return sum;
    for (const Side side : sides) {
        const SideTries tries = try_counts(*of, side, window);
        sum.tries += tries.tries;
        sum.throttled += tries.throttled;
    }
    return sum;
}

}  // namespace

QString refused_text(std::uint64_t throttled, std::uint64_t tries) {
    if (throttled == 0 || tries == 0) return count_text(throttled);
    const double share = static_cast<double>(throttled) / static_cast<double>(tries);
    return QStringLiteral("%1 (%2)").arg(count_text(throttled),
                                         share_text(share, share < 0.001 ? 3 : 1));
}

BandLine::BandLine(RunModel& run, ViewState& view, QWidget* parent)
    : TimeCanvas(run, view, parent), fold_(new QToolButton(this)) {
    setAccessibleDescription(tr("A collapsed band: the heat of the whole table as one row."));
    fold_->setAutoRaise(true);
    fold_->setProperty("bare", true);
    fold_->setText(QStringLiteral("\u25b8"));
    fold_->setToolTip(tr("Expand"));
    fold_->setAccessibleName(tr("Expand"));
    fold_->setFocusPolicy(Qt::NoFocus);
    connect(fold_, &QToolButton::clicked, this,
            [this] { this->view().set_collapsed(entry_.table, false); });
}

void BandLine::show_entry(const BandEntry& entry) {
    entry_ = entry;
    set_subject(Subject{entry.table, entry.sides.front()});
    const QString name = entry.series.empty()
                             ? qtext(printable(run().subject_name(entry.table).label()))
                             : entry.series_name;
    setAccessibleName(tr("%1, collapsed").arg(name));
    invalidate();
}

QString BandLine::counted() const {
    SideTries sum;
    const std::vector<std::size_t> tables =
        entry_.series.empty() ? std::vector<std::size_t>{entry_.table} : entry_.series;
    for (const std::size_t table : tables) {
        const SideTries tries = tries_of(run(), table, entry_.sides, view().window());
        sum.tries += tries.tries;
        sum.throttled += tries.throttled;
    }
    return refused_text(sum.throttled, sum.tries);
}

void BandLine::paint_changes(Canvas& canvas) {
    const TableRecording* of = run().table(entry_.table);
    if (of == nullptr) return;
    const TimeAxis time = axis();
    const QRectF area = plot();
    for (const CapacityChange& change : run().recording().capacity_changes) {
        if (change.resource != of->name) continue;
        const double x = time.x_of(static_cast<double>(change.second));
        if (x < area.left() || x >= area.right()) continue;
        canvas.vertical_line(x, area.top() - canvas.em(change_tick) - 1, area.top() - 1,
                             view().theme().text);
    }
}

void BandLine::paint_content(Canvas& canvas) {
    const QRectF area = plot();
    const Theme& theme = view().theme();
    const double middle = height() / 2.0;
    const double left = canvas.em(fold_button + 6);
    const QString name = entry_.series.empty()
                             ? qtext(printable(run().subject_name(entry_.table).label()))
                             : entry_.series_name;
    canvas.text({left, middle},
                canvas.elided(name, line_name, area.left() - left - canvas.em(lane_label_gap)),
                line_name);
    const TimeWindow window = view().window();
    const TimeColumns columns =
        TimeColumns::over(window.first, window.end, plot_pixels(), view().grain());
    if (run().table(entry_.table) == nullptr || run().recorded_seconds() == 0) {
        canvas.hatched(area, theme.background, QColor(theme.missing_hatch));
    } else {
        const std::vector<std::size_t> tables =
            entry_.series.empty() ? std::vector<std::size_t>{entry_.table} : entry_.series;
        HeatGrid grid = table_heat(run(), tables, entry_.sides.front(), columns);
        for (std::size_t s = 1; s < entry_.sides.size(); ++s) {
            const HeatGrid more = table_heat(run(), tables, entry_.sides[s], columns);
            for (std::size_t i = 0; i < grid.codes.size(); ++i)
                unite(grid, i, more.codes[i], more.refusals[i]);
        }
        paint_rows(canvas, area, grid);
        paint_changes(canvas);
    }
    const double right = area.right() + canvas.em(6);
    const QString text = canvas.elided(counted(), line_number, width() - right - canvas.em(2));
    canvas.text({right, middle}, text, line_number);
}

QString BandLine::description(QPointF at) const {
    const std::int64_t first = second_at(at.x());
    const TimeWindow moment{first, first + view().grain()};
    const SideTries tries = tries_of(run(), entry_.table, entry_.sides, moment);
    return tr("%1  %2 of %3 tries throttled. In view: %4")
        .arg(Words::moment(moment), count_text(tries.throttled), count_text(tries.tries),
             counted());
}

QString BandLine::spoken() const {
    return TimeCanvas::spoken() + QLatin1Char(' ') +
           tr("%1. Throttled in view: %2").arg(accessibleName(), counted());
}

void BandLine::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->position().x() < edges().left)
        view().set_collapsed(entry_.table, false);
    else
        TimeCanvas::mouseDoubleClickEvent(event);
}

void BandLine::resizeEvent(QResizeEvent* event) {
    const int side = std::min(height(), static_cast<int>(fold_button * view().text_scale()));
    fold_->setGeometry(2, (height() - side) / 2, side, side);
    TimeCanvas::resizeEvent(event);
}

SeriesBlock::SeriesBlock(RunModel& run, ViewState& view, QWidget* parent)
    : TimeCanvas(run, view, parent) {
    setAccessibleDescription(
        tr("A row for each table of the series, oldest first; colour is the demand of its hottest "
           "partition as a share of the limit."));
}

void SeriesBlock::show_entry(const BandEntry& entry, const QStringList& dates) {
    entry_ = entry;
    dates_ = dates;
    set_subject(Subject{entry.table, entry.sides.front()});
    setAccessibleName(tr("Tables of the series %1").arg(entry.series_name));
    invalidate();
}

std::optional<std::size_t> SeriesBlock::member_at(double y) const {
    const QRectF area = plot();
    if (entry_.series.empty() || y < area.top() || y >= area.bottom()) return std::nullopt;
    const auto rows = static_cast<double>(entry_.series.size());
    const auto row = static_cast<std::size_t>((y - area.top()) / area.height() * rows);
    return std::min(row, entry_.series.size() - 1);
}

void SeriesBlock::paint_content(Canvas& canvas) {
    if (entry_.series.empty() || run().recording().tables.size() <= entry_.table) return;
    const QRectF area = plot();
    const TimeWindow window = view().window();
    const TimeColumns columns =
        TimeColumns::over(window.first, window.end, plot_pixels(), view().grain());
    const HeatGrid grid = table_heat(run(), entry_.series, entry_.sides.front(), columns);
    paint_rows(canvas, area, grid);
    const double each = area.height() / static_cast<double>(entry_.series.size());
    for (std::size_t r = 0; r < entry_.series.size(); ++r) {
        const double top = area.top() + each * static_cast<double>(r);
        if (r > 0)
            canvas.horizontal_line(top, area.left(), area.right(), view().theme().background);
        canvas.text({area.left() - canvas.em(lane_label_gap), top + each / 2},
                    dates_.value(static_cast<int>(r)), line_number, Align::right);
        const SideTries tries = tries_of(run(), entry_.series[r], entry_.sides, window);
        const double left = area.right() + canvas.em(6);
        canvas.text({left, top + each / 2},
                    canvas.elided(tries.tries == 0 ? QStringLiteral("\u2013")
                                                   : refused_text(tries.throttled, tries.tries),
                                  line_number, width() - left - canvas.em(2)),
                    line_number);
    }
}

QString SeriesBlock::description(QPointF at) const {
    const auto member = member_at(at.y());
    if (!member) return {};
    const std::int64_t first = second_at(at.x());
    const TimeWindow moment{first, first + view().grain()};
    const SideTries tries = tries_of(run(), entry_.series[*member], entry_.sides, moment);
    return tr("%1  %2: %3 of %4 tries throttled")
        .arg(Words::moment(moment),
             qtext(printable(run().subject_name(entry_.series[*member]).label())),
             count_text(tries.throttled), count_text(tries.tries));
}

// A click on a row makes its table the focused one.
void SeriesBlock::mousePressEvent(QMouseEvent* event) {
    const auto member = member_at(event->position().y());
    if (member && event->button() == Qt::LeftButton)
        view().show_table(entry_.series[*member], entry_.sides.front());
    TimeCanvas::mousePressEvent(event);
}

}  // namespace isotherm
