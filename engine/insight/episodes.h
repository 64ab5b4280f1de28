// SPDX-License-Identifier: Apache-2.0
#pragma once
// Stretches of throttled seconds of one table, to jump between; of throttled minutes where a run is
// recorded by the minute. Known while the run still grows.

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

// In order of time; pauses of up to ten seconds do not end one, as in the recorder.
std::vector<Episode> throttle_episodes(const TableRecording& table, Side side);

// The next one that begins after `second`, or the last before it.
std::optional<Episode> next_episode(const std::vector<Episode>& list, std::int64_t second);
std::optional<Episode> previous_episode(const std::vector<Episode>& list, std::int64_t second);

// The partition that was refused most in a second, or in the minute around it; nullopt where
// nothing was refused.
std::optional<std::size_t> most_throttled_partition(const TableRecording& table, Side side,
                                                    std::int64_t second);

// Where in a stretch of time a partition was refused most; else where it was asked for most, else
// its first second. Of a run by the minute, where that minute begins.
std::int64_t worst_second(const TableRecording& table, Side side, std::size_t partition,
                          TimeWindow seconds);

}  // namespace isotherm
