// SPDX-License-Identifier: Apache-2.0
#pragma once
// Who owned which stretch of hash space when: the rows of the heat map.
//
// A row is the smallest range no partition border crosses in the time shown, so that a split is a
// line that starts at its second and old values are never drawn on new borders. Before a
// partition is born, its range belongs to its parent.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/recording/recording.h"

namespace isotherm {

// From `first_second` until the next tenure of the row. `share` is the part of the partition's
// range this row is: what a partition did before it was split is spread over its range.
struct Tenure {
    std::int64_t first_second = 0;
    std::size_t partition = 0;  // position in TableRecording::partitions
    double share = 1;
};

struct HashRow {
    KeyPosition first_position = 0;
    KeyPosition last_position = 0;
    std::vector<Tenure> tenures;  // in order of time; before the first one nobody is known

    const Tenure* at(std::int64_t second) const;
};

// In order of position. Borders that nobody crosses in [first, end) seconds are left out.
std::vector<HashRow> hash_rows(const TableRecording& table, std::int64_t first_second,
                               std::int64_t end_second);

// The part of the hash space below a position, 0 to 1.
inline double hash_share(KeyPosition position) { return static_cast<double>(position) * 0x1p-64; }

}  // namespace isotherm
