// SPDX-License-Identifier: Apache-2.0
#pragma once
// Runs with a table `orders` in several Regions.

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/laws/run_of.h"

namespace isotherm {

struct RegionCase {
    std::string era = "2024";
    std::string duration = "1m";
    std::string capacity = "{ read = 100, write = 1000 }";
    std::string replication = "{ lag = \"500 ms\", lag_p99 = \"500 ms\" }";
    std::string replicas = "replicas.eu = { region = \"eu-west-1\" }";
    std::string table = {};                             // more settings of it
    std::string rest = {};                              // workloads, outages and others
    std::string model = "model.burst_window = \"0s\"";  // a line, which may have more settings
};

inline std::string text_of(const RegionCase& one) {
    return fmt::format(R"(name = "regions"
era = "{}"
duration = "{}"
{}
[tables.orders]
region = "us-east-1"
capacity = {}
replication = {}
{}
{}
{}
)",
                       one.era, one.duration, one.model, one.capacity, one.replication,
                       one.replicas, one.table, one.rest);
}

// A workload that writes 1 KB so often; "constant" or "poisson".
inline std::string writer(const std::string& name, const std::string& table,
                          const std::string& rate, const std::string& more = {},
                          const std::string& shape = "constant", int keys = 1'000'000) {
    return fmt::format(R"([workloads.{}]
table = "{}"
operation = "PutItem"
arrivals = {{ shape = "{}", rate = "{}" }}
keys = {{ distribution = "uniform", distinct = {} }}
client = {{ retry = "fire_and_forget" }}
{}
)",
                       name, table, shape, rate, keys, more);
}

inline const ConsumerRecord& direction(const FinishedRun& run, std::string_view name) {
    const Recording& recording = run.recording();
    for (const ConsumerRecord& record : recording.consumers)
        if (recording.workload_names[record.workload] == name) return record;
    ADD_FAILURE() << "no replication " << name;
    std::abort();
}

inline double units(const ConsumerRecord& record) {
    return HalfUnits(static_cast<std::int64_t>(record.half_units)).in_units();
}

inline double written_units(const FinishedRun& run, std::string_view table,
                            std::string_view index = "") {
    return run.table(table, index).totals.consumed[Side::write].in_units();
}

// For flows: every answer comes after 10 ms.
inline const std::string with_latency =
    "model.burst_window = \"0s\"\nlatency = { model = \"constant\", time = \"10 ms\" }";

inline const std::string three_regions =
    "replicas.eu = { region = \"eu-west-1\" }\nreplicas.ap = { region = \"ap-northeast-1\" }";

}  // namespace isotherm
