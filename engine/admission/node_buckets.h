// SPDX-License-Identifier: Apache-2.0
#pragma once
// Storage nodes, each of which hosts many partitions. A partition can burst above its allocated
// throughput only while its leader's node has spare capacity; a write needs spare capacity on the
// nodes of all replicas (USENIX ATC 2022). Requests within the allocation are charged to the nodes
// but never refused by them.
//
// The capacity and number of nodes are not published, so nodes are off unless a scenario sets them.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/model/table.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

class NodeBuckets {
public:
    void settings(SettingsVisitor& visit);
    bool any() const { return count_ > 0; }

    // Assigns three nodes to each new partition; with fewer than three nodes, some are assigned
    // more than once.
    void place(const Tables& tables, SimTime now);

    // Admits by partition share, with bursts limited by the nodes. `with_table`: the bucket of the
    // table must hold the cost, too. Hot path.
    void admit(RequestBatch& batch, std::span<const std::uint32_t> rows, Tables& tables,
               bool with_table);

    void state(StateVisitor& visit);

private:
    static constexpr std::size_t replicas = 3;
    using Replicas = std::array<std::uint32_t, replicas>;  // node indices, that of the leader first

    void place_new(std::size_t partitions);
    std::size_t nodes_of(Side side) const;
    bool nodes_can_take(const Replicas& nodes, Side side, CapacityUnits cost, SimTime now);
    void charge_nodes(const Replicas& nodes, Side side, CapacityUnits cost, SimTime now);

    std::int64_t count_ = 0;
    std::int64_t read_ = 10'000;
    std::int64_t write_ = 5'000;
    std::vector<BySide<TokenBucket>> nodes_;
    std::vector<Replicas> of_partition_;  // indexed by PartitionIndex
    // Requests that find tokens here are within the partition's allocation; all others are bursts.
    // Each bucket holds as much as the partition is allocated in one window. Indexed by
    // PartitionIndex.
    std::vector<BySide<TokenBucket>> allocated_;
};

}  // namespace isotherm
