// SPDX-License-Identifier: Apache-2.0
#pragma once
// A heat grid as pixels: rows by their share of the hash space, at least one device pixel each;
// columns by time. Nearest neighbour, because smoothing would invent heat.

#include <QImage>
#include <vector>

#include "app/render/heat_grid.h"
#include "app/render/theme.h"

namespace isotherm {

// Device pixels [first, end) of a row. Several thin rows may share a pixel.
struct PixelRow {
    int first = 0;
    int end = 0;
};
std::vector<PixelRow> pixel_rows(const std::vector<HashRow>& rows, int height);

struct HeatImage {
    QImage image;                  // Format_RGB32
    std::size_t rows_a_pixel = 1;  // most rows that share a pixel
};

// `pixel_ratio`: device pixels a logical one; patterns keep their logical size.
HeatImage heat_image(const HeatGrid& grid, const Theme& theme, QSize device_size,
                     double pixel_ratio);

// Diagonal lines, where the throttled and the missing are to be told from colours.
bool on_hatch(int x, int y, double pixel_ratio);

// Patches of at least so many logical pixels both ways are hatched.
inline constexpr double hatch_least_px = 4;

}  // namespace isotherm
