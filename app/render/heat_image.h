// SPDX-License-Identifier: Apache-2.0
#pragma once
// A heat grid as an image. Row heights are proportional to their share of the hash space, but at
// least one device pixel; columns follow time. Sampling is nearest neighbour, because smoothing
// would show heat that was not recorded.

#include <QImage>
#include <optional>
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

// The cells that an entry of a legend stands for: a range of colours, or those with refusals.
struct CellChoice {
    HeatCode first = 0;
    HeatCode last = code_hottest;
    bool refused = false;
    bool operator==(const CellChoice&) const = default;
};

struct HeatImage {
    QImage image;                  // Format_RGB32
    std::size_t rows_a_pixel = 1;  // maximum number of rows that share a pixel
};

// `pixel_ratio`: device pixels per logical pixel. Lines and patterns keep their logical size. If
// cells are chosen, all others fade.
HeatImage heat_image(const HeatGrid& grid, const Theme& theme, QSize device_size,
                     double pixel_ratio, const std::optional<CellChoice>& chosen = {});

// Returns whether a pixel is on one of the diagonal lines that mark missing cells.
bool on_hatch(int x, int y, double pixel_ratio);

// Smallest width and height of a hatched patch, in logical pixels.
inline constexpr double hatch_least_px = 4;

}  // namespace isotherm
