// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lessons/band_layout.h"

#include <algorithm>
#include <cmath>

namespace isotherm {
namespace {

constexpr double head_height = 20;
constexpr double small_head_height = 15;
constexpr double strip_height = 14;
constexpr double axis_height = 22;
constexpr double band_gap = 6;
constexpr double row_most = 24;
constexpr double heat_least = 14;
constexpr double chart_least = 44;
constexpr double chart_most = 170;

// Gives each band the same height, except those that need less; they leave theirs to the others.
std::vector<double> heat_heights(const std::vector<std::size_t>& rows, double room, double em) {
    std::vector<double> most, heights(rows.size(), 0);
    for (const std::size_t count : rows)
        most.push_back(std::max(heat_least, row_most * em * static_cast<double>(count)));
    std::vector<std::size_t> order(rows.size());
    for (std::size_t b = 0; b < order.size(); ++b) order[b] = b;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return most[a] < most[b]; });
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double share = room / static_cast<double>(order.size() - i);
        const double height = std::max(heat_least, std::min(most[order[i]], share));
        heights[order[i]] = std::floor(height);
        room -= height;
    }
    return heights;
}

}  // namespace

std::vector<BandPlace> band_places(const std::vector<std::size_t>& rows, const BandsLook& look,
                                   const BandRoom& room) {
    if (rows.empty()) return {};
    const auto count = static_cast<double>(rows.size());
    const double head = std::round(room.em * (look.bare ? small_head_height : head_height));
    const double strip = look.throttles || look.backlogs ? std::round(room.em * strip_height) : 0;
    const double gap = look.bare ? 2 : std::round(band_gap * room.em);
    const double axis = look.bare ? 0 : axis_height * room.em;
    double chart = look.charts ? std::round(chart_least * room.em) : 0;
    const double free = room.height - axis - count * (head + strip + chart + gap);
    const std::vector<double> heats = heat_heights(rows, std::max(0.0, free), room.em);
    if (look.charts) {
        double left = free;
        for (const double heat : heats) left -= heat;
        chart +=
            std::floor(std::clamp(left / count, 0.0, std::max(0.0, chart_most * room.em - chart)));
    }
    std::vector<BandPlace> places;
    double y = 0;
    const double width = room.right - room.left;
    for (const double heat : heats) {
        BandPlace place;
        place.head = {room.left, y, width, head};
        y += head;
        place.heat = {room.left, y, width, heat};
        y += heat;
        if (strip > 0) place.strip = {room.left, y, width, strip};
        y += strip;
        if (chart > 0) place.chart = {room.left, y, width, chart};
        y += chart + gap;
        places.push_back(place);
    }
    return places;
}

}  // namespace isotherm
