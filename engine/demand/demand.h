// SPDX-License-Identifier: Apache-2.0
#pragma once
// Compares the demand of a scenario's workloads with the limits of its tables, without a
// simulation: peak demand of each table, index, partition and key, the limit that it meets, and
// when the burst capacity is used up. Uses no random numbers; reads recorded streams once.

#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"

namespace isotherm {

// The highest demand, in units per second, and the part of the run in which it is that high.
struct PeakDemand {
    double units = 0;
    double limit = 0;  // in force at that time, units per second
    SimTime from{};
    SimTime until{};
};

enum class DemandLimit : std::uint8_t {
    partition_share,     // a partition's share of the table's throughput
    partition_maximum,   // what one partition can serve
    table_throughput,    // provisioned
    on_demand_capacity,  // what an on-demand table can take at once
    on_demand_maximum,   // set by the user
    table_quota,
};
inline constexpr std::size_t demand_limit_count = 6;
inline constexpr std::array<std::string_view, demand_limit_count> demand_limit_names{
    "partition_share",    "partition_maximum", "table_throughput",
    "on_demand_capacity", "on_demand_maximum", "table_quota"};

// Demand above one limit of a table or index. For limits of partitions, this describes the
// partition with the highest ratio of demand to limit.
struct Shortage {
    DemandLimit limit = DemandLimit::table_throughput;
    PeakDemand worst;            // the stretch with the highest ratio of demand to limit
    std::size_t partition = 0;   // by order of birth; only for limits of partitions
    std::size_t partitions = 0;  // number that throttle; only for limits of partitions
    // When the burst capacity is used up; nullopt: not within the run.
    std::optional<SimTime> throttles_from{};
    // `throttles_from` or, if that is nullopt, the time after the run's end when the burst capacity
    // would be used up.
    SimTime would_throttle{};
};

struct SideDemand {
    // Average units per second over the time in which the resource exists.
    double mean = 0;
    PeakDemand peak;                    // peak of the whole resource, and its limit
    std::size_t hottest_partition = 0;  // the one with the highest demand / limit
    PeakDemand partition;
    std::string hottest_key;  // empty: no key stands out
    PeakDemand key;           // `limit` is that of its partition
    std::vector<Shortage> shortages;
    // Expected number of times that random variation alone empties the bucket, although the mean
    // demand does not.
    double chance = 0;
    PeakDemand at_chance;  // the step in which this is most likely
    // Writes that cost more than a full bucket holds.
    double impossible_share = 0;  // share of the writes
    double dearest_write = 0;     // units
    double full_bucket = 0;       // units
    // First expected refusal of any kind; nullopt: none within the run.
    std::optional<SimTime> throttles_from;
};

// An index that cannot keep up with its table's writes.
struct IndexLag {
    std::size_t partition = 0;  // the slowest one, by order of birth
    bool of_index = false;      // the index as a whole is too slow, not one partition
    double units = 0;           // demand, units per second
    double rate = 0;            // highest rate of service, units per second
    // When writes of the table are first refused; nullopt: not within the run.
    std::optional<SimTime> refuses_from;
    // `refuses_from` or, if that is nullopt, the time after the run's end when writes would be
    // refused.
    SimTime would_refuse{};
};

struct ResourceDemand {
    ResourceName name;
    bool on_demand = false;          // at the start
    std::size_t partitions = 0;      // at the start
    std::size_t partitions_end = 0;  // number that serve at the end
    BySide<double> capacity{};       // units per second at the start
    BySide<double> partition_limit{};
    BySide<SideDemand> sides;
    std::optional<IndexLag> lag;
};

struct Demand {
    std::vector<ResourceDemand> resources;  // each table before its indexes
    std::uint64_t requests_read = 0;        // number of requests read from recorded streams
};

// Returns the demand, or the errors of opening or reading recorded streams.
Result<Demand> find_demand(const Scenario& scenario);

}  // namespace isotherm
