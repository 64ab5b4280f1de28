// SPDX-License-Identifier: Apache-2.0
// A run that is saved at any moment and goes on in another simulation is the same run: same
// fingerprint, same report. That holds for every catalog entry, so a plug-in that forgets to save a
// part of its state fails here, and for every shipped scenario with every number of threads.
//
// All moments of the shipped scenarios: ISOTHERM_CHECKPOINTS=all

#include <gtest/gtest.h>

#include <boost/random/mersenne_twister.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <ostream>

#include "engine/run/checkpoint.h"
#include "tests/laws/catalog_scenarios.h"
#include "tests/laws/flow_scenarios.h"
#include "tests/laws/run_of.h"
#include "tests/laws/shipped_scenarios.h"

namespace isotherm {
namespace {

std::unique_ptr<Simulation> created(const Scenario& scenario, const Driving& driving) {
    auto simulation =
        Simulation::create(scenario, {.batch_rows = driving.batch_rows,
                                      .threads = driving.threads,
                                      .least_deferred_rows = driving.least_deferred_rows});
    if (!simulation.ok()) {
        ADD_FAILURE() << all_texts(simulation.errors());
        std::abort();
    }
    return std::move(simulation.value());
}

// Continues in a new simulation with another number of threads, which takes over the recording.
void continue_in_memory(std::unique_ptr<Simulation>& simulation, const Driving& driving) {
    const std::string state = simulation->state();
    std::unique_ptr<Simulation> next = created(simulation->scenario(), driving);
    const auto damaged = next->resume(state, simulation->give_history());
    ASSERT_EQ(damaged, std::nullopt) << *damaged;
    simulation = std::move(next);
}

void continue_from_file(std::unique_ptr<Simulation>& simulation, const Driving& driving) {
    const auto read =
        read_checkpoint_text(checkpoint_text(Checkpoint::of(*simulation)), "checkpoint");
    ASSERT_TRUE(read.ok()) << all_texts(read.errors());
    std::unique_ptr<Simulation> next = created(simulation->scenario(), driving);
    const Errors errors = read.value().resume(*next, "checkpoint");
    ASSERT_TRUE(errors.empty()) << all_texts(errors);
    simulation = std::move(next);
}

std::string report_of(Simulation& simulation) { return simulation.report().json().dump(); }

std::string whole_report(const Scenario& scenario, SimTime until) {
    const auto simulation = created(scenario, {});
    simulation->advance(until);
    return report_of(*simulation);
}

std::vector<SimTime> moments_of(const Scenario& scenario, SimDuration until, std::size_t count,
                                std::uint32_t seed) {
    boost::random::mt19937_64 random(seed);
    std::vector<SimTime> moments;
    while (moments.size() < count)
        moments.push_back(sim_start +
                          SimDuration(static_cast<std::int64_t>(
                              random() % static_cast<std::uint64_t>(
                                             std::min(until, scenario.duration).count()))));
    std::sort(moments.begin(), moments.end());
    return moments;
}

class EveryEntrySaved : public testing::TestWithParam<std::pair<std::string, std::string>> {};

// One run that is saved again and again, so that each moment tests all that was saved before it.
void expect_to_go_on(const Scenario& scenario, std::uint32_t seed, std::size_t moments,
                     std::size_t threads) {
    const std::string whole = whole_report(scenario, sim_start + scenario.duration);
    const Driving driving{.batch_rows = 512, .threads = threads, .least_deferred_rows = 1};
    std::unique_ptr<Simulation> simulation = created(scenario, driving);
    bool in_memory = false;
    for (const SimTime moment : moments_of(scenario, scenario.duration, moments, seed)) {
        simulation->advance(moment);
        if (in_memory = !in_memory; in_memory)
            continue_in_memory(simulation, driving);
        else
            continue_from_file(simulation, driving);
        if (testing::Test::HasFatalFailure()) return;
    }
    simulation->advance(simulation->end());
    EXPECT_EQ(report_of(*simulation), whole);
}

TEST_P(EveryEntrySaved, goes_on_as_if_it_had_never_stopped) {
    expect_to_go_on(scenario_of(GetParam().second).value(), 7, 12, 1);
}

INSTANTIATE_TEST_SUITE_P(Laws, EveryEntrySaved, testing::ValuesIn(catalog_scenarios()),
                         [](const auto& scenario) {
                             std::string name = scenario.param.first;
                             std::replace(name.begin(), name.end(), '/', '_');
                             return name;
                         });

// Flows that wait for everything a flow can wait for, with each number of threads.
class FlowSaved : public EveryEntrySaved {};

TEST_P(FlowSaved, goes_on_as_if_it_had_never_stopped) {
    const Scenario scenario = scenario_of(GetParam().second).value();
    for (const std::size_t threads : {1, 2, 3}) {
        SCOPED_TRACE(threads);
        expect_to_go_on(scenario, 40 + static_cast<std::uint32_t>(threads), 25, threads);
        if (HasFailure()) return;
    }
}

INSTANTIATE_TEST_SUITE_P(Laws, FlowSaved, testing::ValuesIn(flow_scenarios()),
                         [](const auto& scenario) { return scenario.param.first; });

// Shipped scenarios, each moment by itself. By default two moments of the first simulated minutes,
// with each number of threads before and after; all ten of the whole run on demand.
class ShippedSaved : public testing::TestWithParam<std::string> {};

TEST_P(ShippedSaved, at_random_moments_with_each_number_of_threads) {
    const auto read = read_scenario_file(GetParam());
    ASSERT_TRUE(read.ok()) << all_texts(read.errors());
    const Scenario& scenario = read.value();
    const bool all = std::getenv("ISOTHERM_CHECKPOINTS") != nullptr;
    const SimDuration until =
        all ? scenario.duration : std::min<SimDuration>(scenario.duration, 3min);
    const SimTime end = sim_start + until;
    const std::string whole = whole_report(scenario, end);
    for (const std::size_t threads : {1, 2, 3}) {
        const Driving before{.threads = threads, .least_deferred_rows = 1};
        const Driving after{.threads = threads % 3 + 1, .least_deferred_rows = 1};
        const auto moments =
            moments_of(scenario, until, all ? 10 : 2, 20'161 + static_cast<std::uint32_t>(threads));
        for (const SimTime moment : moments) {
            SCOPED_TRACE(testing::Message() << clock_text(moment) << ", " << threads << " threads");
            std::unique_ptr<Simulation> simulation = created(scenario, before);
            simulation->advance(moment);
            continue_in_memory(simulation, threads == 2 ? before : after);
            if (HasFatalFailure()) return;
            simulation->advance(end);
            EXPECT_EQ(report_of(*simulation), whole);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Shipped, ShippedSaved, testing::ValuesIn(shipped_scenarios()), stem_of);

// Neither what threads have read ahead nor what memory held before is in a state.
TEST(SavedState, is_the_same_for_any_number_of_threads) {
    const auto read = read_scenario_file(ISOTHERM_SOURCE_DIR "/resources/scenarios/votes.toml");
    ASSERT_TRUE(read.ok()) << all_texts(read.errors());
    std::string first;
    for (const std::size_t threads : {1, 2, 3, 1}) {
        const std::unique_ptr<Simulation> simulation = created(read.value(), {.threads = threads});
        simulation->advance(sim_start + 5s);
        const std::string state = simulation->state();
        if (first.empty()) first = state;
        EXPECT_EQ(state, first) << threads;
    }
}

// Runs of cells: with hot keys, retries, entries of indexes, splits, scaling policies, and tables
// that come and go.
struct CellsRun {
    std::string name;
    std::vector<Override> overrides;
    friend void PrintTo(const CellsRun& run, std::ostream* out) { *out << run.name; }
};

class CellsSaved : public testing::TestWithParam<CellsRun> {};

TEST_P(CellsSaved, go_on_as_if_they_had_never_stopped) {
    std::vector<Override> overrides = GetParam().overrides;
    overrides.push_back({"fidelity", "cells"});
    const auto read = read_scenario_file(
        ISOTHERM_SOURCE_DIR "/resources/scenarios/" + GetParam().name + ".toml", overrides);
    ASSERT_TRUE(read.ok()) << all_texts(read.errors());
    for (const std::size_t threads : {1, 2}) {
        SCOPED_TRACE(threads);
        expect_to_go_on(read.value(), 60 + static_cast<std::uint32_t>(threads), 15, threads);
        if (HasFailure()) return;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Laws, CellsSaved,
    testing::Values(CellsRun{"heat", {}}, CellsRun{"dilution", {{"duration", "50m"}}},
                    CellsRun{"popular_product", {}}, CellsRun{"date_index", {}},
                    CellsRun{"votes", {{"duration", "1m"}, {"resolution", "second"}}},
                    CellsRun{"told_too_late", {}}, CellsRun{"on_demand_doubling", {}},
                    CellsRun{"time_series",
                             {{"start", "2016-01-20T22:00:00Z"}, {"duration", "4h"}}},
                    CellsRun{"scaling_day",
                             {{"start", "2019-06-03T17:30:00Z"},
                              {"duration", "1h"},
                              {"workloads.script_campaign.arrivals.start_after", "20m"},
                              {"workloads.dynamic_campaign.arrivals.start_after", "20m"},
                              {"workloads.tracking_campaign.arrivals.start_after", "20m"}}}),
    [](const auto& run) { return run.param.name; });

// Bursts that come at random, and a state from before a change of the requests.
TEST(CellsSaved, go_on_with_bursts_and_later_changes) {
    const std::string text = R"(
era = "2016"
duration = "10m"
fidelity = "cells"
[tables.orders]
partitions = 4
capacity = { read = 10, write = 80 }
[workloads.callers]
table = "orders"
operation = "PutItem"
arrivals = { shape = "on_off", rate = "300/s", on_mean = "4s", off_mean = "9s" }
keys = { distribution = "zipf", distinct = 1000 }
client = { retry = "sdk_standard", clients = 3 }
)";
    const std::string change = R"([workloads.callers.changes.more]
at = "450s"
arrivals = { shape = "poisson", rate = "90/s" }
)";
    expect_to_go_on(scenario_of(text).value(), 5, 20, 1);
    const Scenario forked = scenario_of(text + change).value();
    expect_to_go_on(forked, 6, 20, 1);
    const std::unique_ptr<Simulation> before = created(scenario_of(text).value(), {});
    before->advance(sim_start + 400'300ms);
    const std::unique_ptr<Simulation> fork = created(forked, {});
    const std::string state = before->state();
    ASSERT_EQ(fork->resume(state, before->give_history()), std::nullopt);
    fork->advance(fork->end());
    EXPECT_EQ(report_of(*fork), whole_report(forked, fork->end()));
}

// A state has the buckets of 20 partitions and what was counted in them, not only a hash by
// which a second run could be checked: so going on takes only the time of what is left.
TEST(CellsSaved, have_a_whole_state) {
    const auto read = read_scenario_file(ISOTHERM_SOURCE_DIR "/resources/scenarios/heat.toml",
                                         {{"fidelity", "cells"}});
    ASSERT_TRUE(read.ok()) << all_texts(read.errors());
    const std::unique_ptr<Simulation> simulation = created(read.value(), {});
    simulation->advance(sim_start + 60s);
    EXPECT_GT(simulation->state().size(), 2'000u);
}

// Damage behind a right hash, as somebody might make it: it is refused or loaded, never a crash.
TEST(DamagedState, is_refused_or_loaded) {
    const Scenario scenario = scenario_of(catalog_scenarios().back().second).value();
    const auto saved = created(scenario, {.threads = 1});
    saved->advance(sim_start + 3s);
    const std::string state = saved->state();
    const std::string history = saved->history();
    boost::random::mt19937_64 random(3);
    std::map<std::string, int> refused;
    for (int i = 0; i < 400; ++i) {
        std::string damaged = state;
        damaged[random() % damaged.size()] = static_cast<char>(random());
        if (i % 4 == 0) damaged.resize(random() % damaged.size());
        const auto next = created(scenario, {.threads = 1});
        if (const auto part = next->resume(damaged, history)) ++refused[*part];
    }
    EXPECT_GT(refused.size(), 2u);
}

// The state of flows leads to places in memory: slots, steps, rows. What is not refused goes on.
TEST(DamagedState, of_flows_is_refused_or_goes_on) {
    boost::random::mt19937_64 random(4);
    std::map<std::string, int> refused;
    int loaded = 0;
    for (const std::string& text :
         {queue_scenario(), loops_scenario(), conditions_scenario(), waits_scenario()}) {
        const Scenario scenario = scenario_of(text).value();
        const auto saved = created(scenario, {.threads = 1});
        saved->advance(sim_start + 3s);
        const std::string state = saved->state();
        const std::string history = saved->history();
        const std::size_t first = state.find("flows");
        const std::size_t end = state.rfind("control plane");
        ASSERT_LT(first, end);
        for (int i = 0; i < 150; ++i) {
            std::string damaged = state;
            for (int times = i % 3; times >= 0; --times)
                damaged[first + random() % (end - first)] = static_cast<char>(random());
            const auto next = created(scenario, {.threads = 1});
            if (const auto part = next->resume(damaged, history)) {
                ++refused[*part];
            } else {
                ++loaded;
                next->advance(sim_start + 5s);
            }
        }
    }
    for (const char* part : {"actions", "calls", "flows"}) EXPECT_GT(refused[part], 0) << part;
    EXPECT_GT(loaded, 50);
}

}  // namespace
}  // namespace isotherm
