// One step of one table or index: what is asked for, what its buckets let through, what waits.

#include <algorithm>
#include <cmath>

#include "engine/demand/course.h"

namespace isotherm {
namespace {

// At most the longest run, so that it can be added to any time.
SimDuration time_of(double seconds) {
    return SimDuration(
        static_cast<std::int64_t>(std::min(seconds, in_seconds(longest_run)) * 1e6));
}

// When a bucket that is being drained would be empty, if demand went on as it is.
void look_ahead(const FluidBucket& bucket, double demand, SimTime now, PartitionIndex partition,
                ShortageTracker& tracker) {
    if (!bucket.limits() || bucket.level() <= 0 || demand <= bucket.rate() * (1 + 1e-9)) return;
    tracker.still_draining(now + time_of(bucket.level() / (demand - bucket.rate())), partition);
}

}  // namespace

// Entries that wait are served before those that come. Returns the units served.
double DemandCourse::serve_backlog(PartitionState& state, double from, double to,
                                   double time) const {
    const double rate = state.share.limits()
                            ? std::min(state.share.rate(), state.maximum.rate())
                            : state.maximum.rate();
    const double asked = (from + to) / 2 * time;
    const double spare = rate * time - asked;
    if (spare < 0) {
        state.backlog -= spare;
        return rate * time;
    }
    const double drained = std::min(state.backlog, spare);
    state.backlog -= drained;
    if (state.share.limits())
        state.share.fill_to(std::min(state.share.most(), spare - drained));
    return asked + drained;
}

DemandCourse::Served DemandCourse::serve_partition(TableIndex resource, std::size_t place,
                                                   Side side, SimTime next, double factor) {
    const auto s = static_cast<std::size_t>(side);
    const PartitionIndex partition = tables_[resource].ranges.owner_at(place);
    const Asked& asked = asked_[partition.value][s];
    PartitionState& state = partitions_[partition.value][s];
    SideTracker& tracker = trackers_[resource.value][s];
    const DemandStep whole{now_, next, asked.from, asked.to};
    const DemandStep leader{now_, next, asked.leader_from, asked.leader_to};
    const double time = whole.seconds();

    // The limit that is nearer: the share, or what one partition can do.
    const double share_limit = state.share.limits() ? state.share.rate() : 1e300;
    const double in_leader = whole.mean() > 0 ? leader.mean() / whole.mean() : 1;
    const double most_limit = in_leader > 0 ? state.maximum.rate() / in_leader : 1e300;
    double limit = std::min(share_limit, most_limit);
    if (resources_[resource.value][s].table.limits())
        limit = std::min(limit, resources_[resource.value][s].table.rate());
    if (tracker.partition.see(whole, limit)) tracker.hottest = partition;
    if (state.share.limits())
        tracker.of(DemandLimit::partition_share).see(whole, share_limit, partition);
    tracker.of(DemandLimit::partition_maximum).see(whole, most_limit, partition);

    const double area = whole.mean() * time * factor;
    const double share_level = state.share.level();
    const double most_level = state.maximum.level();
    const bool waits = tables_[resource].base && side == Side::write;
    double served = 0;
    if (waits && state.backlog > 0) {
        served = serve_backlog(state, asked.from * factor, asked.to * factor, time);
    } else {
        const auto from_share =
            state.share.serve(asked.from * factor, asked.to * factor, time);
        const auto from_most =
            state.maximum.serve(leader.from * factor, leader.to * factor, time);
        const double by_most = in_leader > 0 ? from_most.units / in_leader : area;
        served = std::min(from_share.units, by_most);
        const auto empties = [&](DemandLimit kind, const FluidBucket::Served& of) {
            if (!of.empty_after) return;
            tracker.of(kind).empty(now_ + time_of(*of.empty_after), !state.emptied);
            state.emptied = true;
            state.refusals |= refusal_bit(kind == DemandLimit::partition_share
                                              ? Outcome::partition_share
                                              : Outcome::partition_maximum);
        };
        empties(DemandLimit::partition_share, from_share);
        empties(DemandLimit::partition_maximum, from_most);
        if (waits) state.backlog += std::max(0.0, area - served);
    }
    if (next >= end_)
        look_ahead(state.share, asked.to, next, partition,
                   tracker.of(DemandLimit::partition_share));
    const auto near = [&](const FluidBucket& bucket, double level, double rate_asked,
                          double variance) {
        if (!bucket.limits() || rate_asked <= 0) return;
        const double spare = bucket.rate() - rate_asked;
        double chance =
            chance_of_empty(level, spare, variance, time, rate_asked / bucket.rate());
        if (asked.burst > 0 && rate_asked < bucket.rate() && asked.burst > bucket.most()) chance = 1;
        if (chance > tracker.highest_chance) {
            tracker.highest_chance = chance;
            tracker.at_chance = {whole.highest(), limit, now_, next};
        }
        tracker.chance += empties_expected(bucket.most(), spare, variance, time);
    };
    // Few requests meet the buckets that are empty when the run begins: not worth a warning.
    const bool begins = now_ == sim_start;
    near(state.share, begins ? state.share.level() : share_level, whole.mean() * factor, asked.variance);
    near(state.maximum, begins ? state.maximum.level() : most_level, leader.mean() * factor, asked.variance * in_leader * in_leader);
    state.asked += area;
    state.admitted += served;
    if (area > 0) {
        tables_.partitions.bytes[partition.value] +=
            static_cast<std::int64_t>(asked.stored * time * std::min(1.0, served / area));
    }
    return {served, asked.from, asked.to};
}

// The limits of the resource as a whole. `asked`: what its partitions let through.
void DemandCourse::serve_whole(TableIndex resource, Side side, const Served& asked, SimTime next) {
    const auto s = static_cast<std::size_t>(side);
    ResourceState& state = resources_[resource.value][s];
    SideTracker& tracker = trackers_[resource.value][s];
    const DemandStep step{now_, next, asked.from, asked.to};
    const double time = step.seconds();
    double served = asked.units;
    // Demand bends as it did before the partitions had their part.
    const double scale = step.mean() > 0 ? asked.units / (step.mean() * time) : 0;
    double variance = 0;
    for (std::size_t i = 0; i < tables_[resource].ranges.size(); ++i)
        variance += asked_[tables_[resource].ranges.owner_at(i).value][s].variance;
    const auto limit_by = [&](FluidBucket& bucket, DemandLimit kind) {
        if (!bucket.limits()) return;
        tracker.of(kind).see(step, bucket.rate(), tables_[resource].ranges.owner_at(0));
        const double level = bucket.level();
        const auto through = bucket.serve(step.from * scale, step.to * scale, time);
        served = std::min(served, through.units);
        if (through.empty_after) {
            tracker.of(kind).empty(now_ + time_of(*through.empty_after), true);
        }
        if (next >= end_)
            look_ahead(bucket, step.to * scale, next, tables_[resource].ranges.owner_at(0),
                       tracker.of(kind));
        const double mean = step.mean() * scale;
        const double spare = bucket.rate() - mean;
        const double chance =
            chance_of_empty(now_ == sim_start ? bucket.level() : level, spare, variance, time,
                            mean / bucket.rate());
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
            PartitionState& of = partitions_[partition.value][s];
            const Asked& wanted = asked_[partition.value][s];
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
    const auto s = static_cast<std::size_t>(side);
    const Table& table = tables_[resource];
    SideTracker& tracker = trackers_[resource.value][s];
    double factor = 1;
    if (side == Side::write) {
        factor = table.base ? resources_[table.base->value][s].admitted_ratio
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
    const FluidBucket& whole = resources_[resource.value][s].table;
    tracker.whole.see(step, whole.limits() ? whole.rate() : table.provisioned[s].in_units_per_second());
    serve_whole(resource, side, all, next);
    if (all.from > 0 || all.to > 0) {
        look_at_keys(resource, side, next);
        look_at_costs(resource, side);
    }
}

// The key with most units, over all workloads, in this step.
void DemandCourse::look_at_keys(TableIndex resource, Side side, SimTime next) {
    const auto s = static_cast<std::size_t>(side);
    struct Rate {
        double from = 0;
        double to = 0;
        PartitionIndex partition;
    };
    std::map<Key, Rate> rates;
    for (const ActiveLoad& active : active_) {
        if (active.load->resource != resource || active.load->side != side) continue;
        for (const HeavyKey& heavy : active.heavy) {
            Rate& rate = rates[heavy.key];
            rate.from += active.rate_from * heavy.units;
            rate.to += active.rate_to * heavy.units;
            rate.partition = heavy.partition;
        }
    }
    if (const StepKeys& read = read_keys_[resource.value][s]; read.most > 0) {
        const double rate = read.most / in_seconds(next - now_);
        Rate& sum = rates[read.heaviest];
        sum.from += rate;
        sum.to += rate;
        sum.partition = tables_[resource].ranges.owner(position_of(read.heaviest));
    }
    SideTracker& tracker = trackers_[resource.value][s];
    for (const auto& [key, rate] : rates) {
        const PartitionState& state = partitions_[rate.partition.value][s];
        const Asked& asked = asked_[rate.partition.value][s];
        const double in_leader = asked.from + asked.to > 0
                                     ? (asked.leader_from + asked.leader_to) / (asked.from + asked.to)
                                     : 1;
        double limit = state.maximum.rate() / in_leader;
        if (state.share.limits()) limit = std::min(limit, state.share.rate());
        if (tracker.key.see({now_, next, rate.from, rate.to}, limit)) tracker.hottest_key = key;
    }
}

// Writes that no full bucket can ever hold.
void DemandCourse::look_at_costs(TableIndex resource, Side side) {
    if (side != Side::write) return;
    const auto s = static_cast<std::size_t>(side);
    double full = 1e300;
    const auto holds = [&full](const FluidBucket& bucket) {
        if (bucket.limits()) full = std::min(full, bucket.most());
    };
    for (std::size_t i = 0; i < tables_[resource].ranges.size(); ++i) {
        const PartitionState& state = partitions_[tables_[resource].ranges.owner_at(i).value][s];
        holds(state.share);
        holds(state.maximum);
    }
    holds(resources_[resource.value][s].table);
    holds(resources_[resource.value][s].maximum);
    SideTracker& tracker = trackers_[resource.value][s];
    const auto look = [&](double dearest, double share) {
        if (dearest <= full || share <= 0) return;
        tracker.impossible_share = std::max(tracker.impossible_share, share);
        tracker.dearest = std::max(tracker.dearest, dearest);
        tracker.full_bucket = full;
    };
    for (const ActiveLoad& active : active_) {
        if (active.load->resource != resource || active.load->side != side) continue;
        const LoadKeys& keys = *active.load->keys;
        if (keys.dearest <= full) continue;
        double share = 1;
        if (!keys.quantiles.empty()) {
            share = 0;
            for (const double cost : keys.quantiles)
                share += (cost > full) / static_cast<double>(keys.quantiles.size());
        }
        look(keys.dearest, share);
    }
    look(read_dearest_[resource.value][s], read_dearest_[resource.value][s] > full ? 1e-9 : 0);
}

}  // namespace isotherm
