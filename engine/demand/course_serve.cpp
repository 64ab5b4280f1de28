// SPDX-License-Identifier: Apache-2.0
// One step of one table or index: its demand, what its buckets admit, and what has to wait.

#include <algorithm>
#include <cmath>

#include "engine/demand/course.h"

namespace isotherm {
namespace {

constexpr double unlimited = 1e300;
// If a partition's load reaches this share of the split threshold, each minute is examined.
constexpr double nearly_busy = 0.9;

// Reports when a bucket that is draining would be empty if the present demand continued.
void look_ahead(const FluidBucket& bucket, double demand, SimTime now, PartitionIndex partition,
                ShortageTracker& tracker) {
    if (!bucket.limits() || bucket.level() <= 0 || demand <= bucket.rate() * (1 + 1e-9)) return;
    tracker.still_draining(now + clamped_duration(bucket.level() / (demand - bucket.rate())),
                           partition);
}

}  // namespace

// Serves waiting index entries before new ones. Returns the units served.
double DemandCourse::serve_backlog(PartitionState& state, double from, double to,
                                   double time) const {
    const double rate = state.share.limits() ? std::min(state.share.rate(), state.maximum.rate())
                                             : state.maximum.rate();
    const double asked = (from + to) / 2 * time;
    const double spare = rate * time - asked;
    if (spare < 0) {
        state.backlog -= spare;
        return rate * time;
    }
    const double drained = std::min(state.backlog, spare);
    state.backlog -= drained;
    if (state.share.limits()) state.share.fill_to(std::min(state.share.most(), spare - drained));
    return asked + drained;
}

// Serves one partition in this step: checks its demand against its share and its maximum.
DemandCourse::Served DemandCourse::serve_partition(TableIndex resource, std::size_t place,
                                                   Side side, SimTime next, double factor) {
    const PartitionIndex partition = tables_[resource].ranges.owner_at(place);
    const Asked& asked = asked_[partition.value][side];
    PartitionState& state = partitions_[partition.value][side];
    PartitionStep step{.partition = partition,
                       .asked = {now_, next, asked.from, asked.to},
                       .leader = {now_, next, asked.leader_from, asked.leader_to},
                       .factor = factor,
                       .share_level = state.share.level(),
                       .maximum_level = state.maximum.level()};
    if (step.asked.mean() > 0) step.in_leader = step.leader.mean() / step.asked.mean();
    see_limits(resource, side, step);
    const double area = step.asked.mean() * step.asked.seconds() * factor;
    const bool waits = tables_[resource].base && side == Side::write;
    double served = 0;
    if (waits && state.backlog > 0) {
        served = serve_backlog(state, asked.from * factor, asked.to * factor, step.asked.seconds());
    } else {
        served = serve_buckets(resource, side, step);
        if (waits) state.backlog += std::max(0.0, area - served);
    }
    if (next >= end_) {
        look_ahead(state.share, asked.to * factor, next, partition,
                   trackers_[resource.value][side].of(DemandLimit::partition_share));
    }
    weigh_chance(resource, side, step);
    state.asked += area;
    state.admitted += served;
    if (area > 0) {
        tables_.partitions.bytes[partition.value] += static_cast<std::int64_t>(
            asked.stored * step.asked.seconds() * std::min(1.0, served / area));
    }
    return {served, asked.from, asked.to};
}

void DemandCourse::see_limits(TableIndex resource, Side side, PartitionStep& step) {
    const PartitionState& state = partitions_[step.partition.value][side];
    SideTracker& tracker = trackers_[resource.value][side];
    const double share = state.share.limits() ? state.share.rate() : unlimited;
    const double most = step.in_leader > 0 ? state.maximum.rate() / step.in_leader : unlimited;
    step.limit = std::min(share, most);
    const FluidBucket& table = resources_[resource.value][side].table;
    if (table.limits()) step.limit = std::min(step.limit, table.rate());
    if (tracker.partition.see(step.asked, step.limit)) tracker.hottest = step.partition;
    if (state.share.limits())
        tracker.of(DemandLimit::partition_share).see(step.asked, share, step.partition);
    tracker.of(DemandLimit::partition_maximum).see(step.asked, most, step.partition);
    const Era& era = tables_.era();
    busy_ = busy_ || (era.splits_for_consumption &&
                      step.asked.highest() >= nearly_busy * era.split_threshold.value * most);
}

// Returns the units that both the partition's share and its maximum admit.
double DemandCourse::serve_buckets(TableIndex resource, Side side, const PartitionStep& step) {
    PartitionState& state = partitions_[step.partition.value][side];
    const double time = step.asked.seconds();
    const auto from_share =
        state.share.serve(step.asked.from * step.factor, step.asked.to * step.factor, time);
    const auto from_most =
        state.maximum.serve(step.leader.from * step.factor, step.leader.to * step.factor, time);
    const auto empties = [&](DemandLimit kind, Outcome refused, const FluidBucket::Served& of) {
        if (!of.empty_after) return;
        trackers_[resource.value][side].of(kind).empty(now_ + clamped_duration(*of.empty_after),
                                                       !state.emptied);
        state.emptied = true;
        state.refusals |= refusal_bit(refused);
    };
    empties(DemandLimit::partition_share, Outcome::partition_share, from_share);
    empties(DemandLimit::partition_maximum, Outcome::partition_maximum, from_most);
    return step.in_leader > 0 ? std::min(from_share.units, from_most.units / step.in_leader)
                              : from_share.units;
}

// Estimates the probability that random arrivals alone empty the partition's buckets.
void DemandCourse::weigh_chance(TableIndex resource, Side side, const PartitionStep& step) {
    const PartitionState& state = partitions_[step.partition.value][side];
    const Asked& asked = asked_[step.partition.value][side];
    SideTracker& tracker = trackers_[resource.value][side];
    const auto weigh = [&](const FluidBucket& bucket, double level, double demand,
                           double variance) {
        if (!bucket.limits() || demand <= 0) return;
        // Use the actual level in the first step: buckets that are empty when the run begins affect
        // few requests and deserve no warning.
        if (now_ == sim_start) level = bucket.level();
        const double spare = bucket.rate() - demand;
        double chance =
            chance_of_empty(level, spare, variance, step.asked.seconds(), demand / bucket.rate());
        if (spare > 0 && asked.burst > bucket.most()) chance = 1;
        if (chance > tracker.highest_chance) {
            tracker.highest_chance = chance;
            tracker.at_chance = {step.asked.highest(), step.limit, step.asked.begin,
                                 step.asked.end};
        }
        tracker.chance += empties_expected(bucket.most(), spare, variance, step.asked.seconds());
    };
    weigh(state.share, step.share_level, step.asked.mean() * step.factor, asked.variance);
    weigh(state.maximum, step.maximum_level, step.leader.mean() * step.factor,
          asked.variance * step.in_leader * step.in_leader);
}

// Applies the limits of the resource as a whole. `asked`: what its partitions admitted.
void DemandCourse::serve_whole(TableIndex resource, Side side, const Served& asked, SimTime next) {
    ResourceState& state = resources_[resource.value][side];
    SideTracker& tracker = trackers_[resource.value][side];
    const DemandStep step{now_, next, asked.from, asked.to};
    const double time = step.seconds();
    double served = asked.units;
    // Scales the demand to what the partitions admitted; the slope over the step is scaled by the
    // same factor.
    const double scale = step.mean() > 0 ? asked.units / (step.mean() * time) : 0;
    double variance = 0;
    for (std::size_t i = 0; i < tables_[resource].ranges.size(); ++i)
        variance += asked_[tables_[resource].ranges.owner_at(i).value][side].variance;
    const auto limit_by = [&](FluidBucket& bucket, DemandLimit kind) {
        if (!bucket.limits()) return;
        tracker.of(kind).see(step, bucket.rate(), tables_[resource].ranges.owner_at(0));
        const double level = bucket.level();
        const auto through = bucket.serve(step.from * scale, step.to * scale, time);
        served = std::min(served, through.units);
        if (through.empty_after) {
            tracker.of(kind).empty(now_ + clamped_duration(*through.empty_after), true);
        }
        if (next >= end_)
            look_ahead(bucket, step.to * scale, next, tables_[resource].ranges.owner_at(0),
                       tracker.of(kind));
        const double mean = step.mean() * scale;
        const double spare = bucket.rate() - mean;
        const double chance = chance_of_empty(now_ == sim_start ? bucket.level() : level, spare,
                                              variance, time, mean / bucket.rate());
        if (chance > tracker.highest_chance) {
            tracker.highest_chance = chance;
            tracker.at_chance = {step.highest(), bucket.rate(), now_, next};
        }
        tracker.chance += empties_expected(bucket.most(), spare, variance, time);
    };
    const bool on_demand = tables_[resource].capacity.on_demand();
    limit_by(state.table,
             on_demand ? DemandLimit::on_demand_capacity : DemandLimit::table_throughput);
    limit_by(state.maximum, DemandLimit::on_demand_maximum);
    limit_by(state.quota, DemandLimit::table_quota);
    if (asked.units > 0 && served < asked.units) {
        const double part = served / asked.units;
        for (std::size_t i = 0; i < tables_[resource].ranges.size(); ++i) {
            const PartitionIndex partition = tables_[resource].ranges.owner_at(i);
            PartitionState& of = partitions_[partition.value][side];
            const Asked& wanted = asked_[partition.value][side];
            const double units = (wanted.from + wanted.to) / 2 * time * scale;
            of.admitted -= units * (1 - part);
            of.refusals |= refusal_bit(Outcome::table_throughput);
            if (tables_[resource].base && side == Side::write) of.backlog += units * (1 - part);
        }
    }
    const double area = step.mean() * time;
    state.admitted_ratio = area > 0 ? std::min(1.0, served / area) : 1;
}

void DemandCourse::serve(TableIndex resource, Side side, SimTime next) {
    const Table& table = tables_[resource];
    SideTracker& tracker = trackers_[resource.value][side];
    double factor = 1;
    if (side == Side::write) {
        factor = table.base ? resources_[table.base->value][side].admitted_ratio
                            : accepted_[resource.value];
    }
    Served all;
    for (std::size_t i = 0; i < table.ranges.size(); ++i) {
        const Served one = serve_partition(resource, i, side, next, factor);
        all.units += one.units;
        all.from += one.from;
        all.to += one.to;
    }
    const DemandStep step{now_, next, all.from, all.to};
    tracker.asked += step.mean() * step.seconds();
    tracker.seconds += step.seconds();
    const FluidBucket& whole = resources_[resource.value][side].table;
    tracker.whole.see(
        step, whole.limits() ? whole.rate() : table.provisioned[side].in_units_per_second());
    serve_whole(resource, side, all, next);
    if (all.from > 0 || all.to > 0) {
        look_at_keys(resource, side, next);
        look_at_costs(resource, side);
    }
}

// Finds the key with the most units in this step, summed over all workloads.
void DemandCourse::look_at_keys(TableIndex resource, Side side, SimTime next) {
    struct Rate {
        double from = 0;
        double to = 0;
        PartitionIndex partition;
    };
    std::map<Key, Rate> rates;
    for (const ActiveLoad* active : of_resource_[resource.value][side]) {
        for (const HeavyKey& heavy : active->heavy) {
            Rate& rate = rates[heavy.key];
            rate.from += active->rate_from * heavy.units;
            rate.to += active->rate_to * heavy.units;
            rate.partition = heavy.partition;
        }
    }
    if (const StepKeys& read = read_keys_[resource.value][side]; read.most > 0) {
        const double rate = read.most / in_seconds(next - now_);
        Rate& sum = rates[read.heaviest];
        sum.from += rate;
        sum.to += rate;
        sum.partition = tables_[resource].ranges.owner(position_of(read.heaviest));
    }
    SideTracker& tracker = trackers_[resource.value][side];
    for (const auto& [key, rate] : rates) {
        const PartitionState& state = partitions_[rate.partition.value][side];
        const Asked& asked = asked_[rate.partition.value][side];
        const double in_leader = asked.from + asked.to > 0 ? (asked.leader_from + asked.leader_to) /
                                                                 (asked.from + asked.to)
                                                           : 1;
        double limit = state.maximum.rate() / in_leader;
        if (state.share.limits()) limit = std::min(limit, state.share.rate());
        if (tracker.key.see({now_, next, rate.from, rate.to}, limit)) tracker.hottest_key = key;
    }
}

// Finds writes that cost more than a full bucket holds and can therefore never be served.
void DemandCourse::look_at_costs(TableIndex resource, Side side) {
    if (side != Side::write) return;
    double full = unlimited;
    const auto holds = [&full](const FluidBucket& bucket) {
        if (bucket.limits()) full = std::min(full, bucket.most());
    };
    for (std::size_t i = 0; i < tables_[resource].ranges.size(); ++i) {
        const PartitionState& state = partitions_[tables_[resource].ranges.owner_at(i).value][side];
        holds(state.share);
        holds(state.maximum);
    }
    holds(resources_[resource.value][side].table);
    holds(resources_[resource.value][side].maximum);
    SideTracker& tracker = trackers_[resource.value][side];
    const auto look = [&](double dearest, double share) {
        if (dearest <= full || share <= 0) return;
        tracker.impossible_share = std::max(tracker.impossible_share, share);
        tracker.dearest = std::max(tracker.dearest, dearest);
        tracker.full_bucket = full;
    };
    for (const ActiveLoad* active : of_resource_[resource.value][side]) {
        const LoadKeys& keys = *active->load->keys;
        if (keys.dearest <= full) continue;
        double share = 1;
        if (!keys.quantiles.empty()) {
            share = 0;
            for (const double cost : keys.quantiles)
                share += (cost > full) / static_cast<double>(keys.quantiles.size());
        }
        look(keys.dearest, share);
    }
    look(read_dearest_[resource.value][side],
         read_dearest_[resource.value][side] > full ? 1e-9 : 0);
}

}  // namespace isotherm
