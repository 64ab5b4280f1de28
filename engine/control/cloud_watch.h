// SPDX-License-Identifier: Apache-2.0
#pragma once
// The CloudWatch metrics that scaling policies read during a run: one-minute sums for every table
// and index.

#include <span>
#include <vector>

#include "engine/model/table.h"
#include "engine/scaling/metric_history.h"

namespace isotherm {

class CloudWatch {
public:
    CloudWatch(std::size_t tables, WallTime start)
        : histories_(tables), open_(tables), start_(start) {}

    // Adds the figures of the second that ends at `now`; call it once per second. At the end of
    // each UTC minute, passes that minute's sums to the histories.
    void observe(SimTime now, const Tables& tables, std::span<const PartitionSecond> seconds);

    MetricView view(TableIndex resource, WallTime now, SimDuration delay) const {
        return {histories_[resource.value], now, delay};
    }

    void state(StateVisitor& visit) {
        visit.same_length(histories_);
        visit.same_length(open_);
    }

private:
    struct Minute {
        std::int64_t consumed = 0;   // half-units
        std::int64_t requested = 0;  // half-units
        std::int64_t throttle_events = 0;
    };
    void close(UtcMinute minute);

    std::vector<MetricHistory> histories_;  // by TableIndex
    std::vector<BySide<Minute>> open_;      // sums of the current minute, by TableIndex
    WallTime start_;
};

}  // namespace isotherm
