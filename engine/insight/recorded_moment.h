// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a recording knows of a moment: its second, or, of a run recorded by the minute, the minute
// around it. Whoever looks at a recording at a moment goes through here, so that nobody takes a
// minute for a second.

#include <algorithm>
#include <span>

#include "engine/insight/time_window.h"
#include "engine/recording/recording.h"

namespace isotherm {

struct RecordedMoment {
    TimeWindow seconds;                    // one, or those of a minute
    const SeriesSecond* series = nullptr;  // nullptr after the recording
    std::span<const HeatCell> cells;       // by partition; empty where there was no demand
    std::span<const float> peaks;          // of a minute: heat of the hottest second of each

    bool is_second() const { return seconds.length() == 1; }
    // Of what a partition's bucket can hold, when it was last asked.
    double burst_at(std::size_t partition) const {
        return partition < cells.size()
                   ? static_cast<double>(cells[partition].burst_left) / burst_full
                   : 1;
    }
    // Half-units that the table was asked for in the second; in the busiest one of a minute.
    std::int64_t busiest_demand() const {
        if (series == nullptr) return 0;
        return is_second() ? series->demand : series->peak_demand;
    }
    // Units, on average.
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

// By column of the recording.
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

// By a second in it.
inline RecordedMoment moment_of(const TableRecording& table, Side side, std::int64_t second) {
    return moment_of_column(table, side, second / table.column_seconds);
}

// The columns that stand for a stretch of the run, as far as they are recorded.
inline ColumnRange recorded_columns(const TableRecording& table, Side side, TimeWindow window) {
    const std::int64_t recorded = std::ssize(table.seconds[side]);
    if (window.length() <= 0) return {};
    ColumnRange range = columns_of(window.first, window.end, table.column_seconds);
    range.end = std::min(range.end, recorded);
    range.first = std::min(range.first, range.end);
    return range;
}

// How far an index was behind at its worst in a stretch of seconds of the run.
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
