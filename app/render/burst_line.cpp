// SPDX-License-Identifier: Apache-2.0
#include "app/render/burst_line.h"

#include <algorithm>
#include <cmath>

namespace isotherm {

bool saves_burst(const TableRecording& table, Side side, std::int64_t from_column) {
    for (std::int64_t c = from_column; c < table.heat[side].end_second(); ++c) {
        if (table.on_demand_at(c * table.column_seconds)) continue;
        const auto row = table.heat[side].row(c);
        if (std::any_of(row.begin(), row.end(),
                        [](const HeatCell& cell) { return cell.burst_left > 0; }))
            return true;
    }
    return false;
}

int burst_height(double left) {
    return 1 + static_cast<int>(std::lround((burst_line_height - 1) * std::clamp(left, 0.0, 1.0)));
}

void paint_burst_line(Canvas& canvas, QRectF area, const HeatGrid& grid) {
    const int pixels = static_cast<int>(std::lround(area.width() * canvas.pixel_ratio()));
    const auto left_of = [&](std::size_t column) {
        return area.left() + grid.columns.pixel_of(column, pixels) / canvas.pixel_ratio();
    };
    const auto height_of = [&](std::size_t column) {
        const auto left = static_cast<double>(grid.column_burst[column]);
        return std::isnan(left) ? 0 : burst_height(left);
    };
    for (std::size_t c = 0; c < grid.column_burst.size();) {
        std::size_t end = c + 1;
        while (end < grid.column_burst.size() && height_of(end) == height_of(c)) ++end;
        if (const int height = height_of(c); height > 0)
            canvas.fill({left_of(c), area.bottom() - height, left_of(end) - left_of(c),
                         static_cast<double>(height)},
                        canvas.theme().burst);
        c = end;
    }
}

}  // namespace isotherm
