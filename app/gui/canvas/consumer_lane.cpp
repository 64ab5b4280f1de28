// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/consumer_lane.h"

#include <cmath>

#include "app/gui/models/cause_names.h"
#include "engine/insight/table_group.h"

namespace isotherm {
namespace {

constexpr std::int64_t consumer_grain = 60;  // seconds
constexpr double consumer_height = 40;
constexpr double consumer_name_room = TimeCanvas::label_room - lane_label_gap - lane_label_air;
constexpr double consumer_sum_room = TimeCanvas::marginal_room - lane_label_gap;
constexpr double failed_foot = 3;

QString age_words(std::uint64_t microseconds) {
    const double seconds = static_cast<double>(microseconds) * 1e-6;
    return seconds < 10 ? amount_text(std::round(seconds * 10) / 10)
                        : amount_text(std::round(seconds));
}

}  // namespace

std::vector<const ConsumerRecord*> consumers_of(const Recording& recording, std::size_t table) {
    const std::vector<std::size_t> group = table_group(recording, table);
    const auto in_group = [&](std::size_t one) {
        return std::find(group.begin(), group.end(), one) != group.end();
    };
    std::vector<const ConsumerRecord*> records;
    for (const ConsumerRecord& record : recording.consumers)
        if (in_group(record.table)) records.push_back(&record);
    return records;
}

ConsumerColumn consumers_between(const std::vector<const ConsumerRecord*>& records,
                                 std::int64_t first, std::int64_t end) {
    const std::int64_t from = std::max<std::int64_t>(0, first / consumer_grain);
    const std::int64_t to = (end + consumer_grain - 1) / consumer_grain;
    std::vector<std::uint64_t> waiting(
        static_cast<std::size_t>(std::max<std::int64_t>(0, to - from)));
    ConsumerColumn column;
    for (const ConsumerRecord* record : records) {
        for (std::int64_t m = from; m < std::min(to, std::ssize(record->minutes)); ++m) {
            const ConsumerMinute& minute = record->minutes[static_cast<std::size_t>(m)];
            column.age_us = std::max(column.age_us, minute.age_us);
            column.records += minute.records;
            column.failed += minute.failed;
            column.lost += minute.lost;
            // What waits for several readers waits at the same time.
            std::uint64_t& sum = waiting[static_cast<std::size_t>(m - from)];
            sum += minute.waiting;
            column.waiting = std::max(column.waiting, sum);
        }
    }
    return column;
}

ConsumerLane::ConsumerLane(RunModel& run, ViewState& view, QWidget* parent)
    : TimeCanvas(run, view, parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Readers of the stream"));
    setAccessibleDescription(
        tr("How old the oldest record is that was not processed, how many records wait, and where "
           "records were lost"));
    setVisible(false);
    connect(&run, &RunModel::restarted, this, &ConsumerLane::look);
    connect(&run, &RunModel::extended, this, &ConsumerLane::look);
    connect(&view, &ViewState::subject_changed, this, &ConsumerLane::look);
    connect(&view, &ViewState::look_changed, this, [this] { updateGeometry(); });
    look();
}

void ConsumerLane::look() {
    const bool shown = !consumers_of(run().recording(), table()).empty();
    if (isHidden() == shown) setVisible(shown);
    if (shown) invalidate();
}

std::int64_t ConsumerLane::grain() const {
    return std::max<std::int64_t>(consumer_grain, view().grain());
}

ConsumerLane::Columns ConsumerLane::columns() const {
    const TimeWindow window = view().window();
    Columns shown;
    shown.columns = TimeColumns::over(window.first, window.end, plot_pixels(), view().grain());
    shown.values.resize(shown.columns.count);
    const auto records = consumers_of(run().recording(), table());
    const std::int64_t recorded = run().recorded_seconds();
    for (std::size_t c = 0; c < shown.values.size(); ++c) {
        // After a step back, later minutes may still be known.
        if (shown.columns.first_of(c) >= recorded) break;
        ConsumerColumn& column = shown.values[c];
        column = consumers_between(records, shown.columns.first_of(c),
                                   std::min(recorded, shown.columns.end_of(c)));
        shown.most.age_us = std::max(shown.most.age_us, column.age_us);
        shown.most.waiting = std::max(shown.most.waiting, column.waiting);
    }
    shown.most.lost = consumers_between(records, window.first, std::min(recorded, window.end)).lost;
    return shown;
}

QStringList ConsumerLane::sums(const Columns& shown) const {
    QStringList lines = lines_of(tr("\u2264 %1 s old").arg(age_words(shown.most.age_us)), lane_text,
                                 consumer_sum_room);
    if (shown.most.lost > 0)
        lines +=
            lines_of(tr("%1 lost").arg(count_text(shown.most.lost)), lane_text, consumer_sum_room);
    else if (shown.most.waiting > 0)
        lines += lines_of(tr("\u2264 %1 wait").arg(count_text(shown.most.waiting)), lane_text,
                          consumer_sum_room);
    return lines;
}

QSize ConsumerLane::sizeHint() const {
    const double name =
        height_of(lines_of(tr("stream, age of records"), lane_text, consumer_name_room), lane_text);
    Columns widest;  // room for numbers of that many digits
    widest.most.age_us = 86'400'000'000;
    widest.most.lost = 1'234'567;
    const double sum = height_of(sums(widest), lane_text);
    return {400,
            static_cast<int>(std::max(consumer_height, std::max(name, sum) + 2 * lane_label_air) *
                             view().text_scale())};
}

void ConsumerLane::paint_content(Canvas& canvas) {
    const QRectF area = plot();
    const Theme& theme = view().theme();
    canvas.horizontal_line(area.bottom() - 1, area.left(), area.right(), theme.grid);
    paint_lines(canvas, {area.left() - canvas.em(lane_label_gap), area.center().y()},
                lines_of(tr("stream, age of records"), lane_text, consumer_name_room), lane_text,
                Align::right);
    const Columns shown = columns();
    const auto edge = [&](std::size_t column) {
        return area.left() + shown.columns.pixel_of(column, plot_pixels()) / canvas.pixel_ratio();
    };
    for (std::size_t c = 0; c < shown.values.size(); ++c) {
        const ConsumerColumn& column = shown.values[c];
        const double width = edge(c + 1) - edge(c);
        if (shown.most.age_us > 0) {
            const double share =
                static_cast<double>(column.age_us) / static_cast<double>(shown.most.age_us);
            const double top = canvas.snapped(area.bottom() - area.height() * share);
            canvas.fill({edge(c), top, width, area.bottom() - top}, theme.demand);
        }
        const double foot = column.lost > 0     ? area.height()
                            : column.failed > 0 ? canvas.em(failed_foot)
                                                : 0;
        if (foot > 0)
            canvas.fill({edge(c), canvas.snapped(area.bottom() - foot), width, foot},
                        theme.throttled);
    }
    paint_waiting(canvas, shown);
    paint_lines(canvas, {area.right() + canvas.em(8), area.center().y()}, sums(shown), lane_text,
                Align::left);
}

// A line of steps.
void ConsumerLane::paint_waiting(Canvas& canvas, const Columns& shown) const {
    if (shown.most.waiting == 0) return;
    const QRectF area = plot();
    const QColor& colour = view().theme().text;
    double before = area.bottom() - 1;
    for (std::size_t c = 0; c < shown.values.size(); ++c) {
        const auto edge = [&](std::size_t column) {
            return area.left() +
                   shown.columns.pixel_of(column, plot_pixels()) / canvas.pixel_ratio();
        };
        const double share =
            static_cast<double>(shown.values[c].waiting) / static_cast<double>(shown.most.waiting);
        const double y = canvas.snapped(area.bottom() - 1 - (area.height() - 2) * share);
        canvas.horizontal_line(y, edge(c), edge(c + 1), colour);
        if (y != before)
            canvas.vertical_line(edge(c), std::min(before, y), std::max(before, y), colour);
        before = y;
    }
}

QString ConsumerLane::description(QPointF at) const {
    const std::int64_t second = second_at(at.x());
    const std::int64_t first = second - second % grain();
    const std::int64_t end = std::min(first + grain(), run().recorded_seconds());
    if (first >= end) return {};
    QStringList lines;
    for (const ConsumerRecord* record : consumers_of(run().recording(), table())) {
        const ConsumerColumn column = consumers_between({record}, first, end);
        const auto& names = run().recording().workload_names;
        const QString name =
            record->workload < names.size() ? qtext(printable(names[record->workload])) : QString();
        lines << tr("%1  %2: oldest record %3 s; %4 records processed, %5 lost, %6 waiting; %7 "
                    "batches failed")
                     .arg(Words::moment({first, end}), name, age_words(column.age_us),
                          count_text(column.records), count_text(column.lost),
                          count_text(column.waiting), count_text(column.failed));
    }
    return lines.join(QLatin1Char('\n'));
}

}  // namespace isotherm
