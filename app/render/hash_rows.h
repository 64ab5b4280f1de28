// SPDX-License-Identifier: Apache-2.0
#pragma once
// The rows of the heat map: which partition owned which range of the hash space, and when.
//
// A row is a range of the hash space that no partition border crosses during the time shown.
// Therefore the border line of a split starts at the second of the split, and values before that
// are not drawn with the new borders. Before a partition is created, its range belongs to its
// parent.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/recording/recording.h"

namespace isotherm {

// Ownership of a row from `first_second` until the row's next tenure. `share` is the row's part of
// the partition's range at that time; the partition's load is spread evenly over its range.
struct Tenure {
    std::int64_t first_second = 0;
    std::size_t partition = 0;  // position in TableRecording::partitions
    double share = 1;
};

struct HashRow {
    KeyPosition first_position = 0;
    KeyPosition last_position = 0;
    std::vector<Tenure> tenures;  // in order of time; the owner before the first is unknown

    const Tenure* at(std::int64_t second) const;
};

// Returns the rows in order of position. Borders that do not separate partitions in [first, end)
// seconds are left out.
std::vector<HashRow> hash_rows(const TableRecording& table, std::int64_t first_second,
                               std::int64_t end_second);

// Returns the share of the hash space below a position, 0 to 1.
inline double hash_share(KeyPosition position) { return static_cast<double>(position) * 0x1p-64; }

}  // namespace isotherm
