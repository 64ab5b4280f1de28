// SPDX-License-Identifier: Apache-2.0
// Storage nodes and bursts, against arithmetic.

#include <gtest/gtest.h>

#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

// One partition of 100 RCU and 100 WCU with a full burst bucket, 200 requests a second.
std::string bursting(std::string_view operation, std::string_view nodes) {
    return fmt::format(R"(
era = "2016"
duration = "60s"
[tables.tab]
capacity = {{ mode = "provisioned", read = 100, write = 100 }}
[model]
{}
)",
                       nodes) +
           workload_text({.name = "load", .operation = std::string(operation), .rate = "200/s"});
}

TEST(NodeCases, bursts_do_not_need_nodes_by_default) {
    EXPECT_EQ(FinishedRun(bursting("PutItem", "")).totals().throttled, 0u);
}

TEST(NodeCases, a_node_with_room_lets_the_burst_through) {
    const FinishedRun run(bursting("PutItem", "nodes = 3\nnode_read = 300\nnode_write = 300"));
    EXPECT_EQ(run.totals().throttled, 0u);
}

TEST(NodeCases, a_busy_node_stops_bursts_but_not_the_allocated_throughput) {
    // The node serves 150 units per second. It never refuses the 100 allocated units but is charged
    // for them; of the other 100, as many are admitted as its remaining tokens allow. In the first
    // second its bucket is full.
    for (const char* operation : {"PutItem", "GetItem"}) {
        const FinishedRun run(bursting(operation, "nodes = 1\nnode_read = 150\nnode_write = 150"));
        const auto side = std::string_view(operation) == "GetItem" ? Side::read : Side::write;
        EXPECT_EQ(tries_of(run.table(), side, Outcome::partition_share), 0u);
        // A node holds a partition once, so it is charged once for a write, too: half of the demand
        // above the allocation is refused.
        EXPECT_NEAR(counts_between(run.table(), side, 5, 60).throttled_share(), 0.25, 0.01);
        EXPECT_EQ(run.totals().throttled, tries_of(run.table(), side, Outcome::node_capacity));
    }
}

TEST(NodeCases, a_write_burst_asks_all_three_replicas) {
    // With six nodes, each read loads one node. The reads keep the node of the partition's leader
    // busy, but nodes have separate buckets for reads and writes, so writes are not affected.
    const FinishedRun run(
        bursting("PutItem", "nodes = 6\nnode_read = 100\nnode_write = 200") +
        workload_text({.name = "reads", .operation = "GetItem", .rate = "100/s"}));
    EXPECT_EQ(run.totals().throttled, 0u);
}

}  // namespace
}  // namespace isotherm
