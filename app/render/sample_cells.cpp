// SPDX-License-Identifier: Apache-2.0
#include "app/render/sample_cells.h"

#include <algorithm>
#include <cmath>

#include "app/render/heat_image.h"

namespace isotherm {
namespace {

constexpr HeatCode sample_heat = 150;  // warm, so that the bar and its edge are seen

// A grid of cells in one row, one second each.
HeatGrid grid_of_cells(const std::vector<HeatCode>& codes, double refused) {
    HeatGrid grid;
    grid.columns = TimeColumns::over(0, static_cast<std::int64_t>(codes.size()),
                                     static_cast<int>(codes.size()));
    HashRow row;
    row.last_position = ~KeyPosition{0};
    row.tenures.push_back({});
    grid.rows.push_back(row);
    grid.codes = codes;
    grid.refusals.assign(codes.size(), {1, static_cast<float>(refused)});
    return grid;
}

void paint_grid(Canvas& canvas, QRectF area, const HeatGrid& grid) {
    const double ratio = canvas.pixel_ratio();
    const QRectF snapped(QPointF(canvas.snapped(area.left()), canvas.snapped(area.top())),
                         QPointF(canvas.snapped(area.right()), canvas.snapped(area.bottom())));
    const QSize size(std::max(1, static_cast<int>(std::lround(snapped.width() * ratio))),
                     std::max(1, static_cast<int>(std::lround(snapped.height() * ratio))));
    canvas.painter().drawImage(snapped, heat_image(grid, canvas.theme(), size, ratio).image);
}

}  // namespace

void paint_sample_cell(Canvas& canvas, QRectF area, HeatCode code, double refused) {
    paint_grid(canvas, area, grid_of_cells({code}, refused));
}

void paint_over_steps(Canvas& canvas, QRectF area) {
    std::vector<HeatCode> codes;
    for (HeatCode code = code_over; code <= code_hottest; ++code) codes.push_back(code);
    paint_grid(canvas, area, grid_of_cells(codes, 0));
}

QRectF refused_sample_area(const Canvas& canvas, QRectF area, std::size_t sample) {
    const double each = area.width() / static_cast<double>(sample_refusals.size());
    return {area.left() + each * static_cast<double>(sample), area.top(), each - canvas.em(4),
            area.height()};
}

void paint_refused_samples(Canvas& canvas, QRectF area) {
    for (std::size_t s = 0; s < sample_refusals.size(); ++s)
        paint_sample_cell(canvas, refused_sample_area(canvas, area, s), sample_heat,
                          sample_refusals[s]);
}

}  // namespace isotherm
