// SPDX-License-Identifier: Apache-2.0
// Final steps of a recorder: finds episodes of throttling and checks that the totals agree.

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "engine/recording/recorder.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {

// Finds episodes: periods in which requests were throttled or refused by full item collections.
void Recorder::find_episodes() {
    for (const TableRecording& table : recording_.tables) {
        for (const Side side : both_sides) {
            find_episodes(table, side, EventKind::throttling, &SeriesSecond::throttled);
            find_episodes(table, side, EventKind::collection_full, &SeriesSecond::refused);
        }
    }
    std::stable_sort(recording_.events.begin(), recording_.events.end(),
                     [](const Event& a, const Event& b) { return a.second < b.second; });
}

// Gaps of up to ten seconds do not end an episode.
void Recorder::find_episodes(const TableRecording& table, Side side, EventKind kind,
                             std::uint64_t (SeriesSecond::*counted)() const) {
    const auto each = static_cast<std::size_t>(column_seconds_);
    const std::size_t longest_gap = std::max<std::size_t>(10 / each, 1);
    const auto& seconds = table.seconds[side];
    std::size_t first = 0, last = 0;
    std::uint64_t sum = 0;
    const auto close = [&] {
        if (sum == 0) return;
        const SimTime begin = sim_start + std::chrono::seconds(first * each);
        const SimTime end = sim_start + std::chrono::seconds((last + 1) * each);
        const Message text = kind == EventKind::collection_full
                                 ? say<Says::collection_refused>(table.name, sum, side, begin, end)
                                 : say<Says::throttled_requests>(table.name, sum, side, begin, end);
        add_event({kind, static_cast<std::int64_t>(first * each),
                   static_cast<std::int64_t>((last + 1) * each), table.name, text});
        sum = 0;
    };
    for (std::size_t s = 0; s < seconds.size(); ++s) {
        const std::uint64_t count = (seconds[s].*counted)();
        if (count == 0) continue;
        if (sum > 0 && s - last > longest_gap) close();
        if (sum == 0) first = s;
        last = s;
        sum += count;
    }
    close();
}

// Checks the equations that must hold in every run. A violation is a bug in this program; it ends
// the run with an internal error instead of a report with wrong numbers.
void Recorder::check_books() const {
    const auto require = [](bool holds, const char* rule, const std::string& what) {
        if (!holds)
            throw std::logic_error(fmt::format("the books of {} do not balance: {}", what, rule));
    };
    for (std::size_t w = 0; w < recording_.workloads.size(); ++w) {
        const Totals& totals = recording_.workloads[w];
        const std::string& name = recording_.workload_names[w];
        require(
            totals.requests == totals.admitted + totals.refused + totals.given_up + totals.waiting,
            "requests = admitted + refused + given up + waiting", name);
        require(totals.attempts == totals.admitted + totals.refused + totals.throttled,
                "attempts = admitted + refused + throttled", name);
    }
    for (const TableRecording& table : recording_.tables) {
        BySide<HalfUnits> consumed;
        std::uint64_t throttled_by_partition = 0;
        std::uint64_t throttled_by_second = 0;
        std::uint64_t tries_by_second = 0;
        for (const Side side : both_sides) {
            for (const PartitionRecord& partition : table.partitions) {
                consumed[side] += partition.consumed[side];
                throttled_by_partition += partition.throttled[side];
            }
            for (const SeriesSecond& second : table.seconds[side]) {
                throttled_by_second += second.throttled();
                tries_by_second += second.tries();
            }
        }
        const std::string name = table.name.label();
        require(consumed == table.totals.consumed, "units by partition = units by second", name);
        require(throttled_by_partition == table.totals.throttled,
                "throttled by partition = throttled in all", name);
        require(throttled_by_second == table.totals.throttled,
                "throttled by second = throttled in all", name);
        require(tries_by_second == table.totals.attempts, "tries by second = tries in all", name);
    }
}

}  // namespace isotherm
