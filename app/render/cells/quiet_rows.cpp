// SPDX-License-Identifier: Apache-2.0
#include "app/render/cells/quiet_rows.h"

#include <algorithm>
#include <cmath>

namespace isotherm {
namespace {

constexpr double wanted_share = 2.0 / 3;  // wanted share of the lines shown that are not quiet
constexpr std::size_t shortest_run = 2;

// Returns runs of rows whose hottest cell is below `threshold`, as positions in `hottest`.
std::vector<QuietRun> runs_below(const std::vector<HeatCode>& hottest, HeatCode threshold) {
    std::vector<QuietRun> runs;
    for (std::size_t r = 0; r < hottest.size();) {
        std::size_t end = r;
        while (end < hottest.size() && hottest[end] < threshold) ++end;
        if (end - r >= shortest_run) runs.push_back({r, end});
        r = std::max(end, r + 1);
    }
    return runs;
}

double share_shown(const std::vector<QuietRun>& runs, std::size_t rows) {
    std::size_t quiet = 0;
    for (const QuietRun& run : runs) quiet += run.end - run.first;
    const std::size_t warm = rows - quiet;
    return warm + runs.size() == 0
               ? 0
               : static_cast<double>(warm) / static_cast<double>(warm + runs.size());
}

}  // namespace

std::vector<QuietRun> quiet_runs(const HeatGrid& grid, const std::vector<std::size_t>& rows) {
    std::vector<HeatCode> hottest;
    for (const std::size_t r : rows) {
        HeatCode most = code_missing;
        for (std::size_t c = 0; c < grid.columns.count; ++c) {
            most = std::max(most, grid.refusal(c, r).any() ? code_hottest : grid.code(c, r));
        }
        hottest.push_back(most);
    }
    std::vector<QuietRun> best;
    double best_distance = std::abs(share_shown(best, hottest.size()) - wanted_share);
    for (HeatCode threshold = 1; threshold <= code_highest; ++threshold) {
        std::vector<QuietRun> runs = runs_below(hottest, threshold);
        const double distance = std::abs(share_shown(runs, hottest.size()) - wanted_share);
        if (distance >= best_distance) continue;
        best_distance = distance;
        best = std::move(runs);
    }
    return best;
}

HashScale folded_scale(const HeatGrid& grid, const std::vector<std::size_t>& rows,
                       const std::vector<QuietRun>& runs, HashWindow window, double folded_share) {
    if (runs.empty()) return HashScale(window);
    const auto first_hash = [&](std::size_t row) {
        return hash_share(std::max(grid.rows[rows[row]].first_position, window.first));
    };
    const auto last_hash = [&](std::size_t row) {
        const KeyPosition last = std::min(grid.rows[rows[row]].last_position, window.last);
        return last == ~KeyPosition{0} ? 1.0 : hash_share(last);
    };
    double open_hash = 0;
    std::size_t next = 0;
    for (std::size_t r = 0; r < rows.size();) {
        if (next < runs.size() && runs[next].first == r) {
            r = runs[next++].end;
            continue;
        }
        open_hash += last_hash(r) - first_hash(r);
        ++r;
    }
    const double folded = std::min(folded_share, 0.5 / static_cast<double>(runs.size()));
    const double room = 1 - folded * static_cast<double>(runs.size());
    std::vector<HashScale::Knot> knots{{first_hash(0), 0}};
    next = 0;
    for (std::size_t r = 0; r < rows.size();) {
        const bool quiet = next < runs.size() && runs[next].first == r;
        const std::size_t end = quiet ? runs[next++].end : r + 1;
        const double hash = last_hash(end - 1);
        const double height =
            quiet ? folded
                  : (open_hash > 0 ? room * (last_hash(r) - first_hash(r)) / open_hash : 0);
        knots.push_back({hash, knots.back().plot + height});
        r = end;
    }
    // If all rows are folded, they do not fill the plot, so the last row is extended to the bottom.
    knots.back().plot = 1;
    return HashScale(std::move(knots));
}

}  // namespace isotherm
