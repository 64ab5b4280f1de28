// SPDX-License-Identifier: Apache-2.0
// Changes while a run with `fidelity = "cells"` goes on: they do what they do with `requests`.

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "engine/vocabulary/choice.h"
#include "tests/laws/books.h"
#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

std::string changing_scenario(const std::string& lines) {
    return R"(era = "2016"
duration = "10m"
resolution = "second"
[model]
initial_burst = 0
burst_window = "0s"
[tables.one]
partitions = 1
capacity = { mode = "provisioned", read = 100, write = 100 }
)" + lines;
}

// Changes made while a run goes on, half-way through a second, and what they must do. 150 evenly
// spaced writes a second meet 100 units.
struct LiveRun {
    std::unique_ptr<Simulation> simulation;

    LiveRun(const std::string& more, Fidelity fidelity) {
        auto created =
            Simulation::create(*scenario_of(changing_scenario(R"([workloads.w]
table = "one"
operation = "PutItem"
arrivals = { shape = "constant", rate = "150/s" }
keys = { distribution = "uniform", distinct = 100 }
client = { retry = "fire_and_forget" }
)" + more),
                                            {{"fidelity", std::string(word_of(fidelity))}}));
        simulation = std::move(created.value());
    }
    void advance_to(SimDuration time) {
        simulation->advance(sim_start + time / 2);  // in two slices
        simulation->advance(sim_start + time);
    }
    Totals finish() {
        simulation->advance(simulation->end());
        report.emplace(simulation->report());
        return report->recording().totals();
    }
    std::uint64_t admitted_in(std::size_t second) const {
        return report->recording().tables[0].seconds[Side::write].at(second).requests[0];
    }
    std::optional<RunReport> report;
};

class LiveCells : public testing::TestWithParam<Fidelity> {};

TEST_P(LiveCells, follow_new_capacity_from_the_moment_it_counts) {
    LiveRun run("", GetParam());
    run.advance_to(100s + 500ms);
    TableChange change;
    change.table = "one";
    change.provisioned.write = 130;
    ASSERT_TRUE(run.simulation->apply_live("more", change).accepted);
    run.finish();
    const auto& changes = run.report->recording().capacity_changes;
    ASSERT_EQ(changes.size(), 1U);
    const auto effective = static_cast<std::size_t>(changes[0].effective_second.value());
    EXPECT_GT(effective, 100U);
    EXPECT_EQ(run.admitted_in(99), 100U);
    EXPECT_EQ(run.admitted_in(effective - 2), 100U);
    // One of two seconds can get the token that a border of microseconds leaves.
    EXPECT_NEAR(static_cast<double>(run.admitted_in(effective + 2)), 130, 1);
    EXPECT_NEAR(static_cast<double>(run.admitted_in(599)), 130, 1);
}

TEST_P(LiveCells, follow_a_new_rate_from_the_moment_it_is_set) {
    LiveRun run("", GetParam());
    run.advance_to(200s + 500ms);
    WorkloadChange change;
    auto faster = *scenario_of(changing_scenario(R"([workloads.w]
table = "one"
operation = "PutItem"
arrivals = { shape = "constant", rate = "40/s" }
keys = { distribution = "uniform", distinct = 100 }
client = { retry = "fire_and_forget" }
)"));
    change.workload = faster.workloads.at("w").workload;
    run.simulation->apply_live("w", "slower", change);
    const Totals totals = run.finish();
    EXPECT_NEAR(static_cast<double>(totals.requests), 150 * 200.5 + 40 * 399.5, 2);
    EXPECT_NEAR(static_cast<double>(totals.throttled), 50 * 200.5, 3);
    EXPECT_EQ(run.admitted_in(100), 100U);
    EXPECT_NEAR(static_cast<double>(run.admitted_in(300)), 40, 1);
}

INSTANTIATE_TEST_SUITE_P(Cells, LiveCells, testing::Values(Fidelity::requests, Fidelity::cells),
                         [](const auto& fidelity) { return std::string(word_of(fidelity.param)); });

// Tables of a series are deleted while reads of three ages go on: they go to the oldest that is
// left.
TEST(DeletedTable, hands_its_reads_on_as_with_requests) {
    const auto attempts = [](Fidelity fidelity) {
        const FinishedRun run(scenario_of(R"(era = "2016"
start = 2016-01-20T20:00:00Z
duration = "30h"
[tables.events]
partition_key = "device"
size = "1 GB"
capacity = { mode = "provisioned", read = 100, write = 100 }
[tables.events.time_series]
period = "day"
ahead = "1h"
history = 2
retention = 1
read_ages = [1, 1, 1]
[workloads.dashboards]
table = "events"
operation = "GetItem"
arrivals = { shape = "poisson", rate = "3/s" }
keys = { distribution = "uniform", distinct = 20000 }
)",
                                          {{"fidelity", std::string(word_of(fidelity))}})
                                  .value());
        expect_balanced(run);
        std::map<std::string, double> list;
        std::size_t removed = 0;
        for (const TableRecording& table : run.recording().tables) {
            list[table.name.table] = static_cast<double>(table.totals.attempts);
            removed += table.removed_second.has_value();
        }
        EXPECT_GT(removed, 0U);
        return list;
    };
    const auto requests = attempts(Fidelity::requests);
    const auto cells = attempts(Fidelity::cells);
    ASSERT_EQ(requests.size(), cells.size());
    double all = 0;
    for (const auto& [table, count] : cells) {
        all += count;
        EXPECT_NEAR(count, requests.at(table), 5 * std::sqrt(2 * count + 1)) << table;
    }
    EXPECT_NEAR(all, 3 * 30 * 3'600, 5 * std::sqrt(3 * 30 * 3'600));
}

}  // namespace
}  // namespace isotherm
