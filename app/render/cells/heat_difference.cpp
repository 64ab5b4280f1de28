// SPDX-License-Identifier: Apache-2.0
#include "app/render/cells/heat_difference.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace isotherm {
namespace {

constexpr double clip_percentile = 0.99;
constexpr double clip_least = 0.01;  // minimum of `clip`; smaller differences get weak colours

struct RowPair {
    std::size_t a = 0;
    std::size_t b = 0;
};

// Returns the pairs of overlapping rows, and appends their common range to `rows`. The rows of both
// grids cover the hash space in order.
std::vector<RowPair> pairs_of(const HeatGrid& a, const HeatGrid& b, std::vector<HashRow>& rows) {
    std::vector<RowPair> pairs;
    std::size_t i = 0, j = 0;
    while (i < a.rows.size() && j < b.rows.size()) {
        const HashRow& left = a.rows[i];
        const HashRow& right = b.rows[j];
        HashRow row;
        row.first_position = std::max(left.first_position, right.first_position);
        row.last_position = std::min(left.last_position, right.last_position);
        if (row.first_position <= row.last_position) {
            row.tenures = right.tenures;
            pairs.push_back({i, j});
            rows.push_back(std::move(row));
        }
        if (left.last_position == right.last_position) {
            ++i;
            ++j;
        } else {
            ++(left.last_position < right.last_position ? i : j);
        }
    }
    return pairs;
}

double clip_of(std::vector<float> sizes) {
    if (sizes.empty()) return clip_least;
    const auto at = sizes.begin() + static_cast<std::ptrdiff_t>(
                                        clip_percentile * static_cast<double>(sizes.size() - 1));
    std::nth_element(sizes.begin(), at, sizes.end());
    return std::max<double>(*at, clip_least);
}

}  // namespace

HeatDifference heat_difference(const HeatGrid& a, const HeatGrid& b) {
    assert(a.columns.count == b.columns.count && a.values.size() == a.codes.size() &&
           b.values.size() == b.codes.size());
    HeatDifference result;
    HeatGrid& grid = result.grid;
    grid.columns = b.columns;
    grid.is_difference = true;
    const std::vector<RowPair> pairs = pairs_of(a, b, grid.rows);
    std::vector<float> differences(grid.columns.count * pairs.size());
    grid.refusals.assign(differences.size(), {});
    std::vector<float> sizes;
    for (std::size_t c = 0; c < grid.columns.count; ++c) {
        for (std::size_t r = 0; r < pairs.size(); ++r) {
            const float less = a.values[c * a.rows.size() + pairs[r].a];
            const float more = b.values[c * b.rows.size() + pairs[r].b];
            const float difference = more - less;  // nan if either is missing
            differences[c * pairs.size() + r] = difference;
            if (!std::isnan(difference))
                grid.refusals[c * pairs.size() + r] = {
                    1, static_cast<float>(b.refusal(c, pairs[r].b).share() -
                                          a.refusal(c, pairs[r].a).share())};
            if (!std::isnan(difference) && difference != 0) sizes.push_back(std::abs(difference));
        }
    }
    result.clip = clip_of(std::move(sizes));
    grid.codes.assign(differences.size(), code_missing);
    for (std::size_t i = 0; i < differences.size(); ++i) {
        if (std::isnan(differences[i])) continue;
        const double share = std::clamp(differences[i] / result.clip, -1.0, 1.0);
        grid.codes[i] = static_cast<HeatCode>(std::lround((share + 1) / 2 * code_highest));
    }
    grid.row_demand.assign(pairs.size(), 0);
    grid.row_throttled.assign(pairs.size(), 0);
    grid.row_heat.assign(pairs.size(), 0);
    grid.column_throttled = b.column_throttled;
    grid.column_burst.assign(grid.columns.count, std::numeric_limits<float>::quiet_NaN());
    return result;
}

}  // namespace isotherm
