// SPDX-License-Identifier: Apache-2.0
#pragma once
// Throttling episodes of one table: stretches of throttled seconds (or minutes, if the run is
// recorded by the minute) between which a user can jump. Also works while the run is still in
// progress.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/insight/time_window.h"
#include "engine/recording/recording.h"

namespace isotherm {

struct Episode {
    Side side = Side::read;
    TimeWindow seconds;
    std::uint64_t throttled = 0;
};

// Returns the episodes in order of time. Pauses of up to ten seconds do not end an episode, as in
// the recorder.
std::vector<Episode> throttle_episodes(const TableRecording& table, Side side);

// `next_episode` returns the first episode that begins after `second`; `previous_episode` returns
// the last episode that begins before it.
std::optional<Episode> next_episode(const std::vector<Episode>& list, std::int64_t second);
std::optional<Episode> previous_episode(const std::vector<Episode>& list, std::int64_t second);

// Returns the partition with the most throttled requests in that second, or, if the run is recorded
// by the minute, in the minute that contains it; nullopt if nothing was throttled.
std::optional<std::size_t> most_throttled_partition(const TableRecording& table, Side side,
                                                    std::int64_t second);

// Returns the second in which the partition had the most throttled requests; without throttling,
// the second with the highest demand; without demand, the first second. If the run is recorded by
// the minute, returns the start of that minute.
std::int64_t worst_second(const TableRecording& table, Side side, std::size_t partition,
                          TimeWindow seconds);

}  // namespace isotherm
