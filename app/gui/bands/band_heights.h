// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The heights of bands and of their parts, from what they contain and the height of the page. All
// lengths are logical pixels.

#include <cstddef>
#include <optional>
#include <vector>

namespace isotherm {

// Heights at text scale 1.
inline constexpr double head_height = 22;
inline constexpr double collapsed_height = 20;
inline constexpr double burst_height = 5;
inline constexpr double throttle_strip_height = 16;
inline constexpr double least_chart = 90;
inline constexpr double folded_chart = 20;
inline constexpr double tallest_chart =
    240;  // room that rows do not need goes to charts up to this
inline constexpr double least_row = 6;
inline constexpr double scrolled_row = 14;  // where not everything fits
inline constexpr double tallest_row = 24;
inline constexpr double most_block = 0.6;  // share of the page
inline constexpr double band_gap = 1;

struct SideNeed {
    std::size_t rows = 1;
    double heading = 0;  // room above the rows, for the names of compared runs
    int copies = 1;      // 2: run A above run B
    bool burst = false;
    bool refused = false;       // has a throttle strip
    double lanes = 0;           // open lanes, one per cause
    bool refuses_less = false;  // than the other side: its chart folds first
    bool charted = true;
    std::optional<double> block;  // heights set by the user
    std::optional<double> chart;
};

struct BandNeed {
    bool collapsed = false;
    std::vector<SideNeed> sides;
    double strips = 0;  // scaling and changes
};

struct SideHeights {
    double block = 0;
    double burst = 0;
    double strip = 0;
    double lanes = 0;
    double chart = 0;
    bool chart_folded = false;
    double whole() const { return block + burst + strip + lanes + chart; }
};

struct BandHeights {
    double top = 0;
    double height = 0;
    std::vector<SideHeights> sides;  // empty for a collapsed band
};

// Charts get 90 pixels, then rows the most of 24 to 6 pixels with which all bands fit the page.
// Below that charts fold to a line: first those of the side that refuses less, then all. If that is
// not enough either, rows have 14 pixels and the page scrolls.
std::vector<BandHeights> band_heights(const std::vector<BandNeed>& bands, double page,
                                      double text_scale);

}  // namespace isotherm
