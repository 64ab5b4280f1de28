// SPDX-License-Identifier: Apache-2.0
#pragma once
// Storage nodes, which host many partitions. A partition may burst above its allocated throughput
// only while its node has capacity to spare, and a write only while the nodes of all its replicas
// have (USENIX ATC 2022). What is within the allocation is charged to the
// node, but the node is not asked.
//
// How much a node can do and how many there are is not published, so nodes are off unless a
// scenario sets them.

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

    // Gives new partitions their nodes: three each, one where there are fewer.
    void place(const Tables& tables, SimTime now);

    // Admission by partition share, with bursts subject to the nodes; `with_table`: the table's
    // bucket has to agree as well. Hot path.
    void admit(RequestBatch& batch, std::span<const std::uint32_t> rows, Tables& tables,
               bool with_table);

private:
    static constexpr std::size_t replicas = 3;
    using Replicas = std::array<std::uint32_t, replicas>;  // nodes; the first is the leader's

    bool nodes_can_take(const Replicas& nodes, Side side, CapacityUnits cost, SimTime now);
    void charge_nodes(const Replicas& nodes, Side side, CapacityUnits cost, SimTime now);

    std::int64_t count_ = 0;
    std::int64_t read_ = 10'000;
    std::int64_t write_ = 5'000;
    std::vector<BySide<TokenBucket>> nodes_;
    std::vector<Replicas> of_partition_;  // by PartitionIndex
    // What is within a partition's allocation, one window of its share; by PartitionIndex.
    std::vector<BySide<TokenBucket>> allocated_;
};

}  // namespace isotherm
