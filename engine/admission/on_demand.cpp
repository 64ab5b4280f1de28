// SPDX-License-Identifier: Apache-2.0
// Admission in on-demand mode, since 2018: a table can instantly serve twice its previous peak. A
// new peak counts after half an hour.
//
// Instant capacity = 2 x previous peak, but at least that of a new table (4,000 write and 12,000
// read units) and the table's warm throughput. It never falls. The previous peak is the busiest
// minute that ended at least `growth_after` ago. All partitions are split in two until they can
// carry the capacity. Reads and writes each have their own capacity, as documented today; the
// linear combination of both in the documentation of 2019 is not modelled.

#include <algorithm>
#include <deque>
#include <vector>

#include "engine/admission/partition_share.h"
#include "engine/admission/used_entries.h"

namespace isotherm {
namespace {

constexpr BySide<std::int64_t> new_table_peak{6'000, 2'000};  // Developer Guide 2019-2023
constexpr double full = 1.0;  // initial fill of buckets, which hold one second of throughput

class OnDemandModel final : public AdmissionModel {
public:
    void use_seed(std::uint64_t) {}
    bool knows_cells() const { return true; }
    void settings(SettingsVisitor& visit) {
        visit.field(
            {.name = "growth_after",
             .help = "how long ago a new peak must have been before twice its value can be served",
             .lowest = 0,
             .highest = 86'400,
             .source = "Developer Guide: double every 30 minutes is safe"},
            growth_after_);
    }

    void allocate(Tables& tables, TableIndex index, SimTime now) override {
        Table& table = tables[index];
        const Era& era = tables.era();
        table.bucket_windows = windows(era);
        table.partition_windows = windows(era);
        states_.resize(tables.size());
        State& state = states_[index.value];
        for (const Side side : both_sides) {
            state.peak[side] = std::max(
                {state.peak[side], new_table_peak[side], table.capacity.previous_peak.of(side)});
            const std::int64_t capacity =
                std::max(2 * state.peak[side], table.capacity.warm.of(side));
            table.provisioned[side] = CapacityRate::units_per_second(capacity);
            table.bucket[side].allocate(table.provisioned[side], full, now, windows(era));
            if (era.enforce_quotas) {
                state.quota[side].allocate(CapacityRate::units_per_second(era.table_quota), full,
                                           now, windows(era));
            }
            const std::int64_t maximum = table.capacity.maximum.of(side);
            if (maximum > 0) {
                state.maximum[side].allocate(CapacityRate::units_per_second(maximum), full, now,
                                             windows(era));
            } else {
                state.maximum[side] = {};
            }
        }
        split_until_it_carries(tables, index, now);
        for (std::size_t i = 0; i < table.ranges.size(); ++i) {
            const PartitionIndex partition = table.ranges.owner_at(i);
            for (const Side side : both_sides) {
                const auto most = CapacityRate::units_per_second(era.partition_maximum(side));
                tables.partitions.buckets[partition.value].of[side].allocate(
                    most, era.initial_maximum, now, windows(era));
                tables.partitions.limit[partition.value][side] = most;
            }
        }
    }

    CapacityUnits available(const Tables& tables, PartitionIndex partition, Side side,
                            SimTime now) const override {
        const BucketWindows window = windows(tables.era());
        const TableIndex index = tables.partitions.table[partition.value];
        const CapacityUnits least =
            lesser(tables.partitions.buckets[partition.value].of[side].level_at(now, window),
                   tables[index].bucket[side].level_at(now, window));
        const TableTokenBucket& maximum = states_[index.value].maximum[side];
        return maximum.rate() > CapacityRate{} ? lesser(least, maximum.level_at(now, window))
                                               : least;
    }

