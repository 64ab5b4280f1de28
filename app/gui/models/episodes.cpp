#include "app/gui/models/episodes.h"

namespace isotherm {

std::vector<Episode> throttle_episodes(const TableRecording& table, Side side) {
    constexpr std::int64_t longest_gap = 10;
    const auto& seconds = table.seconds[static_cast<std::size_t>(side)];
    std::vector<Episode> list;
    for (std::size_t s = 0; s < seconds.size(); ++s) {
        const std::uint64_t throttled = seconds[s].throttled();
        if (throttled == 0) continue;
        const auto second = static_cast<std::int64_t>(s);
        if (list.empty() || second - (list.back().seconds.end - 1) > longest_gap) {
            list.push_back({side, {second, second + 1}, throttled});
        } else {
            list.back().seconds.end = second + 1;
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
    const auto row = table.heat[static_cast<std::size_t>(side)].row(second);
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
    for (std::int64_t second = worst; second < seconds.end; ++second) {
        const auto row = table.heat[static_cast<std::size_t>(side)].row(second);
        if (partition >= row.size()) continue;
        const HeatCell& cell = row[partition];
        if (std::pair(cell.throttled_count, cell.demand) <=
            std::pair(most.throttled_count, most.demand))
            continue;
        most = cell;
        worst = second;
    }
    return worst;
}

}  // namespace isotherm
