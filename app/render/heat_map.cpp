// SPDX-License-Identifier: Apache-2.0
#include "app/render/heat_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "app/render/burst_line.h"
#include "app/render/sample_cells.h"
#include "engine/insight/table_load.h"
#include "app/render/heat_map_margins.h"
#include "app/render/picture_layout.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/result.h"

namespace isotherm {
namespace {

constexpr double header_height = 38;  // titles of the margins, above the plot
constexpr double strip_gap = 8;
constexpr double strip_height = 42;
constexpr double ramp_width = 210;
constexpr double ramp_height = 11;
constexpr double ramp_block_height = 40;

std::size_t owners_at(const HeatGrid& grid, std::int64_t second) {
    std::set<std::size_t> owners;
    for (const HashRow& row : grid.rows) {
        if (const Tenure* tenure = row.at(second)) owners.insert(tenure->partition);
    }
    return owners.size();
}

// Returns for example "50 partitions", or "8 to 9 partitions" if some split.
std::string partitions_text(const HeatGrid& grid, const Stretch& stretch) {
    const std::size_t first = owners_at(grid, stretch.first_second);
    const std::size_t last = owners_at(grid, stretch.end_second - 1);
    const std::string last_text = grouped(static_cast<std::int64_t>(last));
    if (first == last) return last_text + (last == 1 ? " partition" : " partitions");
    return fmt::format("{} to {} partitions", grouped(static_cast<std::int64_t>(first)), last_text);
}

Heading heading_of(const HeatMapView& view, const SideSummary& summary, const HeatGrid& grid) {
    const Stretch& stretch = view.stretch;
    Heading heading;
    heading.title = qtext(
        fmt::format("{} \u00b7 {}s", printable(stretch.resource_text()), side_names[view.side]));
    heading.subtitle = qtext(fmt::format(
        "{} \u00b7 {} \u00b7 {}", partitions_text(grid, stretch),
        provisioned_text(summary, view.side).toStdString(),
        time_range_text(stretch.recording.start, stretch.first_second, stretch.end_second)));
    heading.alarming = summary.throttled > 0;
    if (summary.throttled == 0) {
        heading.headline = QStringLiteral("nothing throttled");
        heading.headline_note =
            qtext(fmt::format("hottest second at {}", percent(grid.peak_heat, 0)));
        return heading;
    }
    const double share =
        static_cast<double>(summary.throttled) / static_cast<double>(summary.requests);
    heading.headline =
        qtext(fmt::format("{} throttled", grouped(static_cast<std::int64_t>(summary.throttled))));
    heading.headline_note =
        qtext(fmt::format("{} of all tries \u00b7 hottest second at {}",
                          percent(share, share < 0.001 ? 3 : 1), percent(grid.peak_heat, 0)));
    return heading;
}

Legend legend_of(const Canvas& canvas, const HeatGrid& grid, bool has_burst, double width) {
    constexpr double sample_width = 26;
    constexpr double samples_width = 3 * sample_width;
    std::vector<LegendEntry> entries{
        {samples_width, paint_over_steps, QStringLiteral("150 \u00b7 300 \u00b7 10\u00d7")},
        {samples_width, paint_refused_samples, QStringLiteral("1 \u00b7 50 \u00b7 100 % refused")}};
    if (std::find(grid.codes.begin(), grid.codes.end(), code_missing) != grid.codes.end()) {
        entries.push_back({sample_width,
                           [](Canvas& target, QRectF area) {
                               const Theme& theme = target.theme();
                               target.hatched(area, theme.background, QColor(theme.missing_hatch));
                           },
                           QStringLiteral("no partition, or outside the run")});
    }
    if (has_burst) {
        entries.push_back({sample_width,
                           [](Canvas& target, QRectF area) {
                               area.setTop(area.bottom() - burst_line_height);
                               target.fill(area, target.theme().burst);
                           },
                           QStringLiteral("least burst left")});
    }
    return Legend(canvas, std::move(entries), width);
}

void paint_ramp(Canvas& canvas, QPointF top_left) {
    const double width = canvas.snapped(canvas.em(ramp_width));
    QImage ramp(static_cast<int>(colour_steps), 1, QImage::Format_RGB32);
    for (int i = 0; i < ramp.width(); ++i) {
        ramp.setPixel(i, 0, canvas.theme().heat[static_cast<std::size_t>(i)]);
    }
    const QRectF area(canvas.snapped(top_left.x()), canvas.snapped(top_left.y()), width,
                      canvas.snapped(canvas.em(ramp_height)));
    canvas.painter().drawImage(area,
                               ramp.scaled(static_cast<int>(width * canvas.pixel_ratio()), 1));
    const double tick_end = area.bottom() + canvas.em(4);
    const double y = area.bottom() + canvas.em(14);
    for (const double share : {0.0, 0.5, 1.0}) {
        const double x = std::min(area.left() + share * width, area.right() - 1);
        canvas.vertical_line(x, area.bottom(), tick_end, canvas.theme().axis);
    }
    const QString hundred = QStringLiteral("100 %");
    canvas.text({area.left(), y}, QStringLiteral("0"), label_text);
    canvas.text({area.center().x(), y}, QStringLiteral("50 %"), label_text, Align::middle);
    canvas.text({area.right() - canvas.width_of(hundred, label_text) / 2, y},
                hundred + QStringLiteral(" of the limit in force"), label_text);
}

double ramp_room(const Canvas& canvas) {
    return canvas.em(ramp_width) +
           canvas.width_of(QStringLiteral("100 % of the limit in force"), label_text) +
           canvas.em(10);
}

void paint_empty(Canvas& canvas, const HeatMapView& view, QRectF bounds) {
    const Stretch& stretch = view.stretch;
    const TableRecording& table = stretch.table_recording();
    const char* side = side_names[view.side].data();
    const SideSummary summary = side_summary(stretch, view.side);
    Heading heading;
    heading.title = qtext(fmt::format("{} \u00b7 {}s", printable(table.name.label()), side));
    heading.subtitle =
        qtext(time_range_text(stretch.recording.start, stretch.first_second, stretch.end_second));
    const double top = paint_heading(canvas, bounds, heading);
    const std::string what =
        table.partitions.empty()
            ? "The table has no partitions on record, so there is no heat map."
            : fmt::format(
                  "No {} request reached this table in this time, so its partitions stayed cold.",
                  side);
    paint_empty_state(canvas, QRectF(bounds.left(), top, bounds.width(), bounds.bottom() - top),
                      qtext(what),
                      summary.requests == 0
                          ? QStringLiteral("Choose the other side, another table or a longer time.")
                          : QString());
}

bool nothing_to_draw(const HeatMapView& view) {
    const Stretch& stretch = view.stretch;
    if (stretch.end_second <= stretch.first_second) return true;
    const TableRecording& table = stretch.table_recording();
    return table.partitions.empty() || table.heat[view.side].empty();
}

// The legend of colours, and the sentence that explains the aggregation.
class Footer {
public:
    Footer(const Canvas& canvas, const HeatGrid& grid, bool has_burst, double width)
        : width_(width),
          ramp_room_(ramp_room(canvas)),
          legend_(legend_of(canvas, grid, has_burst, width - ramp_room_)),
          legend_height_(std::max(canvas.em(ramp_block_height), legend_.height())) {
        // Reserves room for the longest sentence, so that the plot does not move when the sentence
        // changes.
        const QString longest = qtext(aggregation_text(grid.columns, 1'000));
        const auto lines = static_cast<double>(canvas.wrapped(longest, note_text, width).size());
        height_ = legend_height_ + canvas.em(lines * note_line);
    }

    double height() const { return height_; }

    void paint(Canvas& canvas, QPointF top_left, const std::string& sentence) const {
        paint_ramp(canvas, top_left);
        legend_.paint(canvas, top_left + QPointF(ramp_room_, -canvas.em(5)));
        double y = top_left.y() + legend_height_ + canvas.em(note_line / 2);
        for (const QString& line : canvas.wrapped(qtext(sentence), note_text, width_)) {
            canvas.text({top_left.x(), y}, line, note_text);
            y += canvas.em(note_line);
        }
    }

private:
    double width_;
    double ramp_room_;
    Legend legend_;
    double legend_height_;
    double height_ = 0;
};

}  // namespace

std::string aggregation_text(const TimeColumns& columns, std::size_t rows_a_pixel) {
    return fmt::format(
        "Each column is {}, each row {}. Colour is demand as a share of the limit in force, of the "
        "partition or of the whole table, in the cell's hottest second; the height of the bar is "
        "the share of its demand that was refused.",
        column_text(columns),
        rows_a_pixel == 1 ? "1 partition" : fmt::format("up to {} partitions", rows_a_pixel));
}

HeatMapGeometry paint_heat_map(QPainter& painter, const HeatMapView& view, const Theme& theme,
                               QRectF bounds) {
    const Stretch& stretch = view.stretch;
    Canvas canvas(painter, theme, stretch.text_scale, stretch.pixel_ratio);
    canvas.fill(bounds, theme.background);
    if (nothing_to_draw(view)) {
        paint_empty(canvas, view, bounds);
        return {};
    }
    const PlotEdges edges = plot_edges(canvas, bounds);
    const double ratio = canvas.pixel_ratio();
    const int width = static_cast<int>(std::lround((edges.right - edges.left) * ratio));
    // A recording by the minute has nothing finer to show.
    const std::int64_t recorded = stretch.table_recording().column_seconds;
    const bool whole = stretch.first_second % recorded == 0 && stretch.end_second % recorded == 0;
    const auto columns =
        TimeColumns::over(stretch.first_second, stretch.end_second, width, whole ? recorded : 1);
    const auto built = view.pyramid == nullptr
                           ? std::make_unique<HeatPyramid>(stretch.table_recording(), view.side)
                           : nullptr;
    // Below the plot, in the gap above the sums by column.
    const bool has_burst = saves_burst(stretch.table_recording(), view.side);
    const TableLoad load(stretch.recording, view.scenario, stretch.table, view.side);
    const HeatGrid grid =
        heat_grid(stretch.table_recording(), view.pyramid ? *view.pyramid : *built, columns,
                  stretch.recording.seconds(), KeepValues::none, &load);

    const double heading_end =
        paint_heading(canvas, bounds, heading_of(view, side_summary(stretch, view.side), grid));
    const Footer footer(canvas, grid, has_burst, bounds.width() - 2 * canvas.em(outer_margin));
    const double below = canvas.em(strip_gap + strip_height) + time_axis_height(canvas) +
                         footer.height() + canvas.em(bottom_margin);
    const double top = canvas.snapped(heading_end + canvas.em(header_height));
    const double bottom = std::max(canvas.snapped(bounds.bottom() - below), top + 1);

    const QRectF plot(edges.left, top, edges.right - edges.left, bottom - top);
    const QSize device_size(width, static_cast<int>(std::lround(plot.height() * ratio)));
    const HeatImage heat = heat_image(grid, theme, device_size, ratio);
    painter.drawImage(plot, heat.image);

    const std::vector<PixelRow> rows = pixel_rows(grid.rows, device_size.height());
    const TimeAxis axis{static_cast<double>(stretch.first_second),
                        static_cast<double>(stretch.end_second), edges.left, edges.right};
    const QRectF strip(plot.left(), canvas.snapped(plot.bottom() + canvas.em(strip_gap)),
                       plot.width(), canvas.snapped(canvas.em(strip_height)));
    const HeatMapParts parts{stretch, view.side, grid, rows, axis, plot, strip};
    if (has_burst)
        paint_burst_line(canvas, {plot.left(), plot.bottom() + 1, plot.width(), burst_line_height},
                         grid);
    paint_hash_labels(canvas, parts);
    paint_row_sums(canvas, parts);
    paint_column_sums(canvas, parts);
    paint_time_axis(canvas, axis, stretch, strip.bottom());

    footer.paint(
        canvas,
        {bounds.left() + canvas.em(outer_margin), strip.bottom() + time_axis_height(canvas)},
        aggregation_text(columns, heat.rows_a_pixel));
    return {plot, axis};
}

}  // namespace isotherm
