// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How high the parts of each band of a lesson's picture are.

#include <QRectF>
#include <vector>

#include "app/gui/lessons/lesson_bands.h"

namespace isotherm {

// Parts that a band does not have are null.
struct BandPlace {
    QRectF head;
    QRectF heat;
    QRectF strip;
    QRectF chart;
};

struct BandRoom {
    double height = 0;
    double em = 1;  // text scale
    double left = 0;
    double right = 0;
};

// Divides the height among the bands; `rows` is the number of rows of each. A row is at most 24
// pixels high at text scale 1; what is left goes to the charts.
std::vector<BandPlace> band_places(const std::vector<std::size_t>& rows, const BandsLook& look,
                                   const BandRoom& room);

}  // namespace isotherm
