// SPDX-License-Identifier: Apache-2.0
#pragma once
// Chooses the rows of a heat map that get a label when there is no room for all of them.

#include <cstddef>
#include <vector>

namespace isotherm {

struct LabelCandidate {
    std::size_t row = 0;
    double y = 0;  // middle of the label, logical pixels
    double refused = 0;
    double heat = 0;
    bool pinned = false;
};

struct RowLabel {
    std::size_t row = 0;
    double y = 0;
    // Rows with refused requests that have no room for a label of their own and are nearest to this
    // one.
    std::size_t refused_beside = 0;
};

// Returns the labels from top to bottom, none closer to another than `distance`. The pinned row
// comes first, then rows with refused requests (most first), the hottest row, the
// first and the last row, and the rest from the middle outwards.
std::vector<RowLabel> row_labels(const std::vector<LabelCandidate>& candidates, double distance);

}  // namespace isotherm
