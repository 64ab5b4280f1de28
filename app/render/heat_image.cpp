// SPDX-License-Identifier: Apache-2.0
#include "app/render/heat_image.h"

#include <algorithm>
#include <cmath>
#include <new>

namespace isotherm {
namespace {

constexpr double hatch_period_px = 6;
constexpr double hatch_line_px = 1;
constexpr double dot_least_px = 6;  // dots in smaller cells would look like noise

// The codes of all columns, stored by pixel row; for rows that share a pixel, the largest code.
class PixelCodes {
public:
    PixelCodes(const HeatGrid& grid, const std::vector<PixelRow>& rows, int height)
        : columns_(grid.columns.count),
          codes_(columns_ * static_cast<std::size_t>(height), code_missing) {
        for (std::size_t r = 0; r < rows.size(); ++r) {
            for (int y = rows[r].first; y < rows[r].end; ++y) {
                HeatCode* line = codes_.data() + static_cast<std::size_t>(y) * columns_;
                for (std::size_t c = 0; c < columns_; ++c) {
                    line[c] = std::max(line[c], grid.code(c, r));
                }
            }
        }
    }
    HeatCode at(std::size_t column, int y) const {
        return codes_[static_cast<std::size_t>(y) * columns_ + column];
    }

private:
    std::size_t columns_;
    std::vector<HeatCode> codes_;
};

// Neighbouring cells in one row with the same code; left and right are in device pixels.
struct Patch {
    HeatCode code = code_missing;
    std::size_t first_column = 0;
    std::size_t end_column = 0;
    int left = 0;
    int right = 0;
};

std::vector<Patch> patches_of(const HeatGrid& grid, std::size_t row, int width) {
    std::vector<Patch> patches;
    for (std::size_t c = 0; c < grid.columns.count;) {
        std::size_t end = c + 1;
        while (end < grid.columns.count && grid.code(end, row) == grid.code(c, row)) ++end;
        patches.push_back({grid.code(c, row), c, end, grid.columns.pixel_of(c, width),
                           grid.columns.pixel_of(end, width)});
        c = end;
    }
    return patches;
}

QRgb* scan_line(QImage& image, int y) { return reinterpret_cast<QRgb*>(image.scanLine(y)); }

void hatch(QImage& image, const Patch& patch, PixelRow row, QRgb colour, double pixel_ratio) {
    for (int y = row.first; y < row.end; ++y) {
        QRgb* line = scan_line(image, y);
        for (int x = patch.left; x < patch.right; ++x) {
            if (on_hatch(x, y, pixel_ratio)) line[x] = colour;
        }
    }
}

// Draws one dot per cell. If cells are too narrow for a dot each, draws one dot every two dot
// widths.
void dot(QImage& image, const HeatGrid& grid, const Patch& patch, PixelRow row, QRgb colour,
         double pixel_ratio) {
    const int size = std::max(2, static_cast<int>(std::lround(2 * pixel_ratio)));
    const int least = static_cast<int>(std::lround(dot_least_px * pixel_ratio));
    const auto put = [&](int middle_x) {
        const int left = middle_x - size / 2;
        const int top = (row.first + row.end - size) / 2;
        for (int y = top; y < top + size; ++y) {
            std::fill_n(scan_line(image, y) + left, size, colour);
        }
    };
    int next = patch.left + least / 2;
    for (std::size_t c = patch.first_column; c < patch.end_column; ++c) {
        const int left = grid.columns.pixel_of(c, image.width());
        const int right = grid.columns.pixel_of(c + 1, image.width());
        if (right - left >= least) {
            put((left + right) / 2);
            continue;
        }
        if (next < right && next + least / 2 <= patch.right) {
            put(next);
            next += 2 * least;
        }
    }
}

void draw_patterns(QImage& image, const HeatGrid& grid, const std::vector<PixelRow>& rows,
                   const Theme& theme, double pixel_ratio) {
    const double hatch_least = hatch_least_px * pixel_ratio;
    const double dot_least = dot_least_px * pixel_ratio;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const int height = rows[r].end - rows[r].first;
        if (height < hatch_least) continue;
        for (const Patch& patch : patches_of(grid, r, image.width())) {
            const int width = patch.right - patch.left;
            if (width < hatch_least) continue;
            if (patch.code == code_throttled) {
                hatch(image, patch, rows[r], theme.heat_throttled_hatch, pixel_ratio);
            } else if (patch.code == code_missing) {
                hatch(image, patch, rows[r], theme.missing_hatch, pixel_ratio);
            } else if (patch.code == code_above && height >= dot_least && width >= dot_least) {
                dot(image, grid, patch, rows[r], theme.heat_above_dot, pixel_ratio);
            }
        }
    }
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
                     double pixel_ratio) {
    const std::vector<PixelRow> rows = pixel_rows(grid.rows, device_size.height());
    const PixelCodes codes(grid, rows, device_size.height());

    std::array<QRgb, colour_steps + 2> colours{};
    std::copy(theme.heat.begin(), theme.heat.end(), colours.begin());
    colours[code_above] = theme.heat.back();
    colours[code_throttled] = theme.heat_throttled;

    HeatImage result{QImage(device_size, QImage::Format_RGB32), 1};
    if (result.image.isNull() && !device_size.isEmpty()) throw std::bad_alloc();
    // An empty time window has no columns, so nothing else can be drawn.
    result.image.fill(theme.background.rgb());
    if (grid.columns.count == 0) return result;
    std::vector<int> lefts(grid.columns.count + 1);
    for (std::size_t c = 0; c < lefts.size(); ++c)
        lefts[c] = grid.columns.pixel_of(c, device_size.width());
    for (int y = 0; y < device_size.height(); ++y) {
        QRgb* line = scan_line(result.image, y);
        for (std::size_t c = 0; c < grid.columns.count; ++c) {
            const HeatCode code = codes.at(c, y);
            const QRgb colour = code == code_missing ? theme.background.rgb()
                                                     : colours[static_cast<std::size_t>(code)];
            std::fill(line + lefts[c], line + lefts[c + 1], colour);
        }
    }
    draw_patterns(result.image, grid, rows, theme, pixel_ratio);

    std::vector<std::size_t> sharing(static_cast<std::size_t>(device_size.height()), 0);
    for (const PixelRow& row : rows) {
        for (int y = row.first; y < row.end; ++y) {
            result.rows_a_pixel =
                std::max(result.rows_a_pixel, ++sharing[static_cast<std::size_t>(y)]);
        }
    }
    return result;
}

}  // namespace isotherm
