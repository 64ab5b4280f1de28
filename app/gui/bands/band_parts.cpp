// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a band by their side, and all of them in order.

#include <algorithm>

#include "app/gui/bands/band.h"
#include "app/gui/bands/band_head.h"
#include "app/gui/bands/band_line.h"
#include "app/gui/bands/band_strips.h"

namespace isotherm {

const Band::SideParts* Band::side_parts(Side side) const {
    for (const SideParts& parts : sides_)
        if (parts.side == side) return &parts;
    return nullptr;
}

HeatMapCanvas* Band::map(Side side) const { return part_of(side, &SideParts::map); }

CapacityChart* Band::chart(Side side) const { return part_of(side, &SideParts::chart); }

BandEdge* Band::block_edge(Side side) const { return part_of(side, &SideParts::block_edge); }

BandEdge* Band::chart_edge(Side side) const { return part_of(side, &SideParts::chart_edge); }

ThrottleStrip* Band::strip(Side side) const { return part_of(side, &SideParts::strip); }

std::vector<CapacityChart*> Band::charts() const {
    std::vector<CapacityChart*> list;
    for (const SideParts& side : sides_)
        if (side.chart != nullptr) list.push_back(side.chart);
    return list;
}

std::vector<ThrottleLane*> Band::lanes() const {
    std::vector<ThrottleLane*> list;
    for (const SideParts& side : sides_)
        list.insert(list.end(), side.lanes.begin(), side.lanes.end());
    return list;
}

std::vector<TimeCanvas*> Band::canvases() const {
    std::vector<TimeCanvas*> list{head_, line_, series_block_};
    for (const SideParts& side : sides_) {
        list.insert(list.end(), {side.map, side.burst, side.strip});
        list.insert(list.end(), side.lanes.begin(), side.lanes.end());
        list.push_back(side.chart);
    }
    list.insert(list.end(), {scaling_, changes_});
    list.erase(std::remove(list.begin(), list.end(), nullptr), list.end());
    return list;
}

}  // namespace isotherm
