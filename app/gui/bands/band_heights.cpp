// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bands/band_heights.h"

#include <algorithm>
#include <cmath>

namespace isotherm {
namespace {

enum class Folding { none, of_less_refused, all };

struct Trial {
    double row = tallest_row;
    double chart = least_chart;
    Folding folding = Folding::none;
};

bool folds(const SideNeed& side, Folding folding) {
    return !side.chart &&
           (folding == Folding::all || (folding == Folding::of_less_refused && side.refuses_less));
}

double block_height(const SideNeed& side, double row, double page, double scale) {
    if (side.block) return *side.block;
    const auto rows = static_cast<double>(side.rows);
    const double most = std::max(page * most_block, least_row * scale);
    double height = rows * row * scale;
    if (height > most) height = std::max(std::floor(most / rows) * rows, most);
    height = std::min(height, most);
    return side.copies * (side.heading * scale + std::max(height, scrolled_row * scale));
}

SideHeights side_heights(const SideNeed& side, const Trial& trial, double page, double scale) {
    SideHeights heights;
    heights.block = std::round(block_height(side, trial.row, page, scale));
    heights.burst = side.burst ? std::round(burst_height * scale) : 0;
    heights.strip = side.refused ? std::round(throttle_strip_height * scale) : 0;
    heights.lanes = side.lanes;
    if (!side.charted) return heights;
    heights.chart_folded = folds(side, trial.folding);
    heights.chart = std::round(heights.chart_folded ? folded_chart * scale
                               : side.chart         ? *side.chart
                                                    : trial.chart * scale);
    return heights;
}

std::vector<BandHeights> placed(const std::vector<BandNeed>& bands, const Trial& trial, double page,
                                double scale) {
    std::vector<BandHeights> places;
    double top = 0;
    for (const BandNeed& band : bands) {
        BandHeights place{top, 0, {}};
        if (band.collapsed) {
            place.height = std::round(collapsed_height * scale);
        } else {
            place.height = std::round(head_height * scale) + band.strips + band_gap;
            for (const SideNeed& side : band.sides) {
                place.sides.push_back(side_heights(side, trial, page, scale));
                place.height += place.sides.back().whole();
            }
        }
        top += place.height;
        places.push_back(std::move(place));
    }
    return places;
}

double total(const std::vector<BandHeights>& places) {
    return places.empty() ? 0 : places.back().top + places.back().height;
}

}  // namespace

std::vector<BandHeights> band_heights(const std::vector<BandNeed>& bands, double page,
                                      double scale) {
    for (const Folding folding : {Folding::none, Folding::of_less_refused, Folding::all}) {
        for (double row = tallest_row; row >= least_row; --row) {
            Trial trial{row, least_chart, folding};
            auto places = placed(bands, trial, page, scale);
            if (total(places) > page) continue;
            if (folding != Folding::none) return places;
            // What is left over makes charts taller.
            while (trial.chart < tallest_chart) {
                ++trial.chart;
                auto taller = placed(bands, trial, page, scale);
                if (total(taller) > page) break;
                places = std::move(taller);
            }
            return places;
        }
    }
    return placed(bands, {scrolled_row, least_chart, Folding::none}, page, scale);
}

}  // namespace isotherm
