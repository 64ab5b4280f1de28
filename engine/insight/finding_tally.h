// SPDX-License-Identifier: Apache-2.0
#pragma once
// Adds up what belongs to one finding, and makes the findings of it.

#include <map>
#include <tuple>
#include <vector>

#include "engine/insight/throttle_finding.h"

namespace isotherm {

class FindingTally {
public:
    void add(Outcome outcome, std::optional<std::size_t> partition, std::uint64_t count,
             std::int64_t second, std::int64_t seconds);
    // Demand and limit, in units per second, where `count` tries were refused.
    void add_demand(double asked, double limit, std::uint64_t count);
    // First tries per second of the whole table or index, where `count` tries were refused.
    void add_fresh(double fresh, std::uint64_t count);
    // What the whole table or index used and had while `count` tries were refused by a partition.
    void add_whole(double used, double limit, std::uint64_t count);
    void add_resent(double share, std::uint64_t count);
    // Keys that stand out in a partition; each partition's once.
    void add_keys(std::size_t partition, const std::vector<KeyEvidence>& keys);

    FindingEvidence evidence;
    bool on_demand = false;

private:
    friend class FindingTallies;
    ThrottleFinding finding() const;

    std::uint64_t count_ = 0;
    std::int64_t first_ = 0, last_ = -1;
    std::map<std::size_t, std::uint64_t> partitions_;  // refusals
    std::map<std::size_t, std::vector<KeyEvidence>> keys_;
    // Weighted by refusals.
    double asked_ = 0, limit_ = 0, fresh_ = 0, resent_ = 0, weight_ = 0;
    double whole_used_ = 0, whole_limit_ = 0;
};

class FindingTallies {
public:
    FindingTally& at(ThrottleCause cause, const ResourceName& resource, Side side) {
        return tallies_[{cause, resource, side}];
    }
    // Those with the most throttled tries first.
    std::vector<ThrottleFinding> findings() const;

private:
    std::map<std::tuple<ThrottleCause, ResourceName, Side>, FindingTally> tallies_;
};

}  // namespace isotherm
