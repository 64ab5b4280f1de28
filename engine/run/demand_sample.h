#pragma once
// What a scenario's workloads ask for, seen before it is run: draws the beginning of each stream
// and adds up what its partitions and keys would have to carry. Nothing is admitted or refused.

#include <string>
#include <vector>

#include "engine/recording/frequent_keys.h"
#include "engine/run/scenario.h"

namespace isotherm {

struct SideDemand {
    double units_per_second = 0;         // of the whole table, over the time sampled
    double hottest_partition_units = 0;  // per second
    std::size_t hottest_partition = 0;   // in order of birth
    CapacityRate partition_limit;        // in force for that partition
    double hottest_key_units = 0;        // per second
    std::string hottest_key;
};

struct TableDemand {
    ResourceName name;
    std::size_t partitions = 0;
    BySide<CapacityRate> share;  // of one partition: the limit in force
    BySide<SideDemand> sides;
};

struct DemandSample {
    std::uint64_t requests = 0;
    SimDuration sampled{};  // simulated time the sample covers
    std::vector<TableDemand> tables;
};

// Up to `most_requests` of each workload. Errors of opening or reading the streams.
Result<DemandSample> sample_demand(const Scenario& scenario, std::size_t most_requests = 200'000);

// Sentences about what will throttle, for people; empty when nothing will.
std::vector<std::string> demand_warnings(const DemandSample& sample);

}  // namespace isotherm
