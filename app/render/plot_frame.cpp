// SPDX-License-Identifier: Apache-2.0
#include "app/render/plot_frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr double label_room = 156;     // left of the plot: hash ranges, lane names, amounts
constexpr double marginal_room = 134;  // right of the plot: sums
constexpr double tick_length = 5;
constexpr double tick_spacing = 100;

}  // namespace

PlotEdges plot_edges(const Canvas& canvas, QRectF bounds) {
    return {canvas.snapped(bounds.left() + canvas.em(outer_margin + label_room)),
            canvas.snapped(bounds.right() - canvas.em(outer_margin + marginal_room))};
}

std::string column_text(const TimeColumns& columns) {
    constexpr double minute = 60;
    const double each = columns.seconds_each();
    if (columns.grain > 1) {
        const double grains = each / static_cast<double>(columns.grain);
        const std::string fewer =
            length_text(std::floor(grains) * static_cast<double>(columns.grain));
        if (grains == std::floor(grains)) return fewer;
        const std::string more =
            length_text(std::ceil(grains) * static_cast<double>(columns.grain));
        return fewer + " or " + more;
    }
    const double shorter = std::floor(each);
    if (each == shorter || each >= minute) return length_text(each);
    return fmt::format("{:.0f} or {:.0f} s", shorter, shorter + 1);
}

SideSummary side_summary(const Stretch& stretch, Side side) {
    const auto& seconds = stretch.table_recording().seconds[side];
    const auto size = static_cast<std::int64_t>(seconds.size());
    SideSummary summary;
    const ColumnRange columns = columns_of(stretch.first_second, stretch.end_second,
                                           stretch.table_recording().column_seconds);
    const std::int64_t first = std::clamp<std::int64_t>(columns.first, 0, size);
    const std::int64_t end = std::clamp(columns.end, first, size);
    for (std::int64_t s = first; s < end; ++s) {
        const SeriesSecond& second = seconds[static_cast<std::size_t>(s)];
        summary.requests += second.tries();
        summary.throttled += second.throttled();
        summary.demand += second.demand;
        ++summary.columns;
        const TableRecording& table = stretch.table_recording();
        if (table.on_demand_at(s * table.column_seconds)) {
            ++summary.columns_on_demand;
            continue;
        }
        const bool is_first = summary.columns == summary.columns_on_demand + 1;
        summary.provisioned_least =
            is_first ? second.provisioned : std::min(summary.provisioned_least, second.provisioned);
        summary.provisioned_most = std::max(summary.provisioned_most, second.provisioned);
    }
    return summary;
}

QString unit_text(double units, Side side) {
    constexpr double many = 100;  // from there on, tenths say nothing
    return qtext(grouped(units, units < many ? 1 : 0)) + QLatin1Char(' ') + unit_name(side);
}

QString unit_name(Side side) {
    return side == Side::read ? QStringLiteral("RCU") : QStringLiteral("WCU");
}

QString provisioned_text(const SideSummary& summary, Side side) {
    const auto units = [](std::int64_t milli) {
        return grouped(static_cast<double>(milli) * 1e-3, milli % 1'000 == 0 ? 0 : 1);
    };
    if (summary.on_demand()) return QStringLiteral("on demand");
    if (summary.provisioned_most == 0) return QStringLiteral("nothing provisioned");
    const std::string amount =
        summary.provisioned_least == summary.provisioned_most
            ? units(summary.provisioned_most)
            : units(summary.provisioned_least) + " to " + units(summary.provisioned_most);
    return qtext(fmt::format("{} {} provisioned{}", amount, unit_name(side).toStdString(),
                             summary.ever_on_demand() ? ", on demand for a while" : ""));
}

double paint_heading(Canvas& canvas, QRectF bounds, const Heading& heading) {
    const double left = bounds.left() + canvas.em(outer_margin);
    const double right = bounds.right() - canvas.em(outer_margin);
    const double gap = canvas.em(28);
    const double first_line = bounds.top() + canvas.em(outer_margin + 12);
    const double second_line = first_line + canvas.em(26);

    const auto row = [&](double y, const QString& text, TextStyle style, const QString& right_text,
                         TextStyle right_style, const QColor& right_colour) {
        const double taken =
            right_text.isEmpty() ? 0 : canvas.width_of(right_text, right_style) + gap;
        canvas.text({left, y}, canvas.elided(text, style, right - left - taken), style);
        canvas.text({right, y}, right_text, right_style, Align::right, right_colour);
    };
    const Theme& theme = canvas.theme();
    row(first_line, heading.title, title_text, heading.headline, headline_text,
        heading.alarming ? theme.throttled : theme.text);
    row(second_line, heading.subtitle, caption_text, heading.headline_note, caption_text,
        theme.quiet_text);
    return second_line + canvas.em(24);
}

double time_axis_height(const Canvas& canvas) { return canvas.em(tick_length + 44); }

std::vector<TimeTick> plot_ticks(const Canvas& canvas, const TimeAxis& axis,
                                 const Stretch& stretch) {
    return time_ticks(axis, stretch.recording.start, canvas.em(tick_spacing));
}

void paint_time_axis(Canvas& canvas, const TimeAxis& axis, const Stretch& stretch, double y) {
    const Theme& theme = canvas.theme();
    const double first_line = y + canvas.em(tick_length + 12);
    const double second_line = first_line + canvas.em(17);
    canvas.horizontal_line(y, axis.left, axis.right, theme.axis);
    for (const TimeTick& tick : plot_ticks(canvas, axis, stretch)) {
        const double x = axis.x_of(tick.second);
        canvas.vertical_line(std::min(x, axis.right - canvas.device_pixel()), y,
                             y + canvas.em(tick_length), theme.axis);
        canvas.text({x, first_line}, qtext(tick.label), label_text, Align::middle);
        canvas.text({x, second_line}, qtext(tick.below), note_text, Align::middle);
    }
    canvas.text({axis.left - canvas.em(54), first_line},
                qtext(time_axis_caption(stretch.recording.start)), note_text, Align::right);
}

void paint_left_out(Canvas& canvas, QRectF area, std::size_t left_out) {
    if (left_out == 0) return;
    canvas.text({area.left(), area.bottom() - canvas.em(8)},
                qtext(fmt::format("and {} more: the report has them all", left_out)), note_text);
}

void paint_empty_state(Canvas& canvas, QRectF area, const QString& what, const QString& action) {
    constexpr double line_spacing = 25.0 / 16;
    // Use the largest text size that fits.
    for (const double size : {16.0, 13.0, 11.0}) {
        const TextStyle style{size};
        const TextStyle quiet{std::min(size, caption_text.size), false, true};
        const double air = canvas.em(area.width() < canvas.em(300) ? 12 : 40);
        const double width = std::min(area.width() - air, canvas.em(620));
        const QStringList first = canvas.wrapped(what, style, width);
        const QStringList second = canvas.wrapped(action, quiet, width);
        const double line = canvas.em(size * line_spacing);
        const auto lines = static_cast<double>(first.size() + second.size());
        if (lines * line > area.height() && size > 11) continue;
        double y = area.center().y() - (lines - 1) / 2 * line;
        for (const QStringList* block : {&first, &second}) {
            for (const QString& text : *block) {
                canvas.text({area.center().x(), y}, text, block == &first ? style : quiet,
                            Align::middle);
                y += line;
            }
        }
        return;
    }
}

}  // namespace isotherm
