// SPDX-License-Identifier: Apache-2.0
#pragma once
// A recording aggregated to the columns and rows of a heat map: for each cell the highest heat, the
// sums, and whether anything was throttled, so that no second is lost.

#include <cstdint>
#include <vector>

#include "app/render/hash_rows.h"
#include "engine/recording/heat_pyramid.h"

namespace isotherm {

// The value of a cell. If several cells share a pixel, the largest code is shown; codes that must
// stay visible are therefore the largest.
using HeatCode = std::int16_t;
inline constexpr HeatCode code_missing = -1;   // no partition yet, or outside the run
inline constexpr HeatCode code_highest = 255;  // codes 0 to 255 are indices of Theme::heat
inline constexpr HeatCode code_above = 256;    // demand above the limit, served from burst capacity
inline constexpr HeatCode code_throttled = 257;

HeatCode code_of(const HeatSummary& summary);

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
    std::vector<float> values;          // same index; empty if none are kept; nan: missing
    std::vector<double> row_demand;     // units, by row
    std::vector<double> row_throttled;  // units, by row
    std::vector<std::uint64_t> column_throttled;  // requests
    double peak_heat = 0;
    KeepValues kept = KeepValues::none;

    HeatCode code(std::size_t column, std::size_t row) const {
        return codes[column * rows.size() + row];
    }
};

// Builds a grid; columns after `run_seconds` are missing. The pyramid must be of the same table and
// side.
HeatGrid heat_grid(const TableRecording& table, const HeatPyramid& pyramid, TimeColumns columns,
                   std::int64_t run_seconds, KeepValues keep = KeepValues::none);

// Updates a grid after the recording has grown from `first_second` on. No partition may have been
// created or retired after the grid was built.
void extend_heat_grid(HeatGrid& grid, const TableRecording& table, const HeatPyramid& pyramid,
                      std::int64_t run_seconds, std::int64_t first_second);

}  // namespace isotherm
