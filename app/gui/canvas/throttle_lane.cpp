// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/throttle_lane.h"

#include "app/gui/models/cause_names.h"
#include "app/gui/models/view_numbers.h"
#include "engine/insight/cell_facts.h"
#include "engine/insight/episodes.h"
#include "engine/insight/recorded_moment.h"

namespace isotherm {
namespace {

constexpr double throttle_height = 22;
constexpr double cross_size = 10;
constexpr double bar_least = 0.4;  // height of the smallest bar, as a share of the lane

}  // namespace

ThrottleLane::ThrottleLane(RunModel& run, ViewState& view, SeriesCache& series, Side side,
                           Outcome cause, QWidget* parent)
    : TimeCanvas(run, view, parent), series_(series), side_(side), cause_(cause) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(
        tr("Throttled %1: %2").arg(Words::reads_or_writes(side), Words::cause(cause)));
    setAccessibleDescription(Words::cause_sentence(cause));
    setVisible(false);
    connect(&run, &RunModel::baseline_changed, this, &ThrottleLane::recount);
    connect(&run, &RunModel::restarted, this, &ThrottleLane::recount);
    connect(&view, &ViewState::subject_changed, this, &ThrottleLane::recount);
    connect(&run, &RunModel::extended, this, [this] { count(); });
    connect(&view, &ViewState::look_changed, this, [this] { updateGeometry(); });
    connect(&CountedView::of(run, view), &CountedView::changed, this, &TimeCanvas::invalidate);
    recount();
}

void ThrottleLane::recount() {
    total_ = 0;
    counted_until_ = 0;
    count_a();
    count();
}

QStringList ThrottleLane::label() const {
    const QString letter = side_ == Side::read ? tr("R", "reads") : tr("W", "writes");
    return lines_of(letter + QLatin1Char(' ') + Words::cause(cause_), lane_text,
                    label_room - lane_label_gap * 1.5 - cross_size - lane_label_air);
}

QSize ThrottleLane::sizeHint() const {
    const double height =
        std::max(throttle_height, height_of(label(), lane_text) + 2 * lane_label_air);
    return {400, static_cast<int>(height * view().text_scale())};
}

void ThrottleLane::count() {
    const auto& tables = run().recording().tables;
    if (table() < tables.size()) {
        const auto& columns = tables[table()].seconds[side_];
        for (; counted_until_ < columns.size(); ++counted_until_) {
            total_ += columns[counted_until_].requests[static_cast<std::size_t>(cause_)];
        }
    }
    const bool shown = total_ + total_of_a_ > 0;
    if (isHidden() == shown) setVisible(shown);
}

const TableRecording* ThrottleLane::shown_of_a() const {
    return view().compare_mode() == CompareMode::off ? nullptr : run().baseline_table(table());
}

void ThrottleLane::count_a() {
    total_of_a_ = 0;
    const TableRecording* a = shown_of_a();
    if (a == nullptr) return;
    for (const SeriesSecond& second : a->seconds[side_])
        total_of_a_ += second.requests[static_cast<std::size_t>(cause_)];
}

SeriesColumns ThrottleLane::columns_of_a() const {
    const TableRecording& a = *shown_of_a();
    const TimeWindow window = view().window();
    return series_columns(
        a.seconds[side_],
        TimeColumns::over(window.first, window.end, plot_pixels(), view().grain()),
        run().baseline()->recorded_seconds(), a.column_seconds);
}

void ThrottleLane::paint_ghost(Canvas& canvas, double most) {
    const SeriesColumns ghost = columns_of_a();
    const auto cause = static_cast<std::size_t>(cause_);
    const QRectF area = plot();
    const QColor& colour = view().theme().quiet_text;
    const auto top_of = [&](std::size_t c) {
        const double rate = ghost.values[c].rate_of(cause);
        return rate <= 0
                   ? area.bottom() - 1
                   : canvas.snapped(area.bottom() -
                                    area.height() * (bar_least + (1 - bar_least) * rate / most));
    };
    for (std::size_t c = 0; c < ghost.values.size(); ++c) {
        const double left =
            area.left() + ghost.columns.pixel_of(c, plot_pixels()) / canvas.pixel_ratio();
        const double right =
            area.left() + ghost.columns.pixel_of(c + 1, plot_pixels()) / canvas.pixel_ratio();
        const double top = top_of(c);
        const double before = c == 0 ? area.bottom() - 1 : top_of(c - 1);
        if (top < area.bottom() - 1) canvas.horizontal_line(top, left, right, colour);
        if (before != top)
            canvas.vertical_line(left, std::min(top, before), std::max(top, before), colour);
    }
}

