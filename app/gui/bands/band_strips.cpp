// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bands/band_strips.h"

#include <QMouseEvent>
#include <cmath>

#include "app/gui/models/cause_names.h"
#include "engine/insight/cell_facts.h"
#include "engine/insight/episodes.h"
#include "engine/insight/recorded_moment.h"

namespace isotherm {
namespace {

constexpr double strip_least_px = 2;
constexpr double glyph_room = 10;
constexpr double click_px = 4;
constexpr TextStyle strip_label{11, false, true};
constexpr TextStyle strip_sum{11.5};

}  // namespace

BurstLine::BurstLine(RunModel& run, ViewState& view, Subject subject, QWidget* parent)
    : TimeCanvas(run, view, parent) {
    set_subject(subject);
    setAccessibleName(tr("Burst left, %1: %2")
                          .arg(qtext(printable(run.subject_name(subject.table).label())),
                               Words::reads_or_writes(subject.side)));
    setAccessibleDescription(tr("The saved capacity that the emptiest partition has left."));
}

double BurstLine::least_left(TimeWindow seconds) const {
    const TableRecording* of = run().table(table());
    if (of == nullptr) return 1;
    std::vector<HeatSummary> sums(of->partitions.size());
    run().pyramid(table(), side()).add_summaries(sums, seconds.first, seconds.end);
    std::uint16_t least = burst_full;
    for (const HeatSummary& sum : sums) least = std::min(least, sum.burst_least);
    return static_cast<double>(least) / burst_full;
}

void BurstLine::paint_content(Canvas& canvas) {
    const QRectF area = plot();
    canvas.fill(area, view().theme().grid);
    if (run().table(table()) == nullptr || run().recorded_seconds() == 0) return;
    const TimeWindow window = view().window();
    const TimeColumns columns =
        TimeColumns::over(window.first, window.end, plot_pixels(), view().grain());
    for (std::size_t c = 0; c < columns.count; ++c) {
        const TimeWindow seconds{columns.first_of(c),
                                 std::min(columns.end_of(c), run().recorded_seconds())};
        if (seconds.first >= seconds.end) break;
        const double left = area.left() + columns.pixel_of(c, plot_pixels()) / canvas.pixel_ratio();
        const double right =
            area.left() + columns.pixel_of(c + 1, plot_pixels()) / canvas.pixel_ratio();
        const double height = area.height() * least_left(seconds);
        canvas.fill({left, area.bottom() - height, right - left, height},
                    view().theme().provisioned);
    }
}

QString BurstLine::description(QPointF at) const {
    const std::int64_t first = second_at(at.x());
    if (first >= run().recorded_seconds()) return {};
    const TimeWindow moment{first, first + view().grain()};
    return tr("%1  burst: the emptiest partition has %2 left")
        .arg(Words::moment(moment), share_text(least_left(moment), 0));
}

ThrottleStrip::ThrottleStrip(RunModel& run, ViewState& view, SeriesCache& series, Subject subject,
                             QWidget* parent)
    : TimeCanvas(run, view, parent), series_(series) {
    set_subject(subject);
    setAccessibleName(tr("Throttled, %1: %2")
                          .arg(qtext(printable(run.subject_name(subject.table).label())),
                               Words::reads_or_writes(subject.side)));
    setAccessibleDescription(
        tr("Refused tries of all causes; a click opens a lane for each cause."));
}

double ThrottleStrip::bar_height(double rate, double most, double room) {
    if (rate <= 0 || most <= 0) return 0;
    return std::max(room * std::sqrt(rate / most), std::min(strip_least_px, room));
}

void ThrottleStrip::paint_content(Canvas& canvas) {
    const QRectF area = plot();
    const Theme& theme = view().theme();
    canvas.text({area.left() - canvas.em(lane_label_gap), area.center().y()}, tr("throttle"),
                strip_label, Align::right);
    canvas.horizontal_line(area.bottom() - 1, area.left(), area.right(), theme.grid);
    if (run().table(table()) == nullptr) return;
    const int pixels = plot_pixels();
    const SeriesColumns& series = series_.columns(table(), side(), view().window(), pixels);
    const auto refused = [](const SeriesColumn& column) {
        return column.seconds == 0 ? 0.0
                                   : static_cast<double>(throttled_of(column.requests)) /
                                         static_cast<double>(column.seconds);
    };
    double most = 0;
    for (const SeriesColumn& column : series.values) most = std::max(most, refused(column));
    std::vector<std::vector<Span>> bars(outcome_count);
    for (std::size_t c = 0; c < series.values.size(); ++c) {
        const SeriesColumn& column = series.values[c];
        const double rate = refused(column);
        if (rate <= 0) continue;
        const double left = area.left() + series.columns.pixel_of(c, pixels) / canvas.pixel_ratio();
        const double right =
            std::max(area.left() + series.columns.pixel_of(c + 1, pixels) / canvas.pixel_ratio(),
                     left + canvas.device_pixel());
        const double height = bar_height(rate, most, area.height());
        double bottom = area.bottom();
        for (std::size_t o = 1; o < outcome_count; ++o) {
            const double part = height * column.rate_of(o) / rate;
            if (part <= 0 || o == static_cast<std::size_t>(Outcome::collection_full)) continue;
            canvas.fill({left, bottom - part, right - left, part}, theme.causes[o].fill);
            bottom -= part;
            bars[o].push_back({left, right});
        }
    }
    const double size = canvas.em(glyph_room) * 0.8;
    for (std::size_t o = 1; o < outcome_count; ++o)
        for (const Span& lone : lone_spans(bars[o], size)) {
            const double x =
                std::clamp(lone.middle(), area.left() + size / 2, area.right() - size / 2);
            canvas.glyph(theme.causes[o].glyph, {x, area.center().y()}, size, theme.causes[o].fill,
                         theme.causes[o].outline);
        }
    if (view().presenting()) return;  // the head of the band has the number
    canvas.text({area.right() + canvas.em(8), area.center().y()}, count_text(series.throttled()),
                strip_sum);
}

QString ThrottleStrip::description(QPointF at) const {
    const std::int64_t second = second_at(at.x());
    const TableRecording* of = run().table(table());
    if (second >= run().recorded_seconds() || of == nullptr) return {};
    const RecordedMoment moment = moment_of(*of, side(), second);
    if (moment.series == nullptr) return {};
    QString text = tr("%1  %2 throttled")
                       .arg(Words::moment(moment.seconds), count_text(moment.series->throttled()));
    for (std::size_t o = 1; o < outcome_count; ++o)
        if (moment.series->requests[o] > 0)
            text += QStringLiteral("\n%1: %2")
                        .arg(Words::cause(static_cast<Outcome>(o)),
                             count_text(std::uint64_t{moment.series->requests[o]}));
    return text;
}

QString ThrottleStrip::spoken() const {
    const TableRecording* of = run().table(table());
    if (seen_cursor() || of == nullptr) return TimeCanvas::spoken();
    const SeriesColumns& series = series_.columns(table(), side(), view().window(), plot_pixels());
    return TimeCanvas::spoken() + QLatin1Char(' ') +
           tr("%1 throttled in view.").arg(count_text(series.throttled()));
}

// The cell of the most throttled partition, so that "Why?" has something to explain.
CellCursor ThrottleStrip::cursor_at(QPointF at) const {
    CellCursor cursor = TimeCanvas::cursor_at(at);
    const TableRecording* of = run().table(table());
    if (of == nullptr) return cursor;
    const auto partition = most_throttled_partition(*of, side(), cursor.second);
    if (partition) cursor.position = middle_position(*of, *partition);
    return cursor;
}

void ThrottleStrip::mousePressEvent(QMouseEvent* event) {
    pressed_at_ = event->position();
    TimeCanvas::mousePressEvent(event);
}

void ThrottleStrip::mouseReleaseEvent(QMouseEvent* event) {
    const bool click = event->button() == Qt::LeftButton &&
                       (event->position() - pressed_at_).manhattanLength() < click_px;
    TimeCanvas::mouseReleaseEvent(event);
    if (click) Q_EMIT lanes_asked();
}

}  // namespace isotherm
