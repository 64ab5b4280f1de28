// SPDX-License-Identifier: Apache-2.0
// Admission from 2019 to now ("global admission control"): the throughput of a table is admitted as
// a whole. A partition enforces only its maximum of 3,000 read and 1,000 write units per second.
//
// A request needs capacity of both table and partition. Request routers hold tokens of the table,
// which a central service grants for a short time. A router without tokens requests more; unused
// tokens return to the service when they expire. Each partition has three replicas, and any of them
// serves an eventually consistent read. Together they reach 4,500 units per second, while strongly
// consistent reads, served only by the leader, reach 3,000.

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/admission/partition_share.h"
#include "engine/admission/used_entries.h"
#include "engine/vocabulary/fixed_divisor.h"

namespace isotherm {
namespace {

class GlobalAdmission final : public AdmissionModel {
public:
    void use_seed(std::uint64_t) {}
    bool knows_cells() const { return true; }
    void settings(SettingsVisitor& visit) {
        visit.field({.name = "routers",
                     .help = "request routers that share a table's tokens",
                     .lowest = 1,
                     .highest = 10'000,
                     .source = "[inferred] not published"},
                    routers_);
        visit.field({.name = "token_lifetime",
                     .help = "time after which unused tokens of a router return to the table",
                     .lowest = 0.01,
                     .highest = 60,
                     .source = "[inferred] \"order of a few seconds\", USENIX ATC 2022"},
                    token_lifetime_);
    }

    void allocate(Tables& tables, TableIndex index, SimTime now) override {
        Table& table = tables[index];
        const Era& era = tables.era();
        table.bucket_windows = era.windows();
        table.partition_windows = era.maximum_windows();
        router_ = FixedDivisor(static_cast<std::uint64_t>(routers_));
        held_.resize(tables.size());
        for (const Side side : both_sides) {
            Held& held = held_[index.value][side];
            held.tokens.resize(static_cast<std::size_t>(routers_));
            held.part = WideCapacityUnits::nano_units(
                (table.provisioned[side] * token_lifetime_).in_nano_units() / routers_);
            table.bucket[side].allocate(table.provisioned[side], era.initial_burst, now,
                                        era.windows());
            const auto maximum = CapacityRate::units_per_second(era.partition_maximum(side));
            for (std::size_t i = 0; i < table.ranges.size(); ++i) {
                const PartitionIndex partition = table.ranges.owner_at(i);
                tables.partitions.buckets[partition.value].of[side].allocate(
                    maximum, era.initial_maximum, now, era.maximum_windows());
                tables.partitions.limit[partition.value][side] =
                    std::min(maximum, table.provisioned[side]);
            }
        }
    }

    // Returns an upper bound: less is available if routers hold tokens.
    CapacityUnits available(const Tables& tables, PartitionIndex partition, Side side,
                            SimTime now) const override {
        const TableTokenBucket& table =
            tables[tables.partitions.table[partition.value]].bucket[side];
        return lesser(tables.partitions.buckets[partition.value].of[side].level_at(
                          now, tables.era().maximum_windows()),
                      table.level_at(now, tables.era().windows()));
    }

    bool shares_out() const override { return false; }

    // Routers only divide what the table's bucket holds: over a second, its sum decides.
    void list_limits(Tables& tables, TableIndex table, Side side, ServiceLimits& limits) override {
        const Era& era = tables.era();
        limits.partition.push_back(
            {&Partitions::buckets, era.maximum_windows(), Outcome::partition_maximum, true});
        limits.table.push_back(
            {&tables[table].bucket[side], era.windows(), Outcome::table_throughput});
    }

    void admit(RequestBatch& batch, std::span<const std::uint32_t> rows, Tables& tables) override {
        for (std::size_t first = 0, end = 0; first < rows.size(); first = end) {
            const TableIndex table = batch.table[rows[first]];
            while (end < rows.size() && batch.table[rows[end]] == table) ++end;
            admit_run(batch, rows.subspan(first, end - first), tables, table);
        }
    }

