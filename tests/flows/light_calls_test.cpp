// SPDX-License-Identifier: Apache-2.0
// Light calls change no result: a time-out that nothing reaches makes every call a full one, and
// the run must be the same.

#include "tests/flows/flow_run.h"

namespace isotherm {
namespace {

void expect_same_latencies(const LatencyHistogram& one, const LatencyHistogram& other) {
    EXPECT_EQ(one.count(), other.count());
    EXPECT_EQ(one.sum(), other.sum());
    EXPECT_EQ(one.most(), other.most());
    for (const double share : {0.5, 0.99, 0.999})
        EXPECT_EQ(one.percentile(share), other.percentile(share));
}

void expect_same_actions(const ActionRecord& one, const ActionRecord& other) {
    EXPECT_EQ(one.begun, other.begun);
    EXPECT_EQ(one.done, other.done);
    EXPECT_EQ(one.failed, other.failed);
    EXPECT_EQ(one.shed, other.shed);
    EXPECT_EQ(one.open, other.open);
    EXPECT_EQ(one.last_done, other.last_done);
    EXPECT_EQ(one.open_time_us, other.open_time_us);
    EXPECT_EQ(one.conditions_failed, other.conditions_failed);
    EXPECT_EQ(one.minutes, other.minutes);
    EXPECT_EQ(one.wait_connection.longest_queue, other.wait_connection.longest_queue);
    expect_same_latencies(one.wait_connection.waited, other.wait_connection.waited);
    expect_same_latencies(one.latency, other.latency);
    ASSERT_EQ(one.steps.size(), other.steps.size());
    for (std::size_t step = 0; step < one.steps.size(); ++step)
        expect_same_latencies(one.steps[step].latency, other.steps[step].latency);
    ASSERT_EQ(one.uses.size(), other.uses.size());
    for (std::size_t use = 0; use < one.uses.size(); ++use) {
        EXPECT_EQ(one.uses[use].calls, other.uses[use].calls);
        EXPECT_EQ(one.uses[use].attempts, other.uses[use].attempts);
        EXPECT_EQ(one.uses[use].throttled, other.uses[use].throttled);
        EXPECT_EQ(one.uses[use].consumed, other.uses[use].consumed);
    }
}

constexpr const char* constant_time = R"(model = "constant", time = "10 ms")";
constexpr const char* as_measured = "connections = 20";

struct LightCase {
    const char* latency;
    const char* workload;
};

const LightCase light_cases[] = {
    {constant_time, R"(arrivals = { shape = "poisson", rate = "900/s" }
keys = { distribution = "zipf", distinct = 5000 }
client = { retry = "sdk_standard" }
steps = [{ call = "GetItem", consistency = "strong" }])"},
    {as_measured, R"(arrivals = { shape = "poisson", rate = "900/s" }
keys = { distribution = "zipf", distinct = 5000 }
client = { retry = "sdk_standard_2_1", clients = 3 }
mix = { GetItem = 0.5, UpdateItem = 0.4, Query = 0.1 }
condition_fails = 0.3)"},
    {as_measured, R"(callers = { kind = "workers", count = 30, think = "5 ms" }
keys = { distribution = "uniform", distinct = 5000 }
client = { retry = "js3", clients = 2 }
steps = [{ call = "PutItem" }])"},
    {constant_time, R"(callers = { kind = "workers", count = 9 }
client = { retry = "fixed", attempts = 3, wait = "20 ms" }
in_flight = 7
keys = { distribution = "zipf", distinct = 50 }
steps = [{ call = "GetItem", consistency = "strong", on_fail = "go_on" }])"},
    {as_measured, R"(arrivals = { shape = "poisson", rate = "60/s" }
keys = { distribution = "zipf", distinct = 500 }
client = { retry = "sdk_legacy" }
steps = [
  { call = "GetItem", for_each = "shard in 1..20", at_once = 6, key = "{key}.{shard}" },
  { call = "PutItem", chance = "50 %", missing = 0.5 },
  { do = "more", for_each = "part in 1..3" },
]
blocks.more.steps = [{ call = "UpdateItem", key = "{part}" }, { call = "DeleteItem" }])"},
};

FlowCase of_case(const LightCase& one, const std::string& also = {}) {
    return {.capacity = "read = 400, write = 250",
            .latency = one.latency,
            .duration = "15s",
            .model = "burst_window = \"2s\"",
            .workload = one.workload + ("\n" + also),
            .table = "partitions = 3"};
}

TEST(LightCalls, are_the_calls_that_they_stand_for) {
    for (const LightCase& one : light_cases) {
        const FlowRun light(of_case(one));
        const FlowRun full(of_case(one, "action_timeout = \"1h\""));
        EXPECT_EQ(light.run().fingerprint(), full.run().fingerprint()) << one.workload;
        expect_same_actions(light.actions(), full.actions());
        expect_balanced_actions(light.actions());
        EXPECT_GT(light.run().totals().throttled, 100u) << one.workload;
    }
}

// Two flows send in the same windows, each by itself; one of them has few connections. Beside many
// flows, they have one order of events.
TEST(LightCalls, of_several_workloads_are_sent_in_one_order) {
    std::string many;
    for (int i = 0; i < 20; ++i)
        many += fmt::format(
            "[workloads.seldom{}]\ntable = \"tab\"\nsteps = [{{ call = "
            "\"GetItem\", key = \"7\" }}]\narrivals = {{ shape = \"poisson\", "
            "rate = \"1/s\" }}\n",
            i);
    const auto case_of = [](const std::string& also, const std::string& others) {
        return FlowCase{.capacity = "read = 400, write = 250",
                        .latency = "connections = 4",
                        .duration = "10s",
                        .model = "burst_window = \"2s\"",
                        .workload = R"(arrivals = { shape = "poisson", rate = "900/s" }
keys = { distribution = "zipf", distinct = 5000 }
client = { retry = "sdk_standard" }
steps = [{ call = "GetItem", consistency = "strong" }]
)" + also,
                        .table = "partitions = 3",
                        .more = R"([workloads.other]
table = "tab"
arrivals = { shape = "poisson", rate = "700/s" }
keys = { distribution = "zipf", distinct = 700 }
client = { retry = "sdk_standard", clients = 50 }
steps = [{ call = "PutItem" }]
)" + also + "\n" + others};
    };
    for (const std::string& others : {std::string(), many}) {
        const FlowRun light(case_of("", others));
        const FlowRun full(case_of("action_timeout = \"1h\"", others));
        EXPECT_EQ(light.run().fingerprint(), full.run().fingerprint());
        for (const char* const workload : {"flow", "other"})
            expect_same_actions(light.actions(workload), full.actions(workload));
        EXPECT_GT(light.actions().wait_connection.waited.count(), 100U);
        EXPECT_GT(light.actions("other").attempts(), light.actions("other").calls());
    }
}

TEST(LightCalls, do_not_depend_on_windows_and_threads) {
    for (const LightCase& one : light_cases) {
        const FlowRun whole(of_case(one));
        for (const Driving& driving :
             {Driving{.batch_rows = 7}, Driving{.slice = 1us * 811},
              Driving{.threads = 3, .least_deferred_rows = 1}, Driving{.threads = 2}}) {
            const FlowRun other(of_case(one), driving);
            EXPECT_EQ(other.run().fingerprint(), whole.run().fingerprint()) << one.workload;
            expect_same_actions(other.actions(), whole.actions());
        }
    }
}

TEST(LightCalls, are_saved_while_they_wait_for_their_answers) {
    for (const LightCase& one : light_cases) {
        const Scenario scenario = scenario_of(text_of(of_case(one))).value();
        const FinishedRun whole(scenario);
        auto run = std::move(Simulation::create(scenario).value());
        for (const SimDuration at : {1'234'567us, 5'000'000us, 5'000'001us, 11'926'535us}) {
            run->advance(sim_start + at);
            const std::string state = run->state();
            const std::string history = run->history();
            run = std::move(Simulation::create(scenario).value());
            const auto damaged = run->resume(state, std::string_view(history));
            ASSERT_FALSE(damaged.has_value()) << *damaged << one.workload;
            EXPECT_EQ(run->state(), state) << one.workload;
        }
        run->advance(run->end());
        const RunReport report = run->report();
        EXPECT_EQ(report.fingerprint(), whole.fingerprint()) << one.workload;
        expect_same_actions(report.recording().actions.at(0), whole.recording().actions.at(0));
    }
}

}  // namespace
}  // namespace isotherm
