// SPDX-License-Identifier: Apache-2.0
// Changes of workloads with steps or callers: rates, counts, limits and chances from a time on.

#include "tests/flows/flow_run.h"

namespace isotherm {
namespace {

constexpr const char* read_one = R"(steps = [{ call = "GetItem", key = "1" }])";
constexpr const char* single_try = "client = { retry = \"fire_and_forget\" }\n";

FlowRun changed(const std::string& workload, const std::string& change,
                const Driving& driving = {}) {
    return FlowRun({.workload = std::string(single_try) + workload +
                                "\n[workloads.flow.changes.later]\nat = \"30s\"\n" + change},
                   driving);
}

// N workers whose calls take 10 ms make 100 N calls a second.
TEST(FlowChanges, more_and_fewer_workers) {
    const std::string ten =
        std::string("callers = { kind = \"workers\", count = 10 }\n") + read_one;
    const FlowRun more = changed(ten, "callers = { kind = \"workers\", count = 20 }");
    EXPECT_NEAR(static_cast<double>(more.actions().done), 30 * 1'000 + 30 * 2'000, 40);
    EXPECT_EQ(more.actions().open, 20u);
    const FlowRun fewer = changed(ten, "callers = { kind = \"workers\", count = 5 }");
    EXPECT_NEAR(static_cast<double>(fewer.actions().done), 30 * 1'000 + 30 * 500, 40);
    EXPECT_EQ(fewer.actions().open, 5u);
    EXPECT_EQ(fewer.actions().skipped, 0u);
    expect_balanced_actions(fewer.actions());
}

TEST(FlowChanges, workers_who_were_sent_away_come_back) {
    const FlowRun run({.workload = std::string(single_try) +
                                   "callers = { kind = \"workers\", count = 10 }\n" + read_one + R"(
[workloads.flow.changes.few]
at = "20s"
callers = { kind = "workers", count = 2 }
[workloads.flow.changes.many]
at = "40s"
callers = { kind = "workers", count = 15 })"});
    EXPECT_NEAR(static_cast<double>(run.actions().done), 20 * (1'000 + 200 + 1'500), 60);
    EXPECT_EQ(run.actions().open, 15u);
}

TEST(FlowChanges, other_arrivals) {
    const FlowRun run =
        changed(std::string("arrivals = { shape = \"constant\", rate = \"100/s\" }\n") +
                    "in_flight = 1000\n" + read_one,
                "arrivals = { shape = \"constant\", rate = \"300/s\" }");
    EXPECT_NEAR(static_cast<double>(run.actions().begun), 30 * 100 + 30 * 300, 2);
    EXPECT_NEAR(static_cast<double>(run.run().admitted_in(Side::read, 10)), 100, 1);
    EXPECT_NEAR(static_cast<double>(run.run().admitted_in(Side::read, 50)), 300, 1);
}

TEST(FlowChanges, a_higher_limit_lets_waiting_calls_pass) {
    const FlowRun run =
        changed(std::string("callers = { kind = \"workers\", count = 50 }\n"
                            "limit = { rate = \"100 calls/s\", burst = \"1 ms\" }\n") +
                    read_one,
                "limit = { rate = \"250 calls/s\", burst = \"1 ms\" }");
    EXPECT_NEAR(static_cast<double>(run.actions().attempts()), 30 * 100 + 30 * 250, 3);
}

// Each worker has ten calls a second, also those who come later.
TEST(FlowChanges, new_workers_have_limits_of_their_own) {
    const auto run = [](int before, int after, const Driving& driving) {
        return changed(fmt::format("callers = {{ kind = \"workers\", count = {} }}\n"
                                   "limit = {{ rate = \"10 calls/s\", burst = \"1 ms\", per = "
                                   "\"worker\" }}\n{}",
                                   before, read_one),
                       fmt::format("callers = {{ kind = \"workers\", count = {} }}", after),
                       driving);
    };
    for (const SimDuration slice : {SimDuration::max(), SimDuration(777'777)}) {
        EXPECT_NEAR(static_cast<double>(run(2, 6, {.slice = slice}).actions().attempts()),
                    30 * (20 + 60), 10);
        EXPECT_NEAR(static_cast<double>(run(6, 2, {.slice = slice}).actions().attempts()),
                    30 * (60 + 20), 10);
    }
}

TEST(FlowChanges, more_actions_in_flight_begin_at_once) {
    const FlowRun run =
        changed(std::string("arrivals = { shape = \"constant\", rate = \"1000/s\" }\n"
                            "in_flight = 5\n") +
                    read_one,
                "in_flight = 8");
    EXPECT_NEAR(static_cast<double>(run.actions().done), 30 * 500 + 30 * 800, 20);
}

TEST(FlowChanges, a_chance) {
    const std::string head = "arrivals = { shape = \"constant\", rate = \"100/s\" }\n";
    const FlowRun run =
        changed(head + R"(steps = [{ call = "GetItem", key = "1", chance = "0 %" }])",
                R"(steps = [{ call = "GetItem", key = "1", chance = "100 %" }])");
    EXPECT_NEAR(static_cast<double>(run.actions().attempts()), 3'000, 2);
}

TEST(FlowChanges, what_a_change_cannot_alter_is_refused) {
    const auto refused = [](const std::string& workload, const std::string& change,
                            const std::string& what) {
        const FlowCase one{.workload = workload +
                                       "\n[workloads.flow.changes.later]\nat = \"30s\"\n" + change};
        const auto read = read_scenario_text(text_of(one), "test.toml");
        ASSERT_FALSE(read.ok());
        EXPECT_NE(all_texts(read.errors()).find(what), std::string::npos)
            << all_texts(read.errors());
    };
    const std::string workers =
        std::string("callers = { kind = \"workers\", count = 10 }\n") + read_one;
    refused(workers, R"(steps = [{ call = "GetItem", key = "2" }])", "cannot alter steps.key");
    refused(workers, R"(steps = [{ call = "GetItem", key = "1" }, { wait = "1s" }])",
            "cannot alter the list of steps");
    refused(workers, "limit = { rate = \"5 calls/s\" }", "cannot alter limit.");
    refused(workers, R"(callers = { kind = "items", total = 5 })", "cannot alter callers.");
}

constexpr const char* two_steps = R"(callers = { kind = "workers", count = 10, think = "3 ms" }
keys = { distribution = "zipf", distinct = 1000 }
limit = { rate = "700 calls/s" }
steps = [{ call = "GetItem", chance = "60 %" }, { call = "PutItem" }])";
constexpr const char* two_steps_later =
    R"(callers = { kind = "workers", count = 25, think = "1 ms" }
keys = { distribution = "uniform", distinct = 1000 }
limit = { rate = "900 calls/s" }
steps = [{ call = "GetItem", chance = "30 %" }, { call = "PutItem" }])";

TEST(FlowChanges, slices_and_batches_change_nothing) {
    const FlowRun whole = changed(two_steps, two_steps_later);
    const FlowRun sliced =
        changed(two_steps, two_steps_later, {.batch_rows = 7, .slice = 1us * 4'999});
    EXPECT_EQ(sliced.run().fingerprint(), whole.run().fingerprint());
    const FlowRun without({.workload = std::string(single_try) + two_steps});
    EXPECT_NE(without.run().fingerprint(), whole.run().fingerprint());
}

// From before the change, at it, and after it.
TEST(FlowChanges, a_saved_run_goes_on) {
    const Scenario scenario =
        scenario_of(text_of({.workload = std::string(single_try) + two_steps +
                                         "\n[workloads.flow.changes.later]\nat = \"30s\"\n" +
                                         two_steps_later}))
            .value();
    const FinishedRun whole(scenario);
    for (const SimDuration at : {SimDuration(20'000'123us), SimDuration(30s), SimDuration(41s)}) {
        auto first = std::move(Simulation::create(scenario).value());
        first->advance(sim_start + at);
        const std::string state = first->state(), history = first->history();
        auto second = std::move(Simulation::create(scenario).value());
        EXPECT_EQ(second->resume(state, std::string_view(history)), std::nullopt);
        second->advance(second->end());
        EXPECT_EQ(second->report().fingerprint(), whole.fingerprint()) << in_seconds(at);
    }
}

TEST(FlowChanges, a_live_change_is_as_one_that_is_written) {
    const std::string text =
        text_of({.workload = std::string(single_try) + two_steps +
                             "\n[workloads.flow.changes.later]\nat = \"30s\"\n" + two_steps_later});
    const Scenario written = scenario_of(text).value();
    Scenario scenario = written;
    const WorkloadChange change = scenario.workloads.at("flow").changes.at("later");
    scenario.workloads.at("flow").changes.clear();
    auto live = std::move(Simulation::create(scenario).value());
    live->advance(sim_start + 30s);
    live->apply_live("flow", "later", change);
    live->advance(live->end());
    EXPECT_EQ(live->report().fingerprint(), FinishedRun(written).fingerprint());
}

}  // namespace
}  // namespace isotherm
