// SPDX-License-Identifier: Apache-2.0
#pragma once
// The recorded data of one moment: of one second or, if the run is recorded by the minute, of the
// minute that contains it. All code that looks up a moment uses this file, so that a minute is
// never mistaken for a second.

#include <algorithm>
#include <span>

#include "engine/insight/time_window.h"
#include "engine/recording/recording.h"

namespace isotherm {

struct RecordedMoment {
    TimeWindow seconds;                    // one second, or the seconds of a minute
    const SeriesSecond* series = nullptr;  // nullptr after the end of the recording
    std::span<const HeatCell> cells;       // by partition; empty if there was no demand
    // Only in a minute: heat of each partition's hottest second.
    std::span<const float> peaks;

    bool is_second() const { return seconds.length() == 1; }
    // Returns the share of the partition's bucket that was full at its last request, 0 to 1.
    double burst_at(std::size_t partition) const {
        return partition < cells.size()
                   ? static_cast<double>(cells[partition].burst_left) / burst_full
                   : 1;
    }
    // Half-units that the table was asked for in this second or, in a minute, in its busiest
    // second.
    std::int64_t busiest_demand() const {
        if (series == nullptr) return 0;
        return is_second() ? series->demand : series->peak_demand;
    }
    // Average units per second.
    double consumed_per_second() const {
        return series == nullptr
                   ? 0
                   : HalfUnits(series->consumed).in_units() / static_cast<double>(seconds.length());
    }
    std::int64_t throttled_seconds() const {
        if (series == nullptr) return 0;
        return is_second() ? static_cast<std::int64_t>(series->throttled() > 0)
                           : static_cast<std::int64_t>(series->throttled_seconds);
    }
};

// Returns the data of one column of the recording.
inline RecordedMoment moment_of_column(const TableRecording& table, Side side,
                                       std::int64_t column) {
    const std::int64_t each = table.column_seconds;
    RecordedMoment moment;
    moment.seconds = {column * each, (column + 1) * each};
    if (column >= 0 && column < std::ssize(table.seconds[side]))
        moment.series = &table.seconds[side][static_cast<std::size_t>(column)];
    moment.cells = table.heat[side].row(column);
    moment.peaks = table.heat[side].peaks(column);
    return moment;
}

// Returns the data of the column that contains a second.
inline RecordedMoment moment_of(const TableRecording& table, Side side, std::int64_t second) {
    return moment_of_column(table, side, second / table.column_seconds);
}

// Returns the recorded columns that overlap a stretch of the run.
inline ColumnRange recorded_columns(const TableRecording& table, Side side, TimeWindow window) {
    const std::int64_t recorded = std::ssize(table.seconds[side]);
    if (window.length() <= 0) return {};
    ColumnRange range = columns_of(window.first, window.end, table.column_seconds);
    range.end = std::min(range.end, recorded);
    range.first = std::min(range.first, range.end);
    return range;
}

// Returns the largest backlog of an index in the seconds from `first` to `end` (exclusive).
inline BacklogSecond backlog_between(const TableRecording& index, std::int64_t first,
                                     std::int64_t end) {
    BacklogSecond worst;
    const ColumnRange range = columns_of(first, end, index.column_seconds);
    const auto recorded = static_cast<std::int64_t>(index.backlog.size());
    for (std::int64_t c = range.first; c < std::min(range.end, recorded); ++c)
        worst.raise_to(index.backlog[static_cast<std::size_t>(c)]);
    return worst;
}

}  // namespace isotherm
