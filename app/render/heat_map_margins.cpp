// SPDX-License-Identifier: Apache-2.0
#include "app/render/heat_map_margins.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/render/picture_layout.h"
#include "app/render/value_axis.h"

namespace isotherm {
namespace {

constexpr double label_line = 17;      // smallest distance between two labels
constexpr double bar_gap = 12;         // between plot and marginal bars
constexpr double border_least_px = 5;  // no gaps between the bars of rows thinner than this
constexpr double lone_mark_size = 8;
constexpr double sum_least_px = 2;  // minimum length of a bar above zero

double row_middle(const HeatMapParts& parts, std::size_t row, double pixel_ratio) {
    return parts.plot.top() + (parts.rows[row].first + parts.rows[row].end) / 2.0 / pixel_ratio;
}

double row_height(const HeatMapParts& parts, std::size_t row, double pixel_ratio) {
    return (parts.rows[row].end - parts.rows[row].first) / pixel_ratio;
}

std::string hex(KeyPosition position, int digits) {
    return fmt::format("{:0{}X}", position >> (64 - 4 * digits), digits);
}

// Returns the smallest number of hex digits that distinguishes all ranges: at least two and at most
// four. Partitions of one item collection, which are split by sort key, cannot be distinguished by
// any number.
int digits_for(const std::vector<HashRow>& rows) {
    for (int digits = 2; digits < 4; ++digits) {
        std::set<std::string> seen;
        for (const HashRow& row : rows) seen.insert(hex(row.first_position, digits));
        if (seen.size() == rows.size()) return digits;
    }
    return 4;
}

// Returns the last tenure of the row in the time shown; nullptr: none.
const Tenure* last_tenure(const HeatMapParts& parts, std::size_t row) {
    return parts.grid.rows[row].at(parts.stretch.end_second - 1);
}

void paint_partition_labels(Canvas& canvas, const HeatMapParts& parts) {
    const double right = parts.plot.left() - canvas.em(label_gap);
    const int digits = digits_for(parts.grid.rows);
    double last = parts.plot.top() - canvas.em(label_line);
    for (std::size_t r = 0; r < parts.rows.size(); ++r) {
        const double y = row_middle(parts, r, canvas.pixel_ratio());
        if (y - last < canvas.em(label_line)) continue;
        last = y;
        const HashRow& row = parts.grid.rows[r];
        const QString range = qtext(fmt::format("{}\u2013{}", hex(row.first_position, digits),
                                                hex(row.last_position, digits)));
        canvas.text({right, y}, range, label_text, Align::right);
        if (const Tenure* tenure = last_tenure(parts, r)) {
            canvas.text({right - canvas.width_of(range, label_text) - canvas.em(12), y},
                        qtext(fmt::format("P{}", tenure->partition)), note_text, Align::right);
        }
    }
}

void paint_position_labels(Canvas& canvas, const HeatMapParts& parts) {
    const double right = parts.plot.left() - canvas.em(label_gap);
    int step = 1;
    while (parts.plot.height() * step / 256 < canvas.em(label_line) * 1.6) step *= 2;
    for (int position = 0; position < 256; position += step) {
        const double y = parts.plot.top() + parts.plot.height() * position / 256;
        canvas.horizontal_line(y, right + canvas.em(5), parts.plot.left(), canvas.theme().axis);
        canvas.text({right, y}, qtext(fmt::format("{:02X}", position)), label_text, Align::right);
    }
    const double bottom = parts.plot.bottom() - canvas.device_pixel();
    canvas.horizontal_line(bottom, right + canvas.em(5), parts.plot.left(), canvas.theme().axis);
    canvas.text({right, bottom}, QStringLiteral("FF"), label_text, Align::right);
}

// Labels round ranks: the first row is the hottest partition.
void paint_rank_labels(Canvas& canvas, const HeatMapParts& parts) {
    const double right = parts.plot.left() - canvas.em(label_gap);
    const auto partitions = static_cast<std::int64_t>(parts.grid.rows.size());
    constexpr int tenths = 10;
    for (int tenth = 0; tenth <= tenths; ++tenth) {
        const double y = std::min(parts.plot.top() + parts.plot.height() * tenth / tenths,
                                  parts.plot.bottom() - canvas.device_pixel());
        const std::int64_t rank = std::max<std::int64_t>(1, partitions * tenth / tenths);
        canvas.horizontal_line(y, right + canvas.em(5), parts.plot.left(), canvas.theme().axis);
        canvas.text({right, y}, qtext(grouped(rank)), label_text, Align::right);
    }
}

// Sums of one pixel row; rows that share a pixel are added.
struct PixelSum {
    double demand = 0;
    double throttled = 0;
    bool operator==(const PixelSum&) const = default;
};

std::vector<PixelSum> pixel_sums(const HeatMapParts& parts, double pixel_ratio) {
    int height = 0;
    for (const PixelRow& row : parts.rows) height = std::max(height, row.end);
    std::vector<PixelSum> sums(static_cast<std::size_t>(height));
    for (std::size_t r = 0; r < parts.rows.size(); ++r) {
        const PixelRow row = parts.rows[r];
        const bool gap = row_height(parts, r, pixel_ratio) >= border_least_px;
        for (int y = row.first; y < (gap ? row.end - 1 : row.end); ++y) {
            sums[static_cast<std::size_t>(y)].demand += parts.grid.row_demand[r];
            sums[static_cast<std::size_t>(y)].throttled += parts.grid.row_throttled[r];
        }
    }
    return sums;
}

// Marks throttled rows that are too thin to notice with triangles at the side of the plot.
void paint_lone_rows(Canvas& canvas, const HeatMapParts& parts, const std::vector<PixelSum>& sums) {
    std::vector<Span> bars;
    for (std::size_t y = 0; y < sums.size(); ++y) {
        if (sums[y].throttled <= 0) continue;
        const double top = parts.plot.top() + static_cast<double>(y) / canvas.pixel_ratio();
        bars.push_back({top, top + canvas.device_pixel()});
    }
    const double size = canvas.em(lone_mark_size);
    for (const Span& lone : lone_spans(bars, size)) {
        canvas.glyph(Glyph::triangle_left, {parts.plot.right() + size * 0.65, lone.middle()}, size,
                     canvas.theme().throttled, canvas.theme().throttled);
    }
}

}  // namespace

void paint_hash_labels(Canvas& canvas, const HeatMapParts& parts) {
    // The title is as far from the first label as labels are from each other.
    const double right = parts.plot.left() - canvas.em(label_gap);
    canvas.text(
        {right, parts.plot.top() - canvas.em(14)},
        parts.stretch.by_rank ? QStringLiteral("hottest first") : QStringLiteral("hash of the key"),
        note_text, Align::right);
    if (parts.stretch.by_rank) return paint_rank_labels(canvas, parts);
    const double fit = parts.plot.height() / canvas.em(label_line);
    if (static_cast<double>(parts.rows.size()) <= fit)
        paint_partition_labels(canvas, parts);
    else
        paint_position_labels(canvas, parts);
}

SumBar sum_bar(const Canvas& canvas, double scale, double demand, double refused) {
    SumBar bar;
    if (demand > 0) bar.length = std::max(canvas.snapped(scale * demand), canvas.device_pixel());
    if (refused > 0) {
        bar.refused = std::max(canvas.snapped(scale * refused), sum_least_px);
        bar.length = std::max(bar.length, bar.refused);
    }
    return bar;
}

void paint_row_sums(Canvas& canvas, const HeatMapParts& parts) {
    const double left = parts.plot.right() + canvas.em(bar_gap);
    const double room = canvas.em(104);
    const std::vector<PixelSum> sums = pixel_sums(parts, canvas.pixel_ratio());
    double most = 0;
    bool throttled = false;
    for (const PixelSum& sum : sums) {
        most = std::max(most, sum.demand);
        throttled = throttled || sum.throttled > 0;
    }

    const double header = parts.plot.top() - canvas.em(14);
    const QString demand = QStringLiteral("demand");
    canvas.text({left, header - canvas.em(16)}, demand, note_text);
    if (throttled) {
        canvas.text(
            {left + canvas.width_of(demand, note_text) + canvas.em(10), header - canvas.em(16)},
            QStringLiteral("throttled"), note_text, Align::left, canvas.theme().throttled);
    }
    canvas.text({left, header},
                qtext("longest " + short_amount(most) + " " + unit_name(parts.side).toStdString()),
                note_text);
    canvas.vertical_line(left - canvas.em(4), parts.plot.top(), parts.plot.bottom(),
                         canvas.theme().grid);
    if (most <= 0) return;
    for (std::size_t y = 0; y < sums.size();) {
        std::size_t end = y + 1;
        while (end < sums.size() && sums[end] == sums[y]) ++end;
        const double top = parts.plot.top() + static_cast<double>(y) / canvas.pixel_ratio();
        const double height = static_cast<double>(end - y) / canvas.pixel_ratio();
        const SumBar bar = sum_bar(canvas, room / most, sums[y].demand, sums[y].throttled);
        canvas.fill({left, top, bar.length, height}, canvas.theme().demand);
        canvas.fill({left + bar.length - bar.refused, top, bar.refused, height},
                    canvas.theme().throttled);
        y = end;
    }
    paint_lone_rows(canvas, parts, sums);
}

void paint_column_sums(Canvas& canvas, const HeatMapParts& parts) {
    const HeatGrid& grid = parts.grid;
    // Uses rates per second, because neighbouring columns may differ in length by one second, which
    // must not show as a difference in height.
    std::vector<double> rates(grid.columns.count);
    for (std::size_t c = 0; c < rates.size(); ++c) {
        rates[c] = static_cast<double>(grid.column_throttled[c]) /
                   static_cast<double>(grid.columns.seconds_in(c));
    }
    const double most = *std::max_element(rates.begin(), rates.end());
    const Theme& theme = canvas.theme();
    const double middle = parts.strip.center().y();
    canvas.text({parts.plot.left() - canvas.em(label_gap), middle}, QStringLiteral("throttled"),
                label_text, Align::right, most > 0 ? theme.throttled : theme.quiet_text);
    const double note_left = parts.plot.right() + canvas.em(bar_gap);
    if (most <= 0) {
        canvas.text({note_left, middle}, QStringLiteral("none"), note_text);
        return;
    }
    canvas.text({note_left, middle - canvas.em(8)}, qtext("at most " + short_amount(most)),
                note_text);
    canvas.text({note_left, middle + canvas.em(8)}, QStringLiteral("requests a second"), note_text);

    const int pixels = static_cast<int>(std::lround(parts.plot.width() * canvas.pixel_ratio()));
    const auto left_of = [&](std::size_t column) {
        return parts.plot.left() + grid.columns.pixel_of(column, pixels) / canvas.pixel_ratio();
    };
    std::vector<Span> bars;
    for (std::size_t c = 0; c < rates.size();) {
        std::size_t end = c + 1;
        while (end < rates.size() && rates[end] == rates[c]) ++end;
        if (rates[c] > 0) {
            const double height =
                canvas.snapped(std::max(parts.strip.height() * rates[c] / most, sum_least_px));
            canvas.fill(
                {left_of(c), parts.strip.bottom() - height, left_of(end) - left_of(c), height},
                theme.throttled);
            bars.push_back({left_of(c), left_of(end)});
        }
        c = end;
    }
    for (const Span& lone : lone_spans(bars, canvas.em(lone_mark_size))) {
        canvas.glyph(Glyph::triangle_down,
                     {lone.middle(), parts.strip.bottom() - canvas.em(lone_mark_size)},
                     canvas.em(lone_mark_size), theme.throttled, theme.throttled);
    }
}

}  // namespace isotherm
