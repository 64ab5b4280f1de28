// SPDX-License-Identifier: Apache-2.0
#pragma once
// How a cell shows two numbers: demand as a share of the limit (colour, and a mark at the upper
// edge above 100 %), and the share of the demand that was refused (a bar on the lower edge). The
// shape depends on the height of the row only, so every zoom uses the same one.

#include <QRgb>

#include "app/render/heat_grid.h"

namespace isotherm {

// Device pixels that one logical pixel of a line takes.
int line_unit(double pixel_ratio);

// The shape of the cells of a row. All lengths are in device pixels.
class CellShape {
public:
    // `height`: of the row, in device pixels.
    CellShape(int height, double pixel_ratio);

    // Whether the row is too low for a bar, so that the whole cell is mixed with its colour.
    bool is_mixed() const { return mixed_; }
    int separator() const { return separator_; }  // below the cell, between partitions
    int edge() const { return edge_; }            // above a bar
    // Line along the upper edge; 0 unless the code is above 100 %.
    int mark(HeatCode code) const;
    // Height of the bar for the share of the demand that was refused; 0 if nothing was.
    int bar(const CellRefusal& refusal) const;
    // Height of the bar for a change of that share, of which none is too small to be seen.
    int change(double difference) const;

private:
    int height_ = 1;  // without the separator, in units
    int unit_ = 1;
    bool mixed_ = false;
    int separator_ = 0;
    int edge_ = 0;
    bool thick_marks_ = false;
    bool marked_ = false;
    int room_ = 1;  // tallest bar, in units
    int least_ = 1;
};

// A colour that is moved towards another one, in sRGB.
QRgb mixed(QRgb from, QRgb to, double part);
// The colour of a whole cell that is too low for a bar.
QRgb mixed_cell(QRgb heat, QRgb throttled, const CellRefusal& refusal);

}  // namespace isotherm