    void admit(RequestBatch& batch, std::span<const std::uint32_t> rows, Tables& tables) override {
        const BucketWindows window = windows(tables.era());
        const AskedBy asked_by(tables.era());
        const FetchAhead fetch(tables.partitions.buckets, rows.size());
        for (std::size_t place = 0; place < rows.size(); ++place) {
            fetch(place, [&](std::size_t later) { return batch.partition[rows[later]].value; });
            const std::uint32_t i = rows[place];
            const auto side = side_of(batch.operation[i]);
            const SimTime now = batch.arrival[i];
            const Asked asked = asked_by(batch.cost[i], batch.operation[i]);
            TokenBucket& partition = tables.partitions.buckets[batch.partition[i].value].of[side];
            TableTokenBucket& table = tables[batch.table[i]].bucket[side];
            TableTokenBucket& maximum = states_[batch.table[i].value].maximum[side];
            TableTokenBucket& quota = states_[batch.table[i].value].quota[side];
            const bool has_maximum = maximum.rate() > CapacityRate{};
            const bool has_quota = quota.rate() > CapacityRate{};
            if (has_maximum && !maximum.holds(asked.needed, now, window)) {
                batch.outcome[i] = Outcome::on_demand_maximum;
            } else if (has_quota && !quota.holds(asked.needed, now, window)) {
                batch.outcome[i] = Outcome::quota;
            } else if (!partition.holds(asked.needed_of_maximum, now, window)) {
                batch.outcome[i] = Outcome::partition_maximum;
            } else if (!table.holds(asked.needed, now, window)) {
                batch.outcome[i] = Outcome::on_demand_capacity;
            } else {
                partition.take(asked.cost_of_maximum);
                table.take(asked.cost);
                if (has_maximum) maximum.take(asked.cost);
                if (has_quota) quota.take(asked.cost);
                batch.outcome[i] = Outcome::admitted;
            }
        }
    }

    void list_limits(Tables& tables, TableIndex table, Side side, ServiceLimits& limits) override {
        const BucketWindows window = windows(tables.era());
        limits.partition.push_back(
            {&Partitions::buckets, window, Outcome::partition_maximum, true});
        State& state = states_[table.value];
        const auto add = [&](TableTokenBucket& bucket, Outcome refused) {
            if (bucket.rate() > CapacityRate{}) limits.table.push_back({&bucket, window, refused});
        };
        add(state.maximum[side], Outcome::on_demand_maximum);
        add(state.quota[side], Outcome::quota);
        limits.table.push_back({&tables[table].bucket[side], window, Outcome::on_demand_capacity});
    }

    std::vector<TableIndex> observe(SimTime now, Tables& tables, std::span<const TableIndex> own,
                                    std::span<const PartitionSecond> seconds) override {
        std::vector<TableIndex> changed;
        for (const TableIndex index : own) {
            State& state = states_[index.value];
            for (const PartitionIndex partition : tables[index].partitions) {
                if (partition.value >= seconds.size()) continue;
                for (const Side side : both_sides) {
                    state.minute[side] += seconds[partition.value].consumed(side).count();
                }
            }
            if (whole_seconds(now) % whole_seconds(1min) != 0) continue;
            state.past.push_back({now, state.minute});
            state.minute = {};
            if (grow(state, now)) {
                allocate(tables, index, now);
                changed.push_back(index);
            }
        }
        return changed;
    }

    void state(StateVisitor& visit) override { visit_used_by_table(visit, states_); }

private:
    struct Minute {
        SimTime end;
        BySide<std::int64_t> half_units;
    };
    struct State {
        BySide<std::int64_t> peak{};       // units per second
        BySide<TableTokenBucket> maximum;  // rate 0: no maximum
        BySide<TableTokenBucket> quota;    // rate 0: not enforced
        BySide<std::int64_t> minute{};     // half-units consumed in the current minute
        std::deque<Minute> past;           // minutes of the last `growth_after`

        void state(StateVisitor& visit) { visit(peak, maximum, quota, minute, past); }
    };

    static BucketWindows windows(const Era& era) { return era.maximum_windows(); }

    // Returns true if a minute that is old enough was busier than the previous peak.
    bool grow(State& state, SimTime now) const {
        bool grown = false;
        while (!state.past.empty() && state.past.front().end + growth_after_ <= now) {
            for (const Side side : both_sides) {
                const auto per_second = static_cast<std::int64_t>(
                    HalfUnits(state.past.front().half_units[side]).in_units() / in_seconds(1min));
                if (per_second <= state.peak[side]) continue;
                state.peak[side] = per_second;
                grown = true;
            }
            state.past.pop_front();
        }
        return grown;
    }

    void split_until_it_carries(Tables& tables, TableIndex index, SimTime now) const {
        const Table& table = tables[index];
        Era independent = tables.era();
        independent.combined_partition_limits = false;
        const Throughput capacity{
            table.provisioned[Side::read].in_milli_units_per_second() / 1'000,
            table.provisioned[Side::write].in_milli_units_per_second() / 1'000};
        const std::int64_t wanted = partitions_for_throughput(independent, capacity);
        while (static_cast<std::int64_t>(tables[index].ranges.size()) < wanted)
            tables.split_every_partition(index, now);
    }

    SimDuration growth_after_ = 30min;
    std::vector<State> states_;  // by table
};

const Registered<AdmissionKind, AdmissionKindOf<OnDemandModel>> on_demand_entry(
    "on_demand", "twice the previous peak at once; a new peak counts after half an hour (2018-)",
    {});

}  // namespace
}  // namespace isotherm
