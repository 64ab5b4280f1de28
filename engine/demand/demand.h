// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a scenario's workloads ask for, held against what its tables may serve, before any run:
// demand of each table, index, partition and key at its peak, which limit it meets, and when the
// burst is spent. Nothing is drawn; recorded streams are read once.

#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"

namespace isotherm {

// Units per second at a peak, and the stretch of the run in which it is that high.
struct PeakDemand {
    double units = 0;
    double limit = 0;  // in force then, units per second
    SimTime from{};
    SimTime until{};
};

enum class DemandLimit : std::uint8_t {
    partition_share,     // of the table's throughput
    partition_maximum,   // what one partition can do
    table_throughput,    // provisioned
    on_demand_capacity,  // what an on-demand table can take at once
    on_demand_maximum,   // set by the user
    table_quota,
};
inline constexpr std::size_t demand_limit_count = 6;
inline constexpr std::array<std::string_view, demand_limit_count> demand_limit_names{
    "partition_share",    "partition_maximum", "table_throughput",
    "on_demand_capacity", "on_demand_maximum", "table_quota"};

// Demand above a limit, of a table or index, or of its partition furthest above.
struct Shortage {
    DemandLimit limit = DemandLimit::table_throughput;
    PeakDemand worst;            // of the stretch above the limit in which it is highest over it
    std::size_t partition = 0;   // in order of birth, where the limit is a partition's
    std::size_t partitions = 0;  // that throttle, where the limit is a partition's
    std::optional<SimTime> throttles_from{};  // when its burst is spent; …
    SimTime would_throttle{};                 // … or when it would be, had the run gone on
};

struct SideDemand {
    double mean = 0;                    // units per second, over the time the resource is there
    PeakDemand peak;                    // of the whole resource, against its own limit
    std::size_t hottest_partition = 0;  // the one furthest above, or nearest to, its limit
    PeakDemand partition;
    std::string hottest_key;  // empty: none stands out
    PeakDemand key;           // its limit: that of its partition
    std::vector<Shortage> shortages;
    // Expected number of moments at which chance alone spends the bucket, where the mean does not.
    double chance = 0;
    PeakDemand at_chance;  // where that is most likely
    // Writes that cost more than a full bucket ever holds.
    double impossible_share = 0;  // of the writes
    double dearest_write = 0;     // units
    double full_bucket = 0;       // units
    // First refusal of any kind that is expected within the run.
    std::optional<SimTime> throttles_from;
};

// An index that cannot follow its table's writes.
struct IndexLag {
    std::size_t partition = 0;            // that is slowest, in order of birth
    bool of_index = false;                // not one partition, but all of it is too slow
    double units = 0;                     // it is asked for, per second
    double rate = 0;                      // it may be served at
    std::optional<SimTime> refuses_from;  // the table's writes; none within the run
    SimTime would_refuse{};               // when it would, had the run gone on
};

struct ResourceDemand {
    ResourceName name;
    bool on_demand = false;          // at the start
    std::size_t partitions = 0;      // at the start
    std::size_t partitions_end = 0;  // that serve at the end
    BySide<double> capacity{};       // of the resource at the start
    BySide<double> partition_limit{};
    BySide<SideDemand> sides;
    std::optional<IndexLag> lag;
};

struct Demand {
    std::vector<ResourceDemand> resources;  // each table before its indexes
    std::uint64_t requests_read = 0;        // of recorded streams
};

// Errors of opening or reading recorded streams.
Result<Demand> find_demand(const Scenario& scenario);

}  // namespace isotherm
