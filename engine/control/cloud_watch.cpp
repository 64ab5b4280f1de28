// SPDX-License-Identifier: Apache-2.0
#include "engine/control/cloud_watch.h"

#include <utility>

namespace isotherm {

void CloudWatch::observe(SimTime now, const Tables& tables,
                         std::span<const PartitionSecond> seconds) {
    for (std::size_t p = 0; p < seconds.size(); ++p) {
        auto& minute = open_[tables.partitions.table[p].value];
        for (const Side side : both_sides) {
            minute[side].consumed += seconds[p].consumed(side).count();
            minute[side].requested += seconds[p].demand[side];
            minute[side].throttle_events += seconds[p].throttled_count[side];
        }
    }
    const WallTime last = start_ + (now - sim_start) - 1us;
    if (minute_of(last) != minute_of(last + 1us)) close(minute_of(last));
}

void CloudWatch::close(UtcMinute minute) {
    for (std::size_t t = 0; t < open_.size(); ++t) {
        for (const Side side : both_sides) {
            const Minute sums = std::exchange(open_[t][side], {});
            histories_[t].record(minute, side, HalfUnits(sums.consumed).in_units(),
                                 sums.throttle_events, HalfUnits(sums.requested).in_units());
        }
    }
}

}  // namespace isotherm
