// SPDX-License-Identifier: Apache-2.0
#pragma once
// The numbers behind one cell of a heat map: which second made its colour, which limit that was a
// share of, and what was refused.

#include <cstdint>
#include <optional>

#include "engine/insight/table_load.h"
#include "app/render/hash_rows.h"

namespace isotherm {

struct CellDetail {
    std::int64_t first_second = 0;
    std::int64_t end_second = 0;
    std::optional<std::size_t> partition;  // owner of the row at the end; nullopt: missing
    double demand = 0;                     // units
    double refused = 0;                    // units, part of `demand`
    std::uint64_t refused_requests = 0;
    std::uint16_t refusals = 0;        // one bit per Outcome, as in HeatCell
    double heat = 0;                   // the larger of the two below: the cell's colour
    double partition_heat = 0;         // demand / limit of the partition, in its hottest second
    double table_heat = 0;             // the same of the whole table, while the cell was busy
    std::int64_t hottest_second = 0;   // when `heat` was reached, or the minute's first second
    double limit = 0;                  // that `heat` is a share of, units per second
    bool of_table = false;             // whether that is the table's limit
    std::optional<double> burst_left;  // least, 0 to 1; nullopt: nothing recorded, or none saved

    double refused_share() const { return demand > 0 ? refused / demand : 0; }
};

// Reads the cell of a row in [first, end) seconds. The numbers agree with heat_grid().
CellDetail cell_detail(const TableRecording& table, Side side, const TableLoad& load,
                       const HashRow& row, std::int64_t first_second, std::int64_t end_second);

}  // namespace isotherm
