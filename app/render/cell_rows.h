// SPDX-License-Identifier: Apache-2.0
#pragma once
// Paints the cells of a heat grid into an image, one row of the grid after the other.

#include <QImage>
#include <vector>

#include "app/render/cell_shape.h"
#include "app/render/heat_image.h"

namespace isotherm {

class CellRows {
public:
    CellRows(QImage& image, const HeatGrid& grid, const Theme& theme, double pixel_ratio,
             const std::optional<CellChoice>& chosen);

    // Paints a row on the device pixels [top, bottom).
    void paint_row(std::size_t row, int top, int bottom);
    // Paints the rows [first, end), pooled, on one device pixel that they share.
    void paint_shared(int y, std::size_t first, std::size_t end);

private:
    // The parts of one cell, from top to bottom; heights in device pixels.
    struct Cell {
        QRgb heat = 0;
        QRgb bar_colour = 0;
        QRgb below = 0;  // colour of the separator
        int mark = 0;
        int edge = 0;
        int bar = 0;
        int separator = 0;
        bool bar_above = false;  // the bar hangs from the upper edge
        bool faded = false;
        bool missing = false;
    };

    QRgb heat_colour(HeatCode code) const;
    bool is_faded(HeatCode code, const CellRefusal& refusal) const;
    Cell cell_of(HeatCode code, const CellRefusal& refusal, const CellShape& shape) const;
    // Gives the bar of a cell that is too narrow to be seen to its neighbour as well.
    void lend_bars(std::vector<Cell>& cells) const;
    void set_separators(std::vector<Cell>& cells, std::size_t row, const CellShape& shape) const;
    QRgb colour_at(const Cell& cell, int y, int height) const;
    void fill_line(int y, const std::vector<QRgb>& colours);

    QImage& image_;
    const HeatGrid& grid_;
    const Theme& theme_;
    double pixel_ratio_;
    std::optional<CellChoice> chosen_;
    std::vector<int> lefts_;  // device pixel at which each column begins
};

}  // namespace isotherm
