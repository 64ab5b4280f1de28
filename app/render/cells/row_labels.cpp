// SPDX-License-Identifier: Apache-2.0
#include "app/render/cells/row_labels.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace isotherm {
namespace {

// Positions in `candidates`, the most important first.
std::vector<std::size_t> by_importance(const std::vector<LabelCandidate>& candidates) {
    const std::size_t count = candidates.size();
    const auto hottest = static_cast<std::size_t>(
        std::max_element(candidates.begin(), candidates.end(),
                         [](const auto& a, const auto& b) { return a.heat < b.heat; }) -
        candidates.begin());
    const auto rank = [&](std::size_t c) {
        if (candidates[c].pinned) return 0;
        if (candidates[c].refused > 0) return 1;
        if (c == hottest && candidates[c].heat > 0) return 2;
        return c == 0 || c + 1 == count ? 3 : 4;
    };
    const double middle = (static_cast<double>(count) - 1) / 2;
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (rank(a) != rank(b)) return rank(a) < rank(b);
        if (candidates[a].refused != candidates[b].refused)
            return candidates[a].refused > candidates[b].refused;
        return std::abs(static_cast<double>(a) - middle) <
               std::abs(static_cast<double>(b) - middle);
    });
    return order;
}

}  // namespace

std::vector<RowLabel> row_labels(const std::vector<LabelCandidate>& candidates, double distance) {
    std::vector<RowLabel> labels;
    if (candidates.empty()) return labels;
    std::vector<double> unnamed;  // middles of rows that have refused requests, but no label
    for (const std::size_t c : by_importance(candidates)) {
        const LabelCandidate& one = candidates[c];
        // Labels are sorted by their middles.
        const auto below =
            std::lower_bound(labels.begin(), labels.end(), one.y,
                             [](const RowLabel& label, double y) { return label.y < y; });
        const bool fits = (below == labels.end() || below->y - one.y >= distance) &&
                          (below == labels.begin() || one.y - (below - 1)->y >= distance);
        if (fits)
            labels.insert(below, {one.row, one.y, 0});
        else if (one.refused > 0)
            unnamed.push_back(one.y);
    }
    for (const double y : unnamed) {
        const auto nearest = std::min_element(
            labels.begin(), labels.end(),
            [y](const auto& a, const auto& b) { return std::abs(a.y - y) < std::abs(b.y - y); });
        ++nearest->refused_beside;
    }
    return labels;
}

}  // namespace isotherm
