// SPDX-License-Identifier: Apache-2.0
#pragma once
// What is remembered of a course: where demand was highest, and where it was above a limit.

#include <array>
#include <optional>

#include "engine/demand/demand.h"

namespace isotherm {

// One step, with a demand that runs in a straight line. Units per second.
struct DemandStep {
    SimTime begin;
    SimTime end;
    double from = 0;
    double to = 0;

    double highest() const { return from > to ? from : to; }
    double mean() const { return (from + to) / 2; }
    double seconds() const { return in_seconds(end - begin); }
    // When the demand is above `rate`; nothing if never.
    struct Stretch {
        SimTime begin;
        SimTime end;
    };
    std::optional<Stretch> above(double rate) const;
};

// The highest demand, or the highest over its limit.
class PeakTracker {
public:
    explicit PeakTracker(bool over_limit) : over_limit_(over_limit) {}
    // True when the step is the new peak.
    bool see(const DemandStep& step, double limit);
    const PeakDemand& peak() const { return peak_; }

private:
    bool over_limit_;
    double score_ = 0;
    PeakDemand peak_;
};

// One limit of one resource and side.
class ShortageTracker {
public:
    void see(const DemandStep& step, double limit, PartitionIndex partition);
    // Its bucket is empty, or that of one of its partitions: for the first time?
    void empty(SimTime at, bool first_time);
    // At the end of the run: demand is still above the limit, and when the bucket would be empty.
    void still_draining(SimTime until, PartitionIndex partition);

    // Nothing where the burst lasted through every stretch above the limit. What is told is the
    // stretch in which demand was highest over it. The partition is left to the caller.
    std::optional<Shortage> found(DemandLimit limit) const;
    PartitionIndex worst_partition() const { return worst_partition_; }

private:
    bool above_ = false;      // ever
    PeakDemand present_;      // the last stretch above the limit
    double worst_ratio_ = 0;  // demand over limit
    Shortage shortage_;
    std::optional<SimTime> would_;
    PartitionIndex worst_partition_;
};

struct SideTracker {
    double asked = 0;    // units in all
    double seconds = 0;  // in which the resource was there
    PeakTracker whole{false};
    PeakTracker partition{true};
    PartitionIndex hottest;
    PeakTracker key{true};
    Key hottest_key = 0;
    std::array<ShortageTracker, demand_limit_count> shortages;
    double chance = 0;
    double highest_chance = 0;  // of one step
    PeakDemand at_chance;       // in that step
    double impossible_share = 0;
    double dearest = 0;
    double full_bucket = 0;
    std::optional<SimTime> refused_by_index;

    ShortageTracker& of(DemandLimit limit) { return shortages[static_cast<std::size_t>(limit)]; }
};

}  // namespace isotherm
