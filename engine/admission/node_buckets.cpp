// SPDX-License-Identifier: Apache-2.0
#include "engine/admission/node_buckets.h"

#include "engine/admission/admission_model.h"
#include "engine/admission/used_entries.h"

#include <algorithm>

namespace isotherm {
namespace {

constexpr BucketWindows node_windows{1s, 0s};  // one second of a node's capacity; no burst

}  // namespace

void NodeBuckets::settings(SettingsVisitor& visit) {
    visit.field(
        {.name = "nodes",
         .help = "number of storage nodes whose spare capacity limits bursts; 0: no such limit",
         .lowest = 0,
         .highest = 1'000'000,
         .source = "[inferred] not published (USENIX ATC 2022)"},
        count_);
    visit.field({.name = "node_read",
                 .help = "read units per second that one storage node can serve",
                 .lowest = 1,
                 .highest = 1e9,
                 .source = "[inferred] not published"},
                read_);
    visit.field({.name = "node_write",
                 .help = "write units per second that one storage node can serve",
                 .lowest = 1,
                 .highest = 1e9,
                 .source = "[inferred] not published"},
                write_);
}

void NodeBuckets::place(const Tables& tables, SimTime now) {
    if (!any()) return;
    allocated_.resize(tables.partitions.size());
    if (nodes_.empty()) {
        nodes_.resize(static_cast<std::size_t>(count_));
        for (BySide<TokenBucket>& node : nodes_) {
            node[0].allocate(CapacityRate::units_per_second(read_), 1.0, now, node_windows);
            node[1].allocate(CapacityRate::units_per_second(write_), 1.0, now, node_windows);
        }
    }
    place_new(tables.partitions.size());
}

// A partition's replicas are on consecutive nodes of a ring. The hash of the partition's index
// chooses the first node, so partitions spread evenly and never move.
void NodeBuckets::place_new(std::size_t partitions) {
    const auto count = static_cast<std::uint64_t>(count_);
    for (std::uint64_t p = of_partition_.size(); p < partitions; ++p) {
        const std::uint64_t leader = position_of(p) % count;
        Replicas nodes{};
        for (std::uint64_t r = 0; r < replicas; ++r)
            nodes[r] = static_cast<std::uint32_t>((leader + r) % count);
        of_partition_.push_back(nodes);
    }
}

void NodeBuckets::state(StateVisitor& visit) {
    if (!any()) return;
    visit(nodes_);
    visit.require(nodes_.empty() || nodes_.size() == static_cast<std::size_t>(count_));
    visit_used_by_partition(visit, allocated_);
    if (visit.loads() && !nodes_.empty()) place_new(allocated_.size());
}

void NodeBuckets::admit(RequestBatch& batch, std::span<const std::uint32_t> rows, Tables& tables,
                        bool with_table) {
    const Era& era = tables.era();
    const BucketWindows windows = era.windows();
    const AskedBy asked_by(era);
    for (const std::uint32_t i : rows) {
        const auto side = side_of(batch.operation[i]);
        const SimTime now = batch.arrival[i];
        const std::uint32_t partition = batch.partition[i].value;
        const Asked asked = asked_by(batch.cost[i], batch.operation[i]);
        const Replicas& nodes = of_partition_[partition];
        TokenBucket& share = tables.partitions.buckets[partition].of[side];
        TokenBucket& maximum = tables.partitions.maximum[partition].of[side];
        TokenBucket& allocated = allocated_[partition][side];
        if (allocated.rate() != share.rate())
            allocated.allocate(share.rate(), era.initial_burst, now, era.maximum_windows());
        TableTokenBucket& table = tables[batch.table[i]].bucket[side];
        if (with_table && !table.holds(asked.needed, now, windows)) {
            batch.outcome[i] = Outcome::table_throughput;
        } else if (!share.holds(asked.needed, now, windows)) {
            batch.outcome[i] = Outcome::partition_share;
        } else if (!maximum.holds(asked.needed_of_maximum, now, era.maximum_windows())) {
            batch.outcome[i] = Outcome::partition_maximum;
        } else if (!allocated.holds(asked.needed, now, era.maximum_windows()) &&
                   !nodes_can_take(nodes, side, asked.needed, now)) {
            batch.outcome[i] = Outcome::node_capacity;
        } else {
            if (with_table) table.take(asked.cost);
            share.take(asked.cost);
            maximum.take(asked.cost_of_maximum);
            allocated.take(std::min(asked.cost, std::max(allocated.level(), CapacityUnits{})));
            charge_nodes(nodes, side, asked.cost, now);
            batch.outcome[i] = Outcome::admitted;
        }
    }
}

// A node holds a partition once: of fewer than three nodes, each has a replica.
std::size_t NodeBuckets::nodes_of(Side side) const {
    return side == Side::read ? 1 : std::min(replicas, static_cast<std::size_t>(count_));
}

// Whether the nodes involved have spare capacity: the leader's node for a read, the nodes of all
// replicas for a write.
bool NodeBuckets::nodes_can_take(const Replicas& nodes, Side side, CapacityUnits cost,
                                 SimTime now) {
    const std::size_t asked = nodes_of(side);
    return std::all_of(
        nodes.begin(), nodes.begin() + static_cast<std::ptrdiff_t>(asked),
        [&](std::uint32_t node) { return nodes_[node][side].holds(cost, now, node_windows); });
}

// Requests within the allocation are charged without a check of the nodes, so a node may have less
// capacity left than the cost.
void NodeBuckets::charge_nodes(const Replicas& nodes, Side side, CapacityUnits cost, SimTime now) {
    const std::size_t charged = nodes_of(side);
    for (std::size_t r = 0; r < charged; ++r) {
        TokenBucket& node = nodes_[nodes[r]][side];
        node.holds(CapacityUnits{}, now, node_windows);
        node.take(std::min(cost, node.level()));
    }
}

}  // namespace isotherm