    void state(StateVisitor& visit) override {
        // A table that has not been allocated yet has no tokens.
        const auto complete = [this](BySide<Held>& sides) {
            for (Held& held : sides) held.tokens.resize(static_cast<std::size_t>(routers_));
        };
        BySide<Held> fresh;
        complete(fresh);
        if (!visit.loads())
            for (BySide<Held>& sides : held_) complete(sides);
        visit_used_by_table(visit, held_, fresh);
        if (!visit.loads()) return;
        router_ = FixedDivisor(static_cast<std::uint64_t>(routers_));
        for (BySide<Held>& sides : held_) complete(sides);
    }

private:
    // The tokens of one table and side that the routers hold.
    struct Held {
        std::vector<WideCapacityUnits> tokens;  // by router
        WideCapacityUnits reserved;             // sum of `tokens`
        WideCapacityUnits part;                 // what a router requests: see take_token
        SimTime expires = sim_start;

        void state(StateVisitor& visit) { visit(tokens, reserved, part, expires); }
    };

    // Admits rows of one table. Flat, so that what does not change stays in registers.
    [[gnu::flatten]] void admit_run(RequestBatch& batch, std::span<const std::uint32_t> rows,
                                    Tables& tables, TableIndex table) {
        const Era& era = tables.era();
        const BucketWindows windows = era.windows();
        const BucketWindows maximum_windows = era.maximum_windows();
        PartitionBuckets* const buckets = tables.partitions.buckets.data();
        const PartitionIndex* const partitions = batch.partition.data();
        BySide<TableTokenBucket>& central = tables[table].bucket;
        BySide<Held>& held = held_[table.value];
        const AskedBy asked_by(era);
        const FetchAhead fetch(tables.partitions.buckets, rows.size());
        for (std::size_t place = 0; place < rows.size(); ++place) {
            fetch(place, [&](std::size_t later) { return partitions[rows[later]].value; });
            const std::uint32_t i = rows[place];
            const auto side = side_of(batch.operation[i]);
            const SimTime now = batch.arrival[i];
            TokenBucket& partition = buckets[partitions[i].value].of[side];
            const Asked asked = asked_by(batch.cost[i], batch.operation[i]);
            if (!partition.holds(asked.needed_of_maximum, now, maximum_windows)) {
                batch.outcome[i] = Outcome::partition_maximum;
            } else if (!take_token(central[side], held[side], batch.sequence[i], asked, now,
                                   windows)) {
                batch.outcome[i] = Outcome::table_throughput;
            } else {
                partition.take(asked.cost_of_maximum);
                batch.outcome[i] = Outcome::admitted;
            }
        }
    }

    // Tokens at the routers are reserved, not gone: the central bucket keeps its level until they
    // are spent, so routers can only divide what the table has, never add to it. If a read costs
    // more than a router's tokens, the central bucket pays the difference and can fall below zero.
    bool take_token(TableTokenBucket& central, Held& held, std::uint64_t sequence,
                    const Asked& asked, SimTime now, BucketWindows windows) const {
        if (now >= held.expires) [[unlikely]]
            expire(held, now);
        WideCapacityUnits& tokens = held.tokens[router_.remainder(position_of(sequence))];
        if (!central.holds(asked.needed, now, windows)) return false;
        if (tokens < asked.needed) [[unlikely]] {
            // The router requests its part of the throughput of one token lifetime, but at least
            // what it needs now.
            const WideCapacityUnits missing = asked.needed - tokens;
            const WideCapacityUnits granted =
                std::min(std::max(held.part, missing), central.level() - held.reserved);
            if (granted < missing) return false;
            tokens += granted;
            held.reserved += granted;
        }
        const WideCapacityUnits spent = std::min<WideCapacityUnits>(tokens, asked.cost);
        tokens -= spent;
        held.reserved -= spent;
        central.take(asked.cost);
        return true;
    }

    void expire(Held& held, SimTime now) const {
        std::fill(held.tokens.begin(), held.tokens.end(), WideCapacityUnits{});
        held.reserved = {};
        held.expires = now + token_lifetime_;
    }

    std::int64_t routers_ = 8;
    FixedDivisor router_;  // by routers_
    SimDuration token_lifetime_ = 2s;
    std::vector<BySide<Held>> held_;  // by table
};

const Registered<AdmissionKind, AdmissionKindOf<GlobalAdmission>> global_admission_entry(
    "global_admission",
    "admits up to the throughput of the whole table; partitions enforce only their maximum (2019-)",
    {});

}  // namespace
}  // namespace isotherm
