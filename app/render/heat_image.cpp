// SPDX-License-Identifier: Apache-2.0
#include "app/render/heat_image.h"

#include <algorithm>
#include <cmath>
#include <new>

#include "app/render/cell_rows.h"

namespace isotherm {
namespace {

constexpr double hatch_period_px = 6;
constexpr double hatch_line_px = 1;

// Neighbouring missing cells in one row; left and right are in device pixels.
struct MissingPatch {
    int left = 0;
    int right = 0;
};

std::vector<MissingPatch> missing_patches(const HeatGrid& grid, std::size_t row, int width) {
    std::vector<MissingPatch> patches;
    for (std::size_t c = 0; c < grid.columns.count;) {
        std::size_t end = c;
        while (end < grid.columns.count && grid.code(end, row) == code_missing) ++end;
        if (end > c)
            patches.push_back({grid.columns.pixel_of(c, width), grid.columns.pixel_of(end, width)});
        c = std::max(end, c + 1);
    }
    return patches;
}

void hatch_missing(QImage& image, const HeatGrid& grid, const std::vector<PixelRow>& rows,
                   const Theme& theme, double pixel_ratio) {
    const double least = hatch_least_px * pixel_ratio;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (rows[r].end - rows[r].first < least) continue;
        for (const MissingPatch& patch : missing_patches(grid, r, image.width())) {
            if (patch.right - patch.left < least) continue;
            for (int y = rows[r].first; y < rows[r].end; ++y) {
                auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
                for (int x = patch.left; x < patch.right; ++x) {
                    if (on_hatch(x, y, pixel_ratio)) line[x] = theme.missing_hatch;
                }
            }
        }
    }
}

// The number of rows on each device pixel.
std::vector<std::size_t> rows_by_pixel(const std::vector<PixelRow>& rows, int height) {
    std::vector<std::size_t> counts(static_cast<std::size_t>(height), 0);
    for (const PixelRow& row : rows) {
        for (int y = row.first; y < row.end; ++y) ++counts[static_cast<std::size_t>(y)];
    }
    return counts;
}

}  // namespace

bool on_hatch(int x, int y, double pixel_ratio) {
    const double period = hatch_period_px * pixel_ratio;
    const double along = std::fmod(static_cast<double>(x + y), period);
    return along < hatch_line_px * pixel_ratio;
}

std::vector<PixelRow> pixel_rows(const std::vector<HashRow>& rows, int height) {
    std::vector<PixelRow> pixels;
    pixels.reserve(rows.size());
    for (const HashRow& row : rows) {
        const int first = static_cast<int>(std::lround(hash_share(row.first_position) * height));
        const double last = hash_share(row.last_position) + 0x1p-64;
        const int end = static_cast<int>(std::lround(last * height));
        // A row thinner than a pixel gets one pixel, which it shares with its neighbours.
        const int top = std::min(first, height - 1);
        pixels.push_back({top, std::max(end, top + 1)});
    }
    return pixels;
}

HeatImage heat_image(const HeatGrid& grid, const Theme& theme, QSize device_size,
                     double pixel_ratio, const std::optional<CellChoice>& chosen) {
    HeatImage result{QImage(device_size, QImage::Format_RGB32), 1};
    if (result.image.isNull() && !device_size.isEmpty()) throw std::bad_alloc();
    // An empty time window has no columns, so nothing else can be drawn.
    result.image.fill(theme.background.rgb());
    if (grid.columns.count == 0) return result;

    const std::vector<PixelRow> rows = pixel_rows(grid.rows, device_size.height());
    const std::vector<std::size_t> sharing = rows_by_pixel(rows, device_size.height());
    for (const std::size_t count : sharing)
        result.rows_a_pixel = std::max(result.rows_a_pixel, count);

    CellRows cells(result.image, grid, theme, pixel_ratio, chosen);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        // The pixels that no other row shares.
        PixelRow own = rows[r];
        const auto shared = [&sharing](int y) { return sharing[static_cast<std::size_t>(y)] > 1; };
        while (own.first < own.end && shared(own.first)) ++own.first;
        while (own.end > own.first && shared(own.end - 1)) --own.end;
        if (own.first < own.end) cells.paint_row(r, own.first, own.end);
    }
    std::size_t first = 0;
    for (int y = 0; y < device_size.height(); ++y) {
        while (first < rows.size() && rows[first].end <= y) ++first;
        std::size_t end = first;
        while (end < rows.size() && rows[end].first <= y) ++end;
        if (end > first + 1) cells.paint_shared(y, first, end);
    }
    hatch_missing(result.image, grid, rows, theme, pixel_ratio);
    return result;
}

}  // namespace isotherm
