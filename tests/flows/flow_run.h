// SPDX-License-Identifier: Apache-2.0
#pragma once
// Runs of workloads with steps, for the cases V-F1 to V-F30.

#include <fmt/format.h>

#include <string>

#include "tests/laws/run_of.h"

namespace isotherm {

// A table without bursts beyond a second, and calls of constant length.
struct FlowCase {
    std::string era = "2016";
    std::string capacity = "read = 100000, write = 100000";
    std::string latency = R"(model = "constant", time = "10 ms")";
    std::string duration = "60s";
    std::string model = "initial_burst = 1";
    std::string workload = {};
    std::string table = {};  // further settings of the table
    std::string more = {};   // further tables and workloads
};

inline std::string text_of(const FlowCase& one) {
    return fmt::format(R"(name = "flow"
era = "{}"
duration = "{}"
latency = {{ {} }}
[model]
{}
[tables.tab]
capacity = {{ {} }}
{}
[workloads.flow]
table = "tab"
{}
{}
)",
                       one.era, one.duration, one.latency, one.model, one.capacity, one.table,
                       one.workload, one.more);
}

class FlowRun {
public:
    explicit FlowRun(const FlowCase& one, const Driving& driving = {})
        : run_(scenario_of(text_of(one)).value(), driving) {}

    const ActionRecord& actions(std::string_view workload = "flow") const {
        const Recording& recording = run_.recording();
        for (const auto& [number, record] : recording.actions)
            if (recording.workload_names[number] == workload) return record;
        ADD_FAILURE() << "no flow " << workload;
        std::abort();
    }
    const FinishedRun& run() const { return run_; }
    double seconds() const { return in_seconds(run_.recording().simulated); }
    double done_per_second() const { return static_cast<double>(actions().done) / seconds(); }
    double last_done_s() const { return in_seconds(actions().last_done.value() - sim_start); }
    std::uint64_t refused_calls() const {
        std::uint64_t sum = 0;
        for (const ActionUse& use : actions().uses) sum += use.refused;
        return sum;
    }

private:
    FinishedRun run_;
};

// V-F1: the sum of all response times is the time integral of the open actions.
inline void expect_balanced_actions(const ActionRecord& record) {
    EXPECT_EQ(record.begun,
              record.done + record.failed + record.shed + record.open + record.waiting);
    EXPECT_EQ(record.latency.count(), record.done + record.failed);
    if (record.open == 0 && record.waiting == 0 && record.wait_action.waited.count() == 0) {
        EXPECT_EQ(record.latency.sum(), record.open_time_us);
    }
}

}  // namespace isotherm
