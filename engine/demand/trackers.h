// SPDX-License-Identifier: Apache-2.0
#pragma once
// Records of a course: when demand was highest, and when it was above a limit.

#include <array>
#include <optional>
#include <vector>

#include "engine/demand/demand.h"

namespace isotherm {

// One step, in which demand changes linearly from `from` to `to`. Units per second.
struct DemandStep {
    SimTime begin;
    SimTime end;
    double from = 0;
    double to = 0;

    double highest() const { return from > to ? from : to; }
    double mean() const { return (from + to) / 2; }
    double seconds() const { return in_seconds(end - begin); }
    // Returns the time in which demand is above `rate`; nullopt if it never is.
    struct Stretch {
        SimTime begin;
        SimTime end;
    };
    std::optional<Stretch> above(double rate) const;
};

// Finds the highest demand or, with `over_limit`, the highest ratio of demand to limit.
class PeakTracker {
public:
    explicit PeakTracker(bool over_limit) : over_limit_(over_limit) {}
    // Adds a step. Returns true when the step is the new peak.
    bool see(const DemandStep& step, double limit);
    const PeakDemand& peak() const { return peak_; }

private:
    // A step on the way up to the peak, with the limit at its time.
    struct Rise {
        DemandStep step;
        double limit = 0;
    };
    double score_of(const DemandStep& step, double limit) const;

    bool over_limit_;
    double score_ = 0;
    PeakDemand peak_;
    std::vector<Rise> rise_;  // without gaps up to the peak; all as high as the peak, nearly
};

// Demand above one limit of one resource and side.
class ShortageTracker {
public:
    void see(const DemandStep& step, double limit, PartitionIndex partition);
    // Records that the limit's bucket has run empty. `first_time` is true if this is the first time
    // for this resource or partition.
    void empty(SimTime at, bool first_time);
    // Call at the end of the run if demand is still above the limit; `until` is the time at which
    // the bucket would be empty.
    void still_draining(SimTime until, PartitionIndex partition);

    // Returns the stretch with the highest ratio of demand to limit; nullopt if the burst lasted
    // through every stretch above the limit. The caller sets the partition.
    std::optional<Shortage> found(DemandLimit limit) const;
    PartitionIndex worst_partition() const { return worst_partition_; }

private:
    bool above_ = false;      // whether demand was ever above the limit
    PeakDemand present_;      // the present or last stretch above the limit
    double worst_ratio_ = 0;  // highest ratio of demand to limit
    Shortage shortage_;
    std::optional<SimTime> would_;
    PartitionIndex worst_partition_;
};

struct SideTracker {
    double asked = 0;    // units, whole run
    double seconds = 0;  // time in which the resource existed
    PeakTracker whole{false};
    PeakTracker partition{true};
    PartitionIndex hottest;
    PeakTracker key{true};
    Key hottest_key = 0;
    std::array<ShortageTracker, demand_limit_count> shortages;
    double chance = 0;          // expected number of times that random variation empties a bucket
    double highest_chance = 0;  // highest probability of one step
    PeakDemand at_chance;       // the step with that probability
    double impossible_share = 0;
    double dearest = 0;
    double full_bucket = 0;
    std::optional<SimTime> refused_by_index;

    ShortageTracker& of(DemandLimit limit) { return shortages[static_cast<std::size_t>(limit)]; }
};

}  // namespace isotherm
