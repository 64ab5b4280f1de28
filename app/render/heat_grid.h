// SPDX-License-Identifier: Apache-2.0
#pragma once
// A recording aggregated to the columns and rows of a heat map: for each cell the highest heat, the
// sums, and how much of the demand was refused, so that no second is lost.

#include <cstdint>
#include <vector>

#include "app/render/hash_rows.h"
#include "engine/recording/heat_pyramid.h"

namespace isotherm {

class TableLoad;

// The colour of a cell. If several cells share a pixel, the largest code is shown.
using HeatCode = std::int16_t;
inline constexpr HeatCode code_missing = -1;   // no partition yet, or outside the run
inline constexpr HeatCode code_highest = 255;  // codes 0 to 255 are indices of Theme::heat
// Codes 256 to 258 are steps above the limit, the colours of Theme::heat_over: up to 150 % of the
// limit, up to 300 %, and beyond.
inline constexpr HeatCode code_over = 256;
inline constexpr HeatCode code_hottest = 258;

// The code of the highest demand / limit.
HeatCode code_of(double heat);

// What a cell was asked for and what of it was refused, in units; every try counts. In the
// difference of two runs, `refused` is the change of the share that was refused.
struct CellRefusal {
    float demand = 0;
    float refused = 0;  // above 0 if a request was refused, even one of no units

    bool any() const { return refused > 0; }
    double share() const {
        if (!any()) return 0;
        return refused < demand ? static_cast<double>(refused) / static_cast<double>(demand) : 1;
    }
};

// Splits [first, end) seconds into `count` columns: one per pixel, but none shorter than `grain`
// seconds (1, or 60 for a recording by the minute). Both ends are multiples of the grain.
struct TimeColumns {
    std::int64_t first_second = 0;
    std::int64_t end_second = 0;
    std::size_t count = 0;
    std::int64_t grain = 1;

    static TimeColumns over(std::int64_t first_second, std::int64_t end_second, int pixels,
                            std::int64_t grain = 1);

    // Returns the first second of a column; `count` must be above 0.
    std::int64_t first_of(std::size_t column) const;
    std::int64_t end_of(std::size_t column) const { return first_of(column + 1); }
    double seconds_each() const {
        return static_cast<double>(end_second - first_second) / static_cast<double>(count);
    }
    std::int64_t seconds_in(std::size_t column) const { return end_of(column) - first_of(column); }
    // Returns the pixel at which a column starts on a plot that is `pixels` wide.
    int pixel_of(std::size_t column, int pixels) const;
};

// The values that a grid keeps in addition to the codes: none; heat: the highest demand / limit of
// any second in the cell; demand: mean units per second in the column.
enum class KeepValues : std::uint8_t { none, heat, demand };

struct HeatGrid {
    TimeColumns columns;
    std::vector<HashRow> rows;
    std::vector<HeatCode> codes;        // index: column * rows + row
    std::vector<CellRefusal> refusals;  // same index
    std::vector<float> values;          // same index; empty if none are kept; nan: missing
    std::vector<double> row_demand;     // units, by row
    std::vector<double> row_throttled;  // units, by row
    std::vector<double> row_heat;       // highest demand / limit, by row
    std::vector<std::uint64_t> column_throttled;  // requests
    // Least burst capacity left of all partitions, 0 to 1; nan: none is saved, or nothing recorded.
    std::vector<float> column_burst;
    double peak_heat = 0;  // of a partition's limit
    KeepValues kept = KeepValues::none;
    bool is_difference = false;  // see heat_difference.h

    HeatCode code(std::size_t column, std::size_t row) const {
        return codes[column * rows.size() + row];
    }
    const CellRefusal& refusal(std::size_t column, std::size_t row) const {
        return refusals[column * rows.size() + row];
    }
};

// Builds a grid; columns after `run_seconds` are missing. Pyramid and load must be of the same
// table and side. Without a load, only the limits of partitions count.
HeatGrid heat_grid(const TableRecording& table, const HeatPyramid& pyramid, TimeColumns columns,
                   std::int64_t run_seconds, KeepValues keep = KeepValues::none,
                   const TableLoad* load = nullptr);

// Updates a grid after the recording has grown from `first_second` on. No partition may have been
// created or retired after the grid was built.
void extend_heat_grid(HeatGrid& grid, const TableRecording& table, const HeatPyramid& pyramid,
                      std::int64_t run_seconds, std::int64_t first_second,
                      const TableLoad* load = nullptr);

}  // namespace isotherm
