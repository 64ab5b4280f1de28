// SPDX-License-Identifier: Apache-2.0
#include "app/render/consumer_lanes.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/render/canvas.h"
#include "app/render/plot_frame.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/result.h"

namespace isotherm {
namespace {

constexpr double reader_name_share = 0.24;  // of the width
constexpr double lane_text = 22;            // height of the line above a lane
constexpr double least_lane = 70;
constexpr double highest_lane = 180;
constexpr double lane_gap = 16;
constexpr double note_room = 30;   // below the time axis
constexpr double right_room = 22;  // for the last label of the time axis
constexpr double line_width = 2;

std::string in_groups(std::uint64_t count) { return grouped(static_cast<std::int64_t>(count)); }

// Whole seconds are enough for a lane, except below ten.
std::string age_text(std::uint64_t microseconds) {
    const double seconds = static_cast<double>(microseconds) * 1e-6;
    if (seconds < 10) return fmt::format("{:.2g} s", seconds);
    return text_of(SimDuration(std::chrono::seconds(static_cast<std::int64_t>(seconds + 0.5))));
}

class Lanes {
public:
    Lanes(Canvas& canvas, const Recording& recording, QRectF area)
        : canvas_(canvas),
          recording_(recording),
          area_(area),
          axis_{0, std::max(1.0, static_cast<double>(recording.seconds())),
                area.left() + area.width() * reader_name_share,
                area.right() - canvas.em(right_room)} {}

    std::vector<ConsumerLane> paint() {
        const auto count = static_cast<double>(recording_.consumers.size());
        const double bottom =
            area_.bottom() - time_axis_height(canvas_) - canvas_.em(note_room + lane_gap);
        const double room = (bottom - area_.top()) / count - canvas_.em(lane_gap);
        const double height = std::clamp(room, canvas_.em(least_lane), canvas_.em(highest_lane));
        std::vector<ConsumerLane> painted;
        double y = area_.top();
        for (const ConsumerRecord& record : recording_.consumers) {
            if (y + height > bottom) break;
            painted.push_back(
                paint_lane(record, QRectF(axis_.left, y, axis_.right - axis_.left, height)));
            y += height + canvas_.em(lane_gap);
        }
        const auto seconds = static_cast<std::int64_t>(axis_.end_second);
        paint_time_axis(canvas_, axis_, {.recording = recording_, .end_second = seconds}, y);
        canvas_.text(
            {axis_.left, y + time_axis_height(canvas_) + canvas_.em(note_room / 2)},
            QStringLiteral("Bars: age of the oldest record that was not done, each minute. "
                           "Bright foot: batches failed, records were lost, or replicated writes "
                           "were throttled."),
            note_text);
        paint_left_out(canvas_, area_, recording_.consumers.size() - painted.size());
        return painted;
    }

private:
    ConsumerLane paint_lane(const ConsumerRecord& record, const QRectF& box) {
        ConsumerLane lane{record.workload, 0, box};
        for (const ConsumerMinute& minute : record.minutes)
            lane.oldest_us = std::max(lane.oldest_us, minute.age_us);
        paint_names(record, box);
        const double text = canvas_.em(lane_text);
        canvas_.text({box.left(), box.top() + text / 2},
                     qtext((record.replicates ? "lag up to " : "iterator age up to ") +
                           age_text(lane.oldest_us)),
                     note_text);
        const QRectF plot(box.left(), box.top() + text, box.width(), box.height() - text);
        canvas_.horizontal_line(plot.bottom(), plot.left(), plot.right(), canvas_.theme().grid);
        if (lane.oldest_us > 0) paint_age(record, plot, lane.oldest_us);
        return lane;
    }

    void paint_names(const ConsumerRecord& record, const QRectF& box) {
        const double line = canvas_.em(lane_text);
        const double room = axis_.left - area_.left() - canvas_.em(16);
        const auto write = [&](int place, const std::string& text, TextStyle style) {
            canvas_.text({area_.left(), box.top() + line * (place + 0.5)},
                         canvas_.elided(qtext(text), style, room), style);
        };
        write(0, printable(recording_.workload_names[record.workload]), label_text);
        write(1,
              fmt::format("{} of {}", record.reader,
                          printable(recording_.tables[record.table].name.label())),
              note_text);
        std::string counts = in_groups(record.done) + " done";
        if (record.expired > 0) counts += fmt::format(", {} lost", in_groups(record.expired));
        write(2, counts, note_text);
    }

    // The area below the age; minutes with failed batches or lost records are marked.
    void paint_age(const ConsumerRecord& record, const QRectF& plot, std::uint64_t most) {
        const auto x = [&](std::size_t minute) {
            const double second = static_cast<double>(minute) * 60;
            return canvas_.snapped(axis_.x_of(std::min(second, axis_.end_second)));
        };
        const Theme& theme = canvas_.theme();
        for (std::size_t m = 0; m < record.minutes.size(); ++m) {
            const ConsumerMinute& minute = record.minutes[m];
            const double height =
                plot.height() * static_cast<double>(minute.age_us) / static_cast<double>(most);
            const QRectF bar(x(m), plot.bottom() - height, x(m + 1) - x(m), height);
            canvas_.fill(bar, theme.consumed);
            if (minute.failed + minute.lost > 0)
                canvas_.fill(QRectF(bar.left(), plot.bottom() - canvas_.em(line_width * 2),
                                    bar.width(), canvas_.em(line_width * 2)),
                             theme.throttled);
        }
    }

    Canvas& canvas_;
    const Recording& recording_;
    QRectF area_;
    TimeAxis axis_;
};

}  // namespace

std::vector<ConsumerLane> paint_consumer_lanes(QPainter& painter, const ConsumerLanesView& view,
                                               const Theme& theme, QRectF bounds) {
    Canvas canvas(painter, theme, view.text_scale, view.pixel_ratio);
    canvas.fill(bounds, theme.background);
    Heading heading;
    heading.title = QStringLiteral("Readers of streams, and replication");
    heading.subtitle = qtext(printable(view.recording.name));
    const double top = paint_heading(canvas, bounds, heading);
    const QRectF area(bounds.left() + canvas.em(outer_margin), top,
                      bounds.width() - 2 * canvas.em(outer_margin),
                      bounds.bottom() - top - canvas.em(outer_margin));
    if (view.recording.consumers.empty()) {
        paint_empty_state(
            canvas, area,
            QStringLiteral("No workload of this run reads a stream, and no table has replicas."),
            QStringLiteral("callers = { kind = \"stream\", of = \"TABLE\" }"));
        return {};
    }
    return Lanes(canvas, view.recording, area).paint();
}

}  // namespace isotherm
