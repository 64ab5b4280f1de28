// SPDX-License-Identifier: Apache-2.0
// Which requests of a step the buckets of partitions and table admit.

#include <algorithm>
#include <cmath>

#include "engine/cells/side_cells.h"

namespace isotherm {
namespace {

// Names the random numbers of what buckets admit.
constexpr std::uint64_t bucket_stream = 0x6275636b65747321;
// Names the random numbers by which writes are refused because of an index.
constexpr std::uint64_t back_pressure_stream = 0x6261636b70726573;

}  // namespace

std::int64_t SideCells::Item::units_left() const {
    if (left == count) return units;
    return static_cast<std::int64_t>(static_cast<__int128>(units) * left / count);
}

std::uint32_t SideCells::Item::load() const { return drawn != nullptr ? drawn->load : extra->load; }

// Whether requests can meet an empty bucket within the step, although it ends with tokens left.
// Their number varies by the square root of its mean.
bool SideCells::may_run_empty(double asked, double earned, double level) const {
    constexpr double deviations = 6;
    const double least = std::min(level, level + earned - asked);
    return least <= 0 ||
           least * least < deviations * deviations * asked * static_cast<double>(dearest_);
}

// Takes the tokens if the buckets of the partition have enough for all of its requests, at any time
// of the step.
bool SideCells::admits_all(PartitionIndex partition, std::int64_t units,
                           std::int64_t leader) const {
    for (const PartitionLimit& limit : limits_.partition) {
        TokenBucket& bucket = (partitions_->*limit.buckets)[partition.value].of[side_];
        const CapacityUnits offered = bucket.offered(step_.from, step_.to, limit.windows);
        const std::int64_t asked = limit.of_leader ? leader : units * nano_units_of_half;
        const std::int64_t most =
            bucket.rate().earned_in<CapacityUnits>(limit.windows.whole()).in_nano_units();
        const std::int64_t level = bucket.level().in_nano_units();
        if (dearest_ > most || may_run_empty(static_cast<double>(asked),
                                             static_cast<double>(offered.in_nano_units() - level),
                                             static_cast<double>(level)))
            return false;
    }
    for (const PartitionLimit& limit : limits_.partition) {
        TokenBucket& bucket = (partitions_->*limit.buckets)[partition.value].of[side_];
        const std::int64_t asked = limit.of_leader ? leader : units * nano_units_of_half;
        bucket.spend(CapacityUnits::nano_units(asked), step_.to, limit.windows);
    }
    return true;
}

// Lists the requests of the partition that no limit has refused yet.
void SideCells::collect(std::size_t place, std::size_t extra, std::vector<Item>& items) {
    items.clear();
    for (Drawn& drawn : drawn_) {
        const std::uint32_t count = drawn.count[place];
        if (count == 0) continue;
        const CellFlow& flow = loads_[drawn.load]->flows()[drawn.flow];
        const std::int64_t units = flow.cost.varies() ? drawn.units[place] : count * flow.cost.each;
        items.push_back({&flow, &drawn, nullptr, count, units, count - drawn.refused[place]});
    }
    for (; extra < extras_.size() && extras_[extra].place == place; ++extra) {
        CellExtra& one = extras_[extra];
        items.push_back({&loads_[one.load]->flows()[one.flow], nullptr, &one, one.count, one.units,
                         one.count - one.refused});
    }
}

void SideCells::serve_place(std::size_t place, PartitionIndex partition, Block& block,
                            PartitionSecond& second) const {
    for (const Item& item : block.items)
        second.demand[side_] += static_cast<std::uint32_t>(item.units);
    if (pressure_.share > 0) refuse_by_index(place, partition, block, second);
    for (const PartitionLimit& limit : limits_.partition)
        refuse_by_partition(limit, place, partition, block, second);
    for (const PartitionLimit& limit : limits_.partition) {
        TokenBucket& bucket = (partitions_->*limit.buckets)[partition.value].of[side_];
        std::int64_t taken = 0;
        for (const Item& item : block.items) taken += nano_units_left(item, limit.of_leader);
        bucket.spend(CapacityUnits::nano_units(taken), step_.to, limit.windows);
    }
    for (const Item& item : block.items) block.admitted += item.units_left();
}

// Refuses a share of all writes, rounded at random.
void SideCells::refuse_by_index(std::size_t place, PartitionIndex partition, Block& block,
                                PartitionSecond& second) const {
    CellRandom random(back_pressure_stream, partition.value, step_.from.time_since_epoch().count());
    for (Item& item : block.items) {
        const double wanted = static_cast<double>(item.left) * pressure_.share + random.unit();
        const auto count = static_cast<std::uint32_t>(std::floor(wanted));
        refuse(item, place, std::min(count, item.left), pressure_.refused, block, second);
    }
}

// What a bucket admits in a step: at most what it has and earns, and less if requests meet it empty
// before they become fewer. The latter is drawn.
template <class Level>
Level SideCells::room_in(const BasicTokenBucket<Level>& bucket, Level offered, double asked,
                         double variance, CellRandom& random) const {
    using Count = decltype(offered.in_nano_units());
    const auto level = static_cast<double>(bucket.level().in_nano_units());
    const double earned = static_cast<double>(offered.in_nano_units()) - level;
    if (!may_run_empty(asked, earned, level)) return offered;
    const double refused =
        std::max(0.0, highest_point(asked - earned, variance, random) - std::max(0.0, level));
    return std::min(offered, Level::nano_units(static_cast<Count>(std::max(0.0, asked - refused))));
}

// If the bucket cannot serve all, it refuses independent requests of each kind alike. What rounding
// leaves goes to single requests.
void SideCells::refuse_by_partition(const PartitionLimit& by, std::size_t place,
                                    PartitionIndex partition, Block& block,
                                    PartitionSecond& second) const {
    TokenBucket& bucket = (partitions_->*by.buckets)[partition.value].of[side_];
    const CapacityUnits offered = bucket.offered(step_.from, step_.to, by.windows);
    const std::int64_t most =
        bucket.rate().earned_in<CapacityUnits>(by.windows.whole()).in_nano_units();
    std::int64_t asked = 0;
    double variance = 0;
    for (Item& item : block.items) {
        if (needed_by(item, by.of_leader) > most)  // the bucket is never full enough
            refuse(item, place, item.left, by.refused, block, second);
        const std::int64_t units = nano_units_left(item, by.of_leader);
        asked += units;
        variance += static_cast<double>(units) *
                    static_cast<double>(nano_units_of(item, 1, by.of_leader)) *
                    (1 - even_share(item, place));
    }
    CellRandom random(bucket_stream ^ static_cast<std::uint64_t>(by.refused), partition.value,
                      step_.from.time_since_epoch().count() * 2 + static_cast<int>(side_));
    const std::int64_t room = std::max<std::int64_t>(
        0, room_in(bucket, offered, static_cast<double>(asked), variance, random).in_nano_units());
    if (asked <= room) return;
    weigh(place, static_cast<double>(room) / static_cast<double>(asked), block.items);
    share_out(by.of_leader, room, asked, random, block.items);
    for (Item& item : block.items)
        refuse(item, place, item.left - item.kept, by.refused, block, second);
}

// Sets `kept` of each item, so that all together cost at most `room`. Requests of equal weight have
// the same chance: systematic sampling with a random start gives each item its share of the
// refusals, rounded up or down.
void SideCells::share_out(bool of_leader, std::int64_t room, std::int64_t asked, CellRandom& random,
                          std::vector<Item>& items) const {
    std::uint64_t all = 0, weighted = 0;
    for (const Item& item : items) {
        all += item.left;
        weighted += std::uint64_t{item.left} * item.weight;
    }
    const auto refused = all - static_cast<std::uint64_t>(static_cast<unsigned __int128>(all) *
                                                          static_cast<std::uint64_t>(room) /
                                                          static_cast<std::uint64_t>(asked));
    const auto start = static_cast<std::uint64_t>(random.unit() * static_cast<double>(weighted));
    const auto refused_of_first = [&](std::uint64_t weight) {
        return static_cast<std::uint64_t>(
            (static_cast<unsigned __int128>(weight) * refused + start) / weighted);
    };
    std::uint64_t seen = 0;
    std::int64_t taken = 0;
    for (Item& item : items) {
        const std::uint64_t before = refused_of_first(seen);
        seen += std::uint64_t{item.left} * item.weight;
        const std::uint64_t part = refused_of_first(seen) - before;
        item.kept =
            item.left - static_cast<std::uint32_t>(std::min<std::uint64_t>(part, item.left));
        taken += nano_units_of(item, item.kept, of_leader);
    }
    for (Item& item : items) {  // costs differ: rounding may have kept too much
        while (taken > room && item.kept > 0) {
            --item.kept;
            taken -= nano_units_of(item, 1, of_leader);
        }
    }
    const std::size_t first = static_cast<std::size_t>(start / full_weight) % items.size();
    for (std::size_t i = 0; i < items.size(); ++i) {
        Item& item = items[(first + i) % items.size()];
        while (item.kept < item.left && taken + needed_by(item, of_leader) <= room) {
            ++item.kept;
            taken += std::max<std::int64_t>(1, nano_units_of(item, 1, of_leader));
        }
    }
}

// How even the distances of requests are at their partition, 0 to 1: they stay even only if all of
// them go to it, and not when they come again.
double SideCells::even_share(const Item& item, std::size_t place) const {
    const CellLoad& load = *loads_[item.load()];
    return load.load().even && item.is_first_try() ? std::min(1.0, load.share_at(place)) : 0;
}

// Sets the weights of requests of which the bucket of their partition admits this share.
void SideCells::weigh(std::size_t place, double admitted_share, std::vector<Item>& items) const {
    double all = 0;
    for (Item& item : items) {
        item.weight = full_weight;
        all += item.left;
    }
    for (Item& item : items) {
        const double share = even_share(item, place);
        if (share <= 0) continue;
        double even = 0;
        for (const Item& other : items)
            if (other.load() == item.load() && other.is_first_try()) even += other.left;
        const double less = full_weight - weight_of_even(even, all - even, all * admitted_share);
        item.weight = full_weight - static_cast<std::uint32_t>(share * less);
    }
}

// The same for requests of the whole table: the weights of first tries, by load.
std::vector<std::uint32_t> SideCells::weights_at_table(double admitted_share) const {
    double all = 0;
    std::vector<double> first_tries(loads_.size());
    for (std::uint32_t l = 0; l < loads_.size(); ++l) {
        for (std::uint32_t f = 0; f < loads_[l]->flows().size(); ++f) {
            const FlowSum rows = sum(l, f);
            first_tries[l] += static_cast<double>(rows.fresh);
            all += static_cast<double>(rows.tries);
        }
    }
    std::vector<std::uint32_t> weights(loads_.size(), full_weight);
    for (std::size_t l = 0; l < loads_.size(); ++l) {
        if (loads_[l]->load().even)
            weights[l] = weight_of_even(first_tries[l], all - first_tries[l], all * admitted_share);
    }
    return weights;
}

void SideCells::refuse(Item& item, std::size_t place, std::uint32_t count, Outcome outcome,
                       Block& block, PartitionSecond& second) const {
    if (count == 0) return;
    const std::int64_t before = item.units_left();
    item.left -= count;
    const std::int64_t units = before - item.units_left();
    CellRefusal refusal{place, item.load(), 0, no_hot_key, 1, count, units, outcome};
    if (item.extra != nullptr) {
        item.extra->refused += count;
        refusal.flow = item.extra->flow;
        refusal.hot = item.extra->hot;
        refusal.attempt = item.extra->attempt;
    } else {
        item.drawn->refused[place] += count;
        refusal.flow = item.drawn->flow;
    }
    block.refusals.push_back(refusal);
    block.refused_any = true;
    second.throttled[side_] += static_cast<std::uint32_t>(units);
    second.throttled_count[side_] += count;
    second.refusals[side_] |= refusal_bit(outcome);
}

void SideCells::close(const Tables& tables, std::span<PartitionSecond> seconds) {
    if (idle_) return;
    for (const TableLimit& limit : limits_.table) {
        std::int64_t asked = 0;
        for (const Block& block : blocks_) asked += block.admitted;
        const WideCapacityUnits offered =
            limit.bucket->offered(step_.from, step_.to, limit.windows);
        CellRandom random(bucket_stream ^ static_cast<std::uint64_t>(limit.refused),
                          ~std::uint64_t{table_.value},
                          step_.from.time_since_epoch().count() * 2 + static_cast<int>(side_));
        const WideCapacityUnits room =
            room_in(*limit.bucket, offered, static_cast<double>(asked) * nano_units_of_half,
                    table_variance(), random);
        if (WideCapacityUnits(HalfUnits(asked)) > room) {
            const auto half_units =
                static_cast<std::int64_t>(room.in_nano_units() / nano_units_of_half);
            refuse_by_table(limit, asked, half_units, tables, seconds);
        }
    }
    std::int64_t admitted = 0;
    for (const Block& block : blocks_) admitted += block.admitted;
    for (const TableLimit& limit : limits_.table)
        limit.bucket->spend(HalfUnits(admitted), step_.to, limit.windows);
    for (const Block& block : blocks_)
        refusals_.insert(refusals_.end(), block.refusals.begin(), block.refusals.end());
}

// Variance of all requests of the step together, in squared nano-units.
double SideCells::table_variance() const {
    double variance = 0;
    for (std::uint32_t l = 0; l < loads_.size(); ++l) {
        if (loads_[l]->load().even) continue;
        for (std::uint32_t f = 0; f < loads_[l]->flows().size(); ++f) {
            const FlowSum all = sum(l, f);
            if (all.tries == 0) continue;
            const double units = static_cast<double>(all.units) * nano_units_of_half;
            variance += units * units / static_cast<double>(all.tries);
        }
    }
    return variance;
}

// Calls visit(block, place, item) for all requests that no limit has refused yet.
template <class Visit>
void SideCells::visit_items(const Visit& visit) {
    for (Block& block : blocks_) {
        std::size_t extra = block.extra;
        for (std::size_t place = block.first; place < block.end; ++place) {
            collect(place, extra, block.items);
            while (extra < extras_.size() && extras_[extra].place == place) ++extra;
            for (Item& item : block.items)
                if (item.left > 0) visit(block, place, item);
        }
    }
}

// Refuses requests at all partitions alike, so that no more than `offered` half-units stay admitted
// of the `asked` ones, and returns what they took from the buckets of the partitions.
void SideCells::refuse_by_table(const TableLimit& by, std::int64_t asked, std::int64_t offered,
                                const Tables& tables, std::span<PartitionSecond> seconds) {
    offered = std::max<std::int64_t>(0, offered);
    const std::int64_t excess = asked - offered;  // half-units
    std::vector<std::uint32_t> weights =
        weights_at_table(static_cast<double>(offered) / static_cast<double>(asked));
    const auto weight_of = [&](const Item& item) {
        return item.is_first_try() ? weights[item.load()] : full_weight;
    };
    __int128 weighted = 0;
    visit_items([&](const Block&, std::size_t, const Item& item) {
        weighted += __int128{item.units_left()} * weight_of(item);
    });
    if (weighted < __int128{excess} * full_weight) {  // costs differ too much
        weighted = __int128{asked} * full_weight;
        weights.assign(weights.size(), full_weight);
    }
    __int128 seen = 0;
    std::int64_t refused_units = 0;
    visit_items([&](Block& block, std::size_t place, Item& item) {
        const std::int64_t left = item.units_left();
        seen += __int128{left} * weight_of(item);
        const auto wanted =
            static_cast<std::int64_t>((seen * excess + weighted - 1) / weighted) - refused_units;
        if (wanted <= 0) return;
        const auto refused = static_cast<std::uint32_t>(
            wanted >= left ? item.left : (__int128{item.left} * wanted + left - 1) / left);
        const PartitionIndex partition = tables[table_].ranges.owner_at(place);
        for (const PartitionLimit& limit : limits_.partition)
            (partitions_->*limit.buckets)[partition.value].of[side_].give_back(
                CapacityUnits::nano_units(nano_units_of(item, refused, limit.of_leader)),
                limit.windows);
        refuse(item, place, refused, by.refused, block, seconds[partition.value]);
        refused_units += left - item.units_left();
        block.admitted -= left - item.units_left();
    });
}

std::int64_t SideCells::nano_units(const CellFlow& flow, bool of_leader) const {
    return of_leader && traits_of(flow.operation).consistency == Consistency::eventual
               ? nano_of_eventual_
               : nano_units_of_half;
}

std::int64_t SideCells::nano_units_left(const Item& item, bool of_leader) const {
    return item.units_left() * nano_units(*item.flow, of_leader);
}

std::int64_t SideCells::nano_units_of(const Item& item, std::uint32_t some, bool of_leader) const {
    return item.count == 0
               ? 0
               : static_cast<std::int64_t>(static_cast<__int128>(item.units) * some *
                                           nano_units(*item.flow, of_leader) / item.count);
}

std::int64_t SideCells::needed_by(const Item& item, bool of_leader) const {
    const std::int64_t cost = item.units / item.count;
    return std::min(cost, half_units_needed[static_cast<std::size_t>(item.flow->operation)]) *
           nano_units(*item.flow, of_leader);
}

}  // namespace isotherm
