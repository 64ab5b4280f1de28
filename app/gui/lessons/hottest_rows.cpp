// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lessons/hottest_rows.h"

#include <algorithm>
#include <numeric>

namespace isotherm {
namespace {

template <class Value>
std::vector<Value> in_order(const std::vector<Value>& of, const std::vector<std::size_t>& order) {
    if (of.size() != order.size()) return of;
    std::vector<Value> ordered;
    ordered.reserve(of.size());
    for (const std::size_t row : order) ordered.push_back(of[row]);
    return ordered;
}

// Values by column and row.
template <class Value>
std::vector<Value> cells_in_order(const std::vector<Value>& of,
                                  const std::vector<std::size_t>& order) {
    std::vector<Value> ordered;
    ordered.reserve(of.size());
    for (std::size_t column = 0; column + order.size() <= of.size(); column += order.size())
        for (const std::size_t row : order) ordered.push_back(of[column + row]);
    return ordered;
}

// Begins of `count` equal parts of hash space; the last one ends at its end.
KeyPosition begin_of_part(std::size_t part, std::size_t count) {
    return ~KeyPosition{0} / count * part;
}

}  // namespace

OrderedRows hottest_rows_first(const HeatGrid& grid) {
    std::vector<std::size_t> order(grid.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (grid.row_throttled[a] != grid.row_throttled[b])
            return grid.row_throttled[a] > grid.row_throttled[b];
        return grid.row_demand[a] > grid.row_demand[b];
    });
    OrderedRows ordered{grid, in_order(grid.rows, order)};
    HeatGrid& of = ordered.grid;
    of.rows = ordered.named;
    for (std::size_t r = 0; r < order.size(); ++r) {
        of.rows[r].first_position = begin_of_part(r, order.size());
        of.rows[r].last_position =
            r + 1 == order.size() ? ~KeyPosition{0} : begin_of_part(r + 1, order.size()) - 1;
    }
    of.codes = cells_in_order(grid.codes, order);
    of.refusals = cells_in_order(grid.refusals, order);
    of.values = cells_in_order(grid.values, order);
    of.row_demand = in_order(grid.row_demand, order);
    of.row_throttled = in_order(grid.row_throttled, order);
    of.row_heat = in_order(grid.row_heat, order);
    return ordered;
}

}  // namespace isotherm
