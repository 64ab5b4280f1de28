// Late 2017 to 2019-05: equal shares as before, and some minutes after a partition has begun to
// throttle, a controller lends it what its neighbours do not use (throughput-model 2.4).
//
// Every minute, while a table throttles without using up its provisioned throughput, each partition
// that throttles is raised towards its demand by a proportional step; while the table uses more
// than it has, what was lent is taken back. A partition never gets more than its maximum. Gain,
// period and the even spread of the first delay are [inferred], so that throttling ends 5 to 30
// minutes after it began.

#include <algorithm>
#include <vector>

#include "engine/admission/admission_model.h"
#include "engine/admission/node_buckets.h"
#include "engine/admission/partition_share.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

constexpr double least_step = 0.02;  // of the demand [inferred]

class AdaptiveCapacity final : public AdmissionModel {
public:
    void use_seed(std::uint64_t seed) { seed_ = seed; }

    void settings(SettingsVisitor& visit) {
        visit.field({.name = "lag_least",
                     .help = "shortest time from the first throttle to the first help",
                     .lowest = 0,
                     .highest = 86'400,
                     .source = "Developer Guide 2018: 5 to 30 minutes"},
                    lag_least_);
        visit.field({.name = "lag_most",
                     .help = "longest such time",
                     .lowest = 0,
                     .highest = 86'400,
                     .source = "[inferred] the first step, so that throttling has ended after the "
                               "documented 5 to 30 minutes"},
                    lag_most_);
        visit.field({.name = "period",
                     .help = "time between two steps of the controller",
                     .lowest = 1,
                     .highest = 3'600,
                     .source = "[inferred] not published"},
                    period_);
        visit.field({.name = "gain",
                     .help = "part of the gap to the demand closed in one step",
                     .lowest = 0.01,
                     .highest = 1,
                     .source = "[inferred] not published"},
                    gain_);
        nodes_.settings(visit);
    }

    void allocate(Tables& tables, TableIndex index, SimTime now) override {
        tables[index].partition_windows = tables.era().windows();
        nodes_.place(tables, now);
        lent_.resize(tables.partitions.size());
        for (std::size_t i = 0; i < tables[index].ranges.size(); ++i) {
            const PartitionIndex partition = tables[index].ranges.owner_at(i);
            for (std::size_t side = 0; side < side_count; ++side)
                apply(tables, index, partition, side, now);
        }
    }

    std::vector<TableIndex> observe(SimTime now, Tables& tables, std::span<const TableIndex> own,
                                    std::span<const PartitionSecond> seconds) override {
        demand_.resize(seconds.size());
        throttled_.resize(seconds.size());
        lent_.resize(seconds.size());
        for (std::size_t p = 0; p < seconds.size(); ++p) {
            for (std::size_t side = 0; side < side_count; ++side) {
                demand_[p][side] += seconds[p].demand[side];
                throttled_[p][side] += seconds[p].throttled[side];
            }
        }
        if (whole_seconds(now) % whole_seconds(period_) != 0) return {};
        std::vector<TableIndex> changed;
        helps_from_.resize(tables.size(), {never, never});
        for (const TableIndex table : own) {
            const bool reads = step(tables, table, 0, now);
            const bool writes = step(tables, table, 1, now);
            if (reads || writes) changed.push_back(table);
        }
        std::fill(demand_.begin(), demand_.end(), BySide<std::int64_t>{});
        std::fill(throttled_.begin(), throttled_.end(), BySide<std::int64_t>{});
        return changed;
    }

    CapacityUnits available(const Tables& tables, PartitionIndex partition, Side side,
                            SimTime now) const override {
        return available_of_partition_share(tables, partition, side, now);
    }

    void admit(RequestBatch& batch, std::span<const std::uint32_t> rows, Tables& tables) override {
        if (nodes_.any()) return nodes_.admit(batch, rows, tables);
        admit_by_partition_share(batch, rows, tables);
    }

private:
    // One step of the controller for one table and side; true when a limit changed.
    bool step(Tables& tables, TableIndex index, std::size_t side, SimTime now) {
        const Table& table = tables[index];
        const double seconds = in_seconds(period_);
        double consumed = 0;
        bool throttles = false;
        for (const PartitionIndex partition : table.partitions) {
            consumed +=
                HalfUnits(demand_[partition.value][side] - throttled_[partition.value][side])
                    .in_units() /
                seconds;
            throttles = throttles || throttled_[partition.value][side] > 0;
        }
        const bool over = consumed > table.provisioned[side].in_units_per_second();
        SimTime& helps_from = helps_from_[index.value][side];
        if (throttles && helps_from == never) helps_from = now + first_lag(table, side);
        bool changed = false;
        for (std::size_t i = 0; i < table.ranges.size(); ++i) {
            const PartitionIndex partition = table.ranges.owner_at(i);
            std::int64_t& lent = lent_[partition.value][side];
            const std::int64_t before = lent;
            const double demand = HalfUnits(demand_[partition.value][side]).in_units() / seconds;
            const double limit =
                tables.partitions.limit[partition.value][side].in_units_per_second();
            if (over) {
                lent -= static_cast<std::int64_t>(gain_ * static_cast<double>(lent));
            } else if (now >= helps_from && throttled_[partition.value][side] > 0 &&
                       demand > limit) {
                // At least a fiftieth of the demand, so that the last gap closes too and what
                // remains is covered against small swings.
                const double raise = std::max(gain_ * (demand - limit), least_step * demand);
                lent += static_cast<std::int64_t>(raise * 1'000);
            }
            if (lent == before) continue;
            apply(tables, index, partition, side, now);
            changed = true;
        }
        return changed;
    }

    // Sets a partition's rate to its share and what it has been lent.
    void apply(Tables& tables, TableIndex index, PartitionIndex partition, std::size_t side,
               SimTime now) {
        const Era& era = tables.era();
        const auto maximum =
            CapacityRate::units_per_second(era.partition_maximum(static_cast<Side>(side)));
        const CapacityRate share =
            tables[index].provisioned[side] / tables.partitions.share[partition.value];
        const CapacityRate raised =
            share + CapacityRate::milli_units_per_second(lent_[partition.value][side]);
        const CapacityRate rate = std::max(share, std::min(raised, maximum));
        TokenBucket& bucket = tables.partitions.buckets[partition.value].of[side];
        bucket.allocate(rate, era.initial_burst, now, era.windows());
        tables.partitions.limit[partition.value][side] = rate;
    }

    SimDuration first_lag(const Table& table, std::size_t side) const {
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
    std::vector<BySide<std::int64_t>>
        lent_;  // milli-units per second above the share, by partition
    std::vector<BySide<SimTime>> helps_from_;  // by table
};

const Registered<AdmissionKind, AdmissionKindOf<AdaptiveCapacity>> entry(
    "adaptive_capacity",
    "shares, and minutes later a loan from idle neighbours to a partition that throttles "
    "(2017-2019)");

}  // namespace
}  // namespace isotherm
