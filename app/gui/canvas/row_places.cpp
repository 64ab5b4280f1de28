// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/row_places.h"

#include <algorithm>

namespace isotherm {
namespace {

// Column of the row's first refused request; the number of columns if there is none.
std::size_t first_refusal(const HeatGrid& grid, std::size_t row) {
    if (row < grid.row_throttled.size() && grid.row_throttled[row] <= 0) return grid.columns.count;
    for (std::size_t c = 0; c < grid.columns.count; ++c)
        if (grid.refusal(c, row).any()) return c;
    return grid.columns.count;
}

// Each of the first `single` rows has the same height; the rest share `rest` of the whole.
std::vector<double> edges_of(std::size_t count, std::size_t single, double rest) {
    std::vector<double> edges{0};
    for (std::size_t i = 0; i < count; ++i) {
        const double each = i < single ? (1 - rest) / static_cast<double>(single)
                                       : rest / static_cast<double>(count - single);
        edges.push_back(edges.back() + each);
    }
    edges.back() = 1;
    return edges;
}

}  // namespace

RowPlaces row_places(const HeatGrid& grid, const std::vector<std::size_t>& rows, RowOrder order,
                     double others_share) {
    RowPlaces places;
    places.rows = rows;
    const auto by = [&](const auto& before) {
        std::stable_sort(places.rows.begin(), places.rows.end(), before);
    };
    if (order == RowOrder::first_refusal) {
        std::vector<std::size_t> first(grid.rows.size());
        for (const std::size_t r : rows) first[r] = first_refusal(grid, r);
        by([&](std::size_t a, std::size_t b) { return first[a] < first[b]; });
        places.edges = edges_of(rows.size(), rows.size(), 0);
        return places;
    }
    by([&](std::size_t a, std::size_t b) {
        if (grid.row_throttled[a] != grid.row_throttled[b])
            return grid.row_throttled[a] > grid.row_throttled[b];
        return grid.row_demand[a] > grid.row_demand[b];
    });
    const std::size_t single = std::min(hottest_rows, rows.size());
    std::sort(places.rows.begin() + static_cast<std::ptrdiff_t>(single), places.rows.end());
    const bool others = single < rows.size();
    places.edges = edges_of(rows.size(), single, others ? others_share : 0);
    return places;
}

}  // namespace isotherm
