// SPDX-License-Identifier: Apache-2.0
#pragma once
// A recording summed up to the columns and rows of a heat map, without losing a second: the
// highest heat, the sum of what was throttled, and a mark where anything was.

#include <cstdint>
#include <vector>

#include "app/render/hash_rows.h"
#include "engine/recording/heat_pyramid.h"

namespace isotherm {

// A cell's value, ordered so that the larger one wins where several share a pixel: what must not
// vanish is largest.
using HeatCode = std::int16_t;
inline constexpr HeatCode code_missing = -1;   // not born yet, or outside the run
inline constexpr HeatCode code_highest = 255;  // 0 to 255: entries of Theme::heat
inline constexpr HeatCode code_above = 256;    // above the limit, covered by burst
inline constexpr HeatCode code_throttled = 257;

HeatCode code_of(const HeatSummary& summary);

// `count` stretches of [first, end) seconds: as many as there are pixels, but none below a second,
// or below what a recording by the minute knows apart: the grain, of which both ends are multiples.
struct TimeColumns {
    std::int64_t first_second = 0;
    std::int64_t end_second = 0;
    std::size_t count = 0;
    std::int64_t grain = 1;

    static TimeColumns over(std::int64_t first_second, std::int64_t end_second, int pixels,
                            std::int64_t grain = 1);

    // Of a grid with columns; one that has none is `missing` all over and has no places.
    std::int64_t first_of(std::size_t column) const;
    std::int64_t end_of(std::size_t column) const { return first_of(column + 1); }
    double seconds_each() const {
        return static_cast<double>(end_second - first_second) / static_cast<double>(count);
    }
    std::int64_t seconds_in(std::size_t column) const { return end_of(column) - first_of(column); }
    // Where a column starts on a plot of so many pixels.
    int pixel_of(std::size_t column, int pixels) const;
};

// What a grid keeps of its cells beside the codes: nothing; the hottest second's demand over the
// limit; or the demand in units a second, on average over the column.
enum class KeepValues : std::uint8_t { none, heat, demand };

struct HeatGrid {
    TimeColumns columns;
    std::vector<HashRow> rows;
    std::vector<HeatCode> codes;                  // by column, then row
    std::vector<float> values;                    // likewise, where kept; nan where missing
    std::vector<double> row_demand;               // units, by row
    std::vector<double> row_throttled;            // units
    std::vector<std::uint64_t> column_throttled;  // requests
    double peak_heat = 0;
    KeepValues kept = KeepValues::none;

    HeatCode code(std::size_t column, std::size_t row) const {
        return codes[column * rows.size() + row];
    }
};

// `run_seconds`: columns past the run are missing. The pyramid must be of the same table and side.
HeatGrid heat_grid(const TableRecording& table, const HeatPyramid& pyramid, TimeColumns columns,
                   std::int64_t run_seconds, KeepValues keep = KeepValues::none);

// Brings a grid up to date after the recording has grown from `first_second` on. No partition may
// have been born or retired since.
void extend_heat_grid(HeatGrid& grid, const TableRecording& table, const HeatPyramid& pyramid,
                      std::int64_t run_seconds, std::int64_t first_second);

}  // namespace isotherm
