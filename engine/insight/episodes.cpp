// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/episodes.h"

#include <algorithm>

#include "engine/insight/recorded_moment.h"

namespace isotherm {

std::vector<Episode> throttle_episodes(const TableRecording& table, Side side) {
    const auto& columns = table.seconds[side];
    const std::int64_t each = table.column_seconds;
    const std::int64_t longest_gap = std::max<std::int64_t>(10 / each, 1) * each;
    std::vector<Episode> list;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const std::uint64_t throttled = columns[c].throttled();
        if (throttled == 0) continue;
        const std::int64_t first = static_cast<std::int64_t>(c) * each;
        if (list.empty() || first - (list.back().seconds.end - each) > longest_gap) {
            list.push_back({side, {first, first + each}, throttled});
        } else {
            list.back().seconds.end = first + each;
            list.back().throttled += throttled;
        }
    }
    return list;
}

std::optional<Episode> next_episode(const std::vector<Episode>& list, std::int64_t second) {
    for (const Episode& episode : list) {
        if (episode.seconds.first > second) return episode;
    }
    return std::nullopt;
}

std::optional<Episode> previous_episode(const std::vector<Episode>& list, std::int64_t second) {
    for (auto episode = list.rbegin(); episode != list.rend(); ++episode) {
        if (episode->seconds.first < second) return *episode;
    }
    return std::nullopt;
}

std::optional<std::size_t> most_throttled_partition(const TableRecording& table, Side side,
                                                    std::int64_t second) {
    const auto row = moment_of(table, side, second).cells;
    std::optional<std::size_t> most;
    for (std::size_t p = 0; p < row.size(); ++p) {
        if (row[p].throttled_count == 0) continue;
        if (!most || row[p].throttled_count > row[*most].throttled_count) most = p;
    }
    return most;
}

std::int64_t worst_second(const TableRecording& table, Side side, std::size_t partition,
                          TimeWindow seconds) {
    std::int64_t worst = std::max(seconds.first, table.partitions[partition].born_second);
    HeatCell most;
    // The partition may be created in the middle of a minute, so the range starts at the beginning
    // of that minute.
    const std::int64_t each = table.column_seconds;
    const ColumnRange columns = recorded_columns(table, side, {worst / each * each, seconds.end});
    for (std::int64_t c = columns.first; c < columns.end; ++c) {
        const RecordedMoment moment = moment_of_column(table, side, c);
        if (partition >= moment.cells.size()) continue;
        const HeatCell& cell = moment.cells[partition];
        if (std::pair(cell.throttled_count, cell.demand) <=
            std::pair(most.throttled_count, most.demand))
            continue;
        most = cell;
        worst = moment.seconds.first;
    }
    return worst;
}

}  // namespace isotherm
