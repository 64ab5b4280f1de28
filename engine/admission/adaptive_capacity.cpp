// SPDX-License-Identifier: Apache-2.0
// Admission from late 2017 to 2019-05 ("adaptive capacity"): partitions have equal shares. Some
// minutes after a partition begins to throttle, a controller lends it throughput that other
// partitions do not use.
//
// Every minute the controller finds the partitions that throttle because of their share, and raises
// the limit of each towards its demand by a proportional step. It lends only throughput that the
// table does not use: each request also needs tokens from a bucket of the whole table, which has
// the provisioned rate and its saved burst. When that bucket refuses a request of a partition
// without a loan, a part of every loan is taken back. No loan raises a partition above its maximum.
// The gain, the period and the uniformly distributed delay before the first loan are [inferred],
// chosen so that throttling ends 5 to 30 minutes after it began.

#include <algorithm>
#include <vector>

#include "engine/admission/admission_model.h"
#include "engine/admission/node_buckets.h"
#include "engine/admission/partition_share.h"
#include "engine/admission/used_entries.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

constexpr double least_step = 0.02;  // share of the demand [inferred]

class AdaptiveCapacity final : public AdmissionModel {
public:
    void use_seed(std::uint64_t seed) { seed_ = seed; }
    bool knows_cells() const { return !nodes_.any(); }

    void settings(SettingsVisitor& visit) {
        visit.field(
            {.name = "lag_least",
             .help = "shortest time from a partition's first throttle to its first extra capacity",
             .lowest = 0,
             .highest = 86'400,
             .source = "Developer Guide 2018: 5 to 30 minutes"},
            lag_least_);
        visit.field(
            {.name = "lag_most",
             .help = "longest time from a partition's first throttle to its first extra capacity",
             .lowest = 0,
             .highest = 86'400,
             .source = "[inferred] time of the first step, so that throttling ends within the "
                       "documented 5 to 30 minutes"},
            lag_most_);
        visit.field({.name = "period",
                     .help = "time between two steps of the adaptive-capacity controller",
                     .lowest = 1,
                     .highest = 3'600,
                     .source = "[inferred] not published"},
                    period_);
        visit.field({.name = "gain",
                     .help = "share of the gap between limit and demand that one step closes",
                     .lowest = 0.01,
                     .highest = 1,
                     .source = "[inferred] not published"},
                    gain_);
        nodes_.settings(visit);
    }

    void allocate(Tables& tables, TableIndex index, SimTime now) override {
        const Era& era = tables.era();
        Table& table = tables[index];
        table.partition_windows = era.windows();
        table.bucket_windows = era.windows();
        nodes_.place(tables, now);
        lent_.resize(tables.partitions.size());
        for (const Side side : both_sides)
            table.bucket[side].allocate(table.provisioned[side], era.initial_burst, now,
                                        era.windows());
        for (std::size_t i = 0; i < tables[index].ranges.size(); ++i) {
            const PartitionIndex partition = tables[index].ranges.owner_at(i);
            for (const Side side : both_sides) apply(tables, index, partition, side, now);
        }
    }

    std::vector<TableIndex> observe(SimTime now, Tables& tables, std::span<const TableIndex> own,
                                    std::span<const PartitionSecond> seconds) override {
        demand_.resize(seconds.size());
        throttled_.resize(seconds.size());
        refusals_.resize(seconds.size());
        lent_.resize(seconds.size());
        for (std::size_t p = 0; p < seconds.size(); ++p) {
            for (const Side side : both_sides) {
                demand_[p][side] += seconds[p].demand[side];
                throttled_[p][side] += seconds[p].throttled[side];
                refusals_[p][side] |= seconds[p].refusals[side];
            }
        }
        if (whole_seconds(now) % whole_seconds(period_) != 0) return {};
        std::vector<TableIndex> changed;
        helps_from_.resize(tables.size(), {never, never});
        for (const TableIndex table : own) {
            const bool reads = step(tables, table, Side::read, now);
            const bool writes = step(tables, table, Side::write, now);
            if (reads || writes) changed.push_back(table);
        }
        std::fill(demand_.begin(), demand_.end(), BySide<std::int64_t>{});
        std::fill(throttled_.begin(), throttled_.end(), BySide<std::int64_t>{});
        std::fill(refusals_.begin(), refusals_.end(), BySide<std::uint16_t>{});
        return changed;
    }

    CapacityUnits available(const Tables& tables, PartitionIndex partition, Side side,
                            SimTime now) const override {
        const TableIndex table = tables.partitions.table[partition.value];
        return lesser(available_of_partition_share(tables, partition, side, now),
                      tables[table].bucket[side].level_at(now, tables.era().windows()));
    }

    bool goes_by_minutes() const override { return true; }

    void admit(RequestBatch& batch, std::span<const std::uint32_t> rows, Tables& tables) override {
        if (nodes_.any()) return nodes_.admit(batch, rows, tables, true);
        admit_by_partition_share<true>(batch, rows, tables);
    }

