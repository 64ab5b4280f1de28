// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The numbers of a band up to a second of the run, and its chart.

#include <QRectF>

#include "app/render/canvas.h"
#include "app/render/time_axis.h"
#include "engine/recording/recording.h"

namespace isotherm {

struct BandTotals {
    std::uint64_t tries = 0;
    std::uint64_t throttled = 0;

    double share() const {
        return tries == 0 ? 0 : static_cast<double>(throttled) / static_cast<double>(tries);
    }
};
BandTotals band_totals(const TableRecording& table, Side side, std::int64_t seconds);

struct BandChart {
    QRectF area;
    TimeAxis axis;
    std::int64_t seen = 0;  // seconds
    bool minutes = false;   // averages of minutes, as CloudWatch has them
};

// Paints what was consumed below what was provisioned; without `minutes` also what was asked for
// and not served.
void paint_chart(Canvas& canvas, const TableRecording& table, Side side, const BandChart& chart);

}  // namespace isotherm
