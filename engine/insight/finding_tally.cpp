// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/finding_tally.h"

#include <algorithm>
#include <set>

namespace isotherm {
namespace {

constexpr std::size_t most_keys = 10;

}  // namespace

void FindingTally::add(Outcome outcome, std::optional<std::size_t> partition, std::uint64_t count,
                       std::int64_t second, std::int64_t seconds) {
    if (count_ == 0) first_ = second;
    if (second + seconds - 1 > last_) evidence.throttled_seconds += seconds;
    first_ = std::min(first_, second);
    last_ = std::max(last_, second + seconds - 1);
    count_ += count;
    evidence.refused_by[static_cast<std::size_t>(outcome)] += count;
    if (partition) partitions_[*partition] += count;
}

void FindingTally::add_demand(double asked, double limit, std::uint64_t count) {
    const auto weight = static_cast<double>(count);
    evidence.least_limit = weight_ > 0 ? std::min(evidence.least_limit, limit) : limit;
    evidence.most_limit = std::max(evidence.most_limit, limit);
    asked_ += asked * weight;
    limit_ += limit * weight;
    weight_ += weight;
    evidence.busiest = std::max(evidence.busiest, asked);
}

void FindingTally::add_fresh(double fresh, std::uint64_t count) {
    fresh_ += fresh * static_cast<double>(count);
}

void FindingTally::add_whole(double used, double limit, std::uint64_t count) {
    whole_used_ += used * static_cast<double>(count);
    whole_limit_ += limit * static_cast<double>(count);
}

void FindingTally::add_resent(double share, std::uint64_t count) {
    resent_ += share * static_cast<double>(count);
}

void FindingTally::add_keys(std::size_t partition, const std::vector<KeyEvidence>& keys) {
    if (!keys.empty()) keys_.try_emplace(partition, keys);
}

ThrottleFinding FindingTally::finding() const {
    ThrottleFinding finding;
    finding.throttled = count_;
    finding.first_second = first_;
    finding.last_second = last_;
    finding.on_demand = on_demand;
    FindingEvidence& of = finding.evidence = evidence;
    if (weight_ > 0) {
        of.asked = asked_ / weight_;
        of.limit = limit_ / weight_;
        of.whole_used = whole_used_ / weight_;
        of.whole_limit = whole_limit_ / weight_;
        of.fresh = fresh_ / weight_;
        of.resent_share = resent_ / weight_;
    }
    of.partitions = partitions_.size();
    std::uint64_t most = 0;
    for (const auto& [partition, count] : partitions_) {
        if (count <= most) continue;
        most = count;
        of.partition = partition;
    }
    if (count_ > 0) of.partition_share = static_cast<double>(most) / static_cast<double>(count_);
    std::set<std::string> named;
    for (const auto& [partition, keys] : keys_)
        for (const KeyEvidence& key : keys)
            if (named.insert(key.workload + '\n' + key.name).second) of.keys.push_back(key);
    std::stable_sort(
        of.keys.begin(), of.keys.end(),
        [](const KeyEvidence& a, const KeyEvidence& b) { return a.throttled > b.throttled; });
    if (of.keys.size() > most_keys) of.keys.resize(most_keys);
    return finding;
}

std::vector<ThrottleFinding> FindingTallies::findings() const {
    std::vector<ThrottleFinding> list;
    std::uint64_t throttled = 0;
    for (const auto& [place, tally] : tallies_) {
        ThrottleFinding finding = tally.finding();
        finding.cause = std::get<0>(place);
        finding.resource = std::get<1>(place);
        finding.side = std::get<2>(place);
        if (finding.cause != ThrottleCause::collection_full) throttled += finding.throttled;
        list.push_back(std::move(finding));
    }
    for (ThrottleFinding& finding : list) {
        if (throttled > 0 && finding.cause != ThrottleCause::collection_full)
            finding.share = static_cast<double>(finding.throttled) / static_cast<double>(throttled);
    }
    std::stable_sort(
        list.begin(), list.end(),
        [](const ThrottleFinding& a, const ThrottleFinding& b) { return a.share > b.share; });
    return list;
}

}  // namespace isotherm