    void state(StateVisitor& visit) override {
        nodes_.state(visit);
        visit_used_by_partition(visit, demand_);
        visit_used_by_partition(visit, throttled_);
        visit_used_by_partition(visit, refusals_);
        visit_used_by_partition(visit, lent_);
        visit(helps_from_);
    }
    void list_limits(Tables& tables, TableIndex table, Side side, ServiceLimits& limits) override {
        list_partition_share<true>(tables, table, side, limits);
    }

private:
    bool was_refused(PartitionIndex partition, Side side, Outcome outcome) const {
        return (refusals_[partition.value][side] & refusal_bit(outcome)) != 0;
    }

    // Whether the table's bucket refused requests of a partition without a loan, while loans to
    // other partitions used up the table's throughput.
    bool loans_are_missed(const Table& table, Side side) const {
        return std::any_of(table.partitions.begin(), table.partitions.end(),
                           [&](PartitionIndex partition) {
                               return lent_[partition.value][side] == 0 &&
                                      was_refused(partition, side, Outcome::table_throughput);
                           });
    }

    // Provisioned units per second that the table did not use in this period.
    double unused(const Table& table, Side side) const {
        std::int64_t half_units = 0;
        for (const PartitionIndex partition : table.partitions)
            half_units += demand_[partition.value][side] - throttled_[partition.value][side];
        const double consumed = HalfUnits(half_units).in_units() / in_seconds(period_);
        return std::max(0.0, table.provisioned[side].in_units_per_second() - consumed);
    }

    // One step of the controller for one table and side; true when a limit changed.
    bool step(Tables& tables, TableIndex index, Side side, SimTime now) {
        const Table& table = tables[index];
        const bool throttles = std::any_of(
            table.partitions.begin(), table.partitions.end(),
            [&](PartitionIndex partition) { return throttled_[partition.value][side] > 0; });
        const bool missed = loans_are_missed(table, side);
        double to_lend = unused(table, side);
        SimTime& helps_from = helps_from_[index.value][side];
        if (throttles && helps_from == never) helps_from = now + first_lag(table, side);
        bool changed = false;
        for (std::size_t i = 0; i < table.ranges.size(); ++i) {
            const PartitionIndex partition = table.ranges.owner_at(i);
            std::int64_t& lent = lent_[partition.value][side];
            const std::int64_t before = lent;
            const double demand =
                HalfUnits(demand_[partition.value][side]).in_units() / in_seconds(period_);
            const double limit =
                tables.partitions.limit[partition.value][side].in_units_per_second();
            if (missed) {
                lent -= static_cast<std::int64_t>(gain_ * static_cast<double>(lent));
            } else if (now >= helps_from &&
                       was_refused(partition, side, Outcome::partition_share) && demand > limit) {
                // The step is at least 2 % of the demand, so that the limit reaches the demand and
                // then exceeds it by a reserve for small fluctuations.
                const double raise =
                    std::min(to_lend, std::max(gain_ * (demand - limit), least_step * demand));
                to_lend -= raise;
                lent += static_cast<std::int64_t>(raise * 1'000);
            }
            if (lent == before) continue;
            apply(tables, index, partition, side, now);
            changed = true;
        }
        return changed;
    }

    // Sets a partition's rate to its share plus its loan.
    void apply(Tables& tables, TableIndex index, PartitionIndex partition, Side side, SimTime now) {
        const Era& era = tables.era();
        const auto maximum = CapacityRate::units_per_second(era.partition_maximum(side));
        const CapacityRate share =
            tables[index].provisioned[side] / tables.partitions.share[partition.value];
        const CapacityRate raised =
            share + CapacityRate::milli_units_per_second(lent_[partition.value][side]);
        allocate_share(tables, partition, side, std::max(share, std::min(raised, maximum)), now);
    }

    SimDuration first_lag(const Table& table, Side side) const {
        RandomStream random(
            seed_, "adaptive capacity." + table.name.label() + "." + std::string(side_names[side]));
        const auto spread = static_cast<double>((lag_most_ - lag_least_).count());
        return lag_least_ + SimDuration(static_cast<std::int64_t>(random.unit() * spread));
    }

    SimDuration lag_least_ = 5min;
    SimDuration lag_most_ = 22min;
    SimDuration period_ = 60s;
    double gain_ = 0.5;
    NodeBuckets nodes_;
    std::uint64_t seed_ = 1;
    std::vector<BySide<std::int64_t>> demand_;  // half-units of this period, by partition
    std::vector<BySide<std::int64_t>> throttled_;
    std::vector<BySide<std::uint16_t>> refusals_;
    std::vector<BySide<std::int64_t>> lent_;   // loan in milli-units per second, by partition
    std::vector<BySide<SimTime>> helps_from_;  // no loans before this time; by table
};

const Registered<AdmissionKind, AdmissionKindOf<AdaptiveCapacity>> adaptive_capacity_entry(
    "adaptive_capacity",
    "equal shares; after some minutes, a throttled partition borrows capacity of idle ones "
    "(2017-2019)",
    {});

}  // namespace
}  // namespace isotherm
