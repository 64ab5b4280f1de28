// SPDX-License-Identifier: Apache-2.0
#pragma once
// Runs with a table `watched` whose stream workloads read, for the cases V-F35 to V-F38.

#include <fmt/format.h>

#include <string>

#include "tests/laws/run_of.h"

namespace isotherm {

struct StreamCase {
    std::string duration = "10m";
    std::string stream = "true";
    int partitions = 1;        // each with 1,000 WCU
    std::string writers = {};  // workloads that write
    std::string readers = {};  // workloads that read, and their tables
};

// So many writes a second, of keys in turn.
inline std::string writers_at(const std::string& rate, const std::string& keys = "1000") {
    return fmt::format(R"([workloads.writers]
table = "watched"
operation = "PutItem"
arrivals = {{ shape = "constant", rate = "{}" }}
keys = {{ distribution = "sequential", distinct = {} }}
client = {{ retry = "fire_and_forget" }}
)",
                       rate, keys);
}

inline std::string text_of(const StreamCase& one) {
    return fmt::format(R"(name = "streams"
era = "2024"
duration = "{}"
latency = {{ model = "constant", time = "10 ms" }}
[tables.watched]
partitions = {}
capacity = {{ read = {}, write = {} }}
stream = {}
[tables.derived]
capacity = {{ read = 100, write = 2000 }}
[tables.leases]
capacity = {{ read = 100, write = 100 }}
{}
{}
)",
                       one.duration, one.partitions, 10 * one.partitions, 1000 * one.partitions,
                       one.stream, one.writers, one.readers);
}

class StreamRun {
public:
    explicit StreamRun(const StreamCase& one, const Driving& driving = {})
        : run_(scenario_of(text_of(one)).value(), driving) {}

    const ConsumerRecord& consumer(std::string_view workload = "reader") const {
        const Recording& recording = run_.recording();
        for (const ConsumerRecord& record : recording.consumers)
            if (recording.workload_names[record.workload] == workload) return record;
        ADD_FAILURE() << "no reader " << workload;
        std::abort();
    }
    // Rows of an operation of a workload on a table.
    std::uint64_t rows(std::string_view workload, std::string_view table,
                       Operation operation) const {
        const Recording& recording = run_.recording();
        std::uint64_t sum = 0;
        for (const auto& [number, record] : recording.actions) {
            if (recording.workload_names[number] != workload) continue;
            for (const ActionUse& use : record.uses)
                if (recording.tables[use.table.value].name.table == table &&
                    use.operation == operation)
                    sum += use.rows;
        }
        return sum;
    }
    const FinishedRun& run() const { return run_; }

private:
    FinishedRun run_;
};

// Every record that a reader took has one fate.
inline void expect_balanced_records(const ConsumerRecord& record) {
    EXPECT_EQ(record.written,
              record.filtered + record.done + record.given_up + record.expired + record.left);
}

}  // namespace isotherm