void ThrottleLane::paint_content(Canvas& canvas) {
    const bool here = table() < run().recording().tables.size();
    if (!here && total_of_a_ == 0) return;
    static const SeriesColumns nothing;  // for a table that only run A has
    const SeriesColumns& series =
        here ? series_.columns(table(), side_, view().window(), plot_pixels()) : nothing;
    const auto cause = static_cast<std::size_t>(cause_);
    const CauseStyle& style = view().theme().causes[cause];
    const QRectF area = plot();
    double most = 0;
    for (const SeriesColumn& column : series.values) most = std::max(most, column.rate_of(cause));
    if (total_of_a_ > 0 && shown_of_a() != nullptr) {
        for (const SeriesColumn& column : columns_of_a().values)
            most = std::max(most, column.rate_of(cause));
    }
    const auto left_of = [&](std::size_t column) {
        return area.left() + series.columns.pixel_of(column, plot_pixels()) / canvas.pixel_ratio();
    };
    std::vector<Span> bars;
    for (std::size_t c = 0; c < series.values.size(); ++c) {
        if (series.values[c].requests[cause] == 0) continue;
        const double share = bar_least + (1 - bar_least) * series.values[c].rate_of(cause) / most;
        const double top = canvas.snapped(area.bottom() - area.height() * share);
        const double right = std::max(left_of(c + 1), left_of(c) + canvas.device_pixel());
        canvas.fill({left_of(c), top, right - left_of(c), area.bottom() - top}, style.fill);
        bars.push_back({left_of(c), right});
    }
    if (total_of_a_ > 0 && shown_of_a() != nullptr) paint_ghost(canvas, most);
    canvas.horizontal_line(area.bottom() - 1, area.left(), area.right(), view().theme().grid);
    const double size = canvas.em(cross_size);
    for (const Span& lone : lone_spans(bars, size * 0.8)) {
        const double x = std::clamp(lone.middle(), area.left() + size / 2, area.right() - size / 2);
        canvas.glyph(style.glyph, {x, area.top() + size / 2}, size * 0.8, style.fill,
                     style.outline);
    }
    const double middle = area.center().y();
    const double right = area.left() - canvas.em(lane_label_gap);
    const double glyph_x = right - canvas.em(lane_label_gap / 2);
    canvas.glyph(style.glyph, {glyph_x, middle}, size, style.fill, style.outline);
    paint_lines(canvas, {glyph_x - size, middle}, label(), lane_text, Align::right);
    canvas.text({area.right() + canvas.em(8), middle}, counted(), lane_text);
}

// The same count as in the headline; an ellipsis until it is known.
QString ThrottleLane::counted() const {
    const ViewNumbers* numbers = CountedView::of(run(), view()).numbers();
    if (numbers == nullptr) return QString(QChar(0x2026));
    const SideNumbers* band = numbers->band(view().table(), side_);
    return count_text(band == nullptr ? std::uint64_t{0}
                                      : band->outcomes[static_cast<std::size_t>(cause_)]);
}

std::uint64_t ThrottleLane::refused_in(std::int64_t second) const {
    const auto& tables = run().recording().tables;
    if (table() >= tables.size()) return 0;
    const RecordedMoment moment = moment_of(tables[table()], side_, second);
    return moment.series == nullptr ? 0 : moment.series->requests[static_cast<std::size_t>(cause_)];
}

QString ThrottleLane::description(QPointF at) const {
    const std::int64_t second = second_at(at.x());
    if (second >= run().recorded_seconds()) return {};
    const std::int64_t first = second - second % view().grain();
    return tr("%1  %Ln throttled. %2", nullptr, static_cast<int>(refused_in(second)))
        .arg(Words::moment({first, first + view().grain()}), Words::cause_sentence(cause_));
}

QString ThrottleLane::spoken() const {
    if (seen_cursor()) return TimeCanvas::spoken();
    return tr("%1 to %2. In the whole run, %Ln throttled. %3", nullptr, static_cast<int>(total_))
        .arg(clock_of(view().window().first), clock_of(view().window().end),
             Words::cause_sentence(cause_));
}

QString ThrottleLane::spoken_value() const {
    const auto cursor = seen_cursor();
    return count_text(cursor ? refused_in(cursor->second) : total_);
}

// The cell of the most throttled partition, so that "Why?" has something to explain.
CellCursor ThrottleLane::cursor_at(QPointF at) const {
    CellCursor cursor = TimeCanvas::cursor_at(at);
    if (table() >= run().recording().tables.size()) return cursor;
    const TableRecording& of = run().recording().tables[table()];
    const auto partition = most_throttled_partition(of, side_, cursor.second);
    if (partition) cursor.position = middle_position(of, *partition);
    return cursor;
}

}  // namespace isotherm
