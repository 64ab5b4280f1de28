// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/heat_rows.h"

#include <QCoreApplication>
#include <algorithm>

#include "app/gui/models/cause_names.h"
#include "app/gui/canvas/time_canvas.h"
#include "app/render/heat_map_margins.h"
#include "app/render/cells/row_labels.h"
#include "engine/insight/recorded_moment.h"
#include "app/render/value_axis.h"

namespace isotherm {
namespace {

constexpr double label_line = 13;  // smallest distance between two labels
constexpr double bar_gap = 8;
constexpr double bar_room = 76;
constexpr double gauge_width = 4;
constexpr double gauge_gap = 3;  // between a gauge and the plot
constexpr double gauge_least_row = 12;
constexpr double separated_row = 8;     // least height of a row with a line above it
constexpr std::size_t many_rows = 200;  // from this count on, two hexadecimal digits are ambiguous

std::vector<PixelRow> rows_of(const Canvas& canvas, QRectF area, const HeatPanel& panel) {
    return pixel_rows(panel.shown().rows,
                      static_cast<int>(std::lround(area.height() * canvas.pixel_ratio())));
}

// "37 quiet" for the first row of a folded group, an empty text for its other rows, nullopt for a
// row that is not folded.
std::optional<QString> folded_label(const HeatPanel& panel, std::size_t row) {
    for (const QuietRun& run : panel.folded()) {
        if (row < run.first || row >= run.end) continue;
        if (row != run.first) return QString();
        return QCoreApplication::translate("HeatRows", "%n quiet", nullptr,
                                           static_cast<int>(run.end - run.first));
    }
    return std::nullopt;
}

// Writes text beside the plot, shifted if necessary to stay inside the picture.
void text_beside(Canvas& canvas, QRectF area, QPointF at, const QString& text, Align align) {
    const double air = canvas.em(3);
    const double length = canvas.width_of(text, row_note);
    const double left = align == Align::left ? at.x() : at.x() - length;
    const double most = area.right() + canvas.em(TimeCanvas::marginal_room) - air - length;
    canvas.text({std::max(std::min(left, most), air), at.y()}, text, row_note);
}

}  // namespace

namespace {

// A label at each row or folded group; names and numbers come later, for those that have room.
std::vector<LabelCandidate> label_candidates(const Canvas& canvas, QRectF area,
                                             const HeatPanel& panel,
                                             std::optional<KeyPosition> pinned) {
    const std::vector<PixelRow> rows = rows_of(canvas, area, panel);
    const auto& true_rows = panel.true_rows();
    const HeatGrid& grid = panel.shown();
    const double air = canvas.em(label_line) / 2;  // the header is above, the axis below
    std::vector<LabelCandidate> candidates;
    for (std::size_t r = 0; r < rows.size() && r < true_rows.size(); ++r) {
        int end = rows[r].end;
        if (const auto folded = folded_label(panel, r)) {
            if (folded->isEmpty()) continue;
            for (const QuietRun& run : panel.folded())
                if (run.first == r) end = rows[run.end - 1].end;
        }
        // The label of a thin first or last row moves inwards, so that it is not cut.
        const double middle = area.top() + (rows[r].first + end) / 2.0 / canvas.pixel_ratio();
        const double y =
            std::clamp(middle, area.top() + air, std::max(area.top() + air, area.bottom() - air));
        const bool known = r < grid.row_demand.size();
        candidates.push_back({r, y, known ? static_cast<double>(grid.row_throttled[r]) : 0,
                              known ? grid.row_heat[r] : 0,
                              pinned && *pinned >= true_rows[r].first_position &&
                                  *pinned <= true_rows[r].last_position});
    }
    return candidates;
}

}  // namespace

void paint_quiet_rows(Canvas& canvas, QRectF area, const TableRecording& table) {
    const std::vector<HashRow> rows = hash_rows(table, 0, 1);
    const auto pixels =
        pixel_rows(rows, static_cast<int>(std::lround(area.height() * canvas.pixel_ratio())));
    const Theme& theme = canvas.theme();
    canvas.fill(area, QColor(theme.heat.front()));
    const double right = area.left() - canvas.em(lane_label_gap);
    double labelled = area.top() - canvas.em(label_line);
    for (std::size_t r = 0; r < pixels.size(); ++r) {
        const double top = area.top() + pixels[r].first / canvas.pixel_ratio();
        const double bottom = area.top() + pixels[r].end / canvas.pixel_ratio();
        if (r > 0 && bottom - top >= separated_row)
            canvas.fill(
                {area.left(), top - canvas.device_pixel(), area.width(), canvas.device_pixel()},
                theme.background);
        const double middle = (top + bottom) / 2;
        if (middle - labelled < canvas.em(label_line)) continue;
        labelled = middle;
        const QString range = range_text(rows[r].first_position, rows[r].last_position, 2);
        canvas.text({right, middle}, range, row_text, Align::right);
        const Tenure* tenure = rows[r].at(0);
        if (tenure == nullptr) continue;
        canvas.text({right - canvas.width_of(range, row_text) - canvas.em(10), middle},
                    partition_name(tenure->partition), row_note, Align::right);
    }
}

void paint_row_labels(Canvas& canvas, QRectF area, const HeatPanel& panel, std::int64_t end_second,
                      const QString& heading, std::optional<KeyPosition> pinned, RowNames names) {
    const double right = area.left() - canvas.em(lane_label_gap);
    if (!heading.isEmpty())
        text_beside(canvas, area, {right, area.top() - canvas.em(10)}, heading, Align::right);
    const auto& true_rows = panel.true_rows();
    const int digits = true_rows.size() > many_rows ? 3 : 2;
    const auto labels =
        row_labels(label_candidates(canvas, area, panel, pinned), canvas.em(label_line));
    for (const RowLabel& label : labels) {
        const QString more =
            label.refused_beside > 0 ? QStringLiteral(" +%1").arg(label.refused_beside) : QString();
        if (const auto folded = folded_label(panel, label.row)) {
            canvas.text({right, label.y}, *folded + more, row_note, Align::right);
            continue;
        }
        const HashRow& row = true_rows[label.row];
        if (names == RowNames::alone) {
            const Tenure* now = row.at(end_second - 1);
            const QString name = now != nullptr ? partition_name(now->partition) : QString();
            canvas.text({right, label.y}, name + more, row_text, Align::right);
            continue;
        }
        const QString range = range_text(row.first_position, row.last_position, digits);
        canvas.text({right, label.y}, range, row_text, Align::right);
        const Tenure* tenure = row.at(end_second - 1);
        if (tenure == nullptr && more.isEmpty()) continue;
        const QString name = tenure != nullptr ? partition_name(tenure->partition) : QString();
        canvas.text({right - canvas.width_of(range, row_text) - canvas.em(10), label.y},
                    name + more, row_note, Align::right);
    }
}

void paint_burst_gauges(Canvas& canvas, QRectF area, const HeatPanel& panel, Side side,
                        std::int64_t second) {
    if (!panel.table() || second < 0 || second >= panel.run().recorded_seconds()) return;
    const TableRecording& table = panel.run().recording().tables[*panel.table()];
    if (table.on_demand_at(second)) return;
    const RecordedMoment moment = moment_of(table, side, second);
    if (moment.cells.empty()) return;  // nobody asked, so what was left was not recorded
    const double ratio = canvas.pixel_ratio();
    const std::vector<PixelRow> rows = rows_of(canvas, area, panel);
    for (std::size_t r = 0; r < rows.size() && r < panel.true_rows().size(); ++r) {
        const Tenure* tenure = panel.true_rows()[r].at(second);
        const double height = (rows[r].end - rows[r].first) / ratio - 1;
        if (tenure == nullptr || height + 1 < gauge_least_row) continue;
        const QRectF gauge(area.left() - gauge_gap - gauge_width,
                           area.top() + rows[r].first / ratio, gauge_width, height);
        const double full = canvas.snapped(height * moment.burst_at(tenure->partition));
        canvas.fill(gauge, canvas.theme().grid);
        canvas.fill({gauge.left(), gauge.bottom() - full, gauge.width(), full},
                    canvas.theme().burst);
    }
}

void paint_row_bars(Canvas& canvas, QRectF area, const HeatPanel& panel, const QString& unit) {
    const HeatGrid& grid = panel.shown();
    if (grid.row_demand.empty()) return;
    const Theme& theme = canvas.theme();
    const double left = canvas.snapped(area.right() + canvas.em(bar_gap));
    const double room = canvas.em(bar_room);
    const double most = *std::max_element(grid.row_demand.begin(), grid.row_demand.end());
    if (most <= 0) return;
    const double heading = area.top() - canvas.em(10);
    if (heading > 0)  // a band has no room above its rows
        text_beside(canvas, area, {left, heading},
                    QStringLiteral("\u2264 %1 %2").arg(qtext(short_amount(most)), unit),
                    Align::left);
    const std::vector<PixelRow> rows = rows_of(canvas, area, panel);
    std::vector<double> demand(static_cast<std::size_t>(area.height() * canvas.pixel_ratio()) + 1);
    std::vector<double> throttled = demand;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const bool gap = rows[r].end - rows[r].first > 5;
        const int end = std::min<int>(rows[r].end - (gap ? 1 : 0), static_cast<int>(demand.size()));
        for (int y = rows[r].first; y < end; ++y) {
            const auto at = static_cast<std::size_t>(y);
            demand[at] = std::max(demand[at], grid.row_demand[r]);
            throttled[at] = std::max(throttled[at], grid.row_throttled[r]);
        }
    }
    for (std::size_t y = 0; y < demand.size();) {
        std::size_t end = y + 1;
        while (end < demand.size() && demand[end] == demand[y] && throttled[end] == throttled[y])
            ++end;
        const QRectF bar(left, area.top() + static_cast<double>(y) / canvas.pixel_ratio(), 0,
                         static_cast<double>(end - y) / canvas.pixel_ratio());
        const SumBar sum = sum_bar(canvas, room / most, demand[y], throttled[y]);
        canvas.fill({bar.left(), bar.top(), sum.length, bar.height()}, theme.demand);
        canvas.fill({bar.left() + sum.length - sum.refused, bar.top(), sum.refused, bar.height()},
                    theme.throttled);
        y = end;
    }
}

}  // namespace isotherm
