// SPDX-License-Identifier: Apache-2.0
#pragma once
// Constant loads for the validation cases, as text of a scenario.

#include <fmt/format.h>

#include <cstdint>
#include <string>

#include "tests/laws/run_of.h"

namespace isotherm {

struct SteadyLoad {
    std::string name;
    std::string operation = "PutItem";
    std::string rate;
    std::string keys = R"({ distribution = "sequential", distinct = 1 })";
    std::string start_after = "0s";
    std::int64_t count = 0;  // 0: no limit
    std::string consistency = "strong";
};

// A workload on table "tab" without retries.
inline std::string workload_text(const SteadyLoad& load) {
    return fmt::format(R"([workloads.{}]
table = "tab"
operation = "{}"
consistency = "{}"
arrivals = {{ shape = "constant", rate = "{}", start_after = "{}", count = {} }}
keys = {}
client = {{ retry = "fire_and_forget" }}
)",
                       load.name, load.operation, load.consistency, load.rate, load.start_after,
                       load.count, load.keys);
}

// The same load on each of `slices` equal slices of the hash space, without randomness.
inline std::string on_every_slice(SteadyLoad load, int slices) {
    std::string text;
    const std::string name = load.name;
    for (int slice = 0; slice < slices; ++slice) {
        std::string weights;
        for (int i = 0; i < slices; ++i) weights += i == slice ? "1," : "0,";
        load.name = fmt::format("{}_{}", name, slice);
        load.keys = fmt::format(
            R"({{ distribution = "hash_slices", weights = [{}], keys_per_slice = 1 }})", weights);
        text += workload_text(load);
    }
    return text;
}

struct Counts {
    std::uint64_t admitted = 0;
    std::uint64_t throttled = 0;
    double throttled_share() const {
        return static_cast<double>(throttled) / static_cast<double>(admitted + throttled);
    }
};

// Tries of one side of a table in the seconds [first, end).
inline Counts counts_between(const TableRecording& table, Side side, std::size_t first,
                             std::size_t end) {
    Counts counts;
    for (std::size_t second = first; second < end; ++second) {
        const SeriesSecond& sum = table.seconds[side].at(second);
        counts.admitted += sum.requests[0];
        counts.throttled += sum.throttled();
    }
    return counts;
}

inline std::uint64_t tries_of(const TableRecording& table, Side side, Outcome outcome) {
    return table.totals.tries[side][static_cast<std::size_t>(outcome)];
}

// The seconds in which events of a kind happened.
inline std::vector<std::int64_t> seconds_of(const FinishedRun& run, EventKind kind) {
    std::vector<std::int64_t> seconds;
    for (const Event& event : run.recording().events) {
        if (event.kind == kind) seconds.push_back(event.second);
    }
    return seconds;
}

// A run with 1,000 calls at 50 per second and enough capacity; `calls` contains their settings.
inline FinishedRun thousand(const std::string& calls, const std::string& table = "",
                            const char* era = "2016") {
    return FinishedRun(fmt::format(R"(
era = "{}"
duration = "60s"
[tables.tab]
item_size = "3 KB"
capacity = {{ read = 40000, write = 10000 }}
{}
[workloads.caller]
table = "tab"
{}
arrivals = {{ shape = "constant", rate = "50/s", count = 1000 }}
keys = {{ distribution = "sequential", distinct = 1000 }}
)",
                                   era, table, calls));
}

}  // namespace isotherm
