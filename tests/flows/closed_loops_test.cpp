// SPDX-License-Identifier: Apache-2.0
// Workers, connections and limits against closed forms: V-F1 to V-F12.

#include "tests/flows/flow_run.h"

namespace isotherm {
namespace {

constexpr const char* get_step = R"(steps = [{ call = "GetItem", key = "{action}" }])";
constexpr const char* write_step = R"(steps = [{ call = "PutItem", key = "{action}" }])";
constexpr const char* no_retry = R"(client = { retry = "fire_and_forget" })";

// Flows that start and end empty, with retries, failures and steps of several calls.
TEST(ClosedLoops, v_f1_response_times_add_up_to_the_time_of_open_actions) {
    for (const char* workload : {
             R"(callers = { kind = "items", total = 4000, chunk = 25, workers = 7 }
client = { retry = "sdk_standard" }
steps = [{ call = "BatchWriteItem", for_each = "item in chunk" }])",
             R"(callers = { kind = "workers", count = 40, think = "30 ms", to = "40s" }
keys = { distribution = "zipf", distinct = 100 }
client = { retry = "js3" }
steps = [{ call = "PutItem" }])",
             R"(callers = { kind = "every", period = "700ms", overlap = "allow", to = "40s" }
client = { retry = "sdk_standard" }
steps = [{ call = "GetItem", for_each = "shard in 1..9", key = "{shard}", at_once = 4 }, { call = "PutItem", key = "{action}", chance = "50 %" }])"}) {
        const FlowRun run({.capacity = "read = 20, write = 60",
                           .duration = "100s",
                           .model = "burst_window = \"1s\"",
                           .workload = workload});
        const ActionRecord& record = run.actions();
        EXPECT_GT(record.begun, 50u) << workload;
        EXPECT_EQ(record.open + record.waiting, 0u) << workload;
        EXPECT_EQ(record.begun, record.done + record.failed + record.shed) << workload;
        EXPECT_EQ(record.latency.sum(), record.open_time_us) << workload;
    }
}

TEST(ClosedLoops, v_f2_workers_that_think_begin_once_in_response_and_think_time) {
    const FlowRun run({.duration = "61s",
                       .workload = fmt::format(R"({}
callers = {{ kind = "workers", count = 20, think = "90 ms", from = "1s" }}
{})",
                                               no_retry, get_step)});
    EXPECT_EQ(run.actions().begun, 12'000u);
    EXPECT_EQ(run.actions().done + run.actions().open, 12'000u);
    EXPECT_EQ(run.actions().failed, 0u);
    expect_balanced_actions(run.actions());
}

TEST(ClosedLoops, v_f3_resending_at_once_throttles_all_beyond_the_capacity) {
    const FlowRun run(
        {.capacity = "read = 1, write = 1000",
         .model = "burst_window = \"0s\"\ninitial_burst = 0",
         .workload = fmt::format(R"(client = {{ retry = "fixed", attempts = 1000000, wait = "0s" }}
callers = {{ kind = "workers", count = 50 }}
{})",
                                 write_step),
         .table = "partitions = 1"});
    EXPECT_EQ(run.actions().attempts(), 300'000u);
    EXPECT_NEAR(static_cast<double>(run.run().totals().admitted), 60'000, 100);
    EXPECT_NEAR(static_cast<double>(run.run().totals().throttled) / 300'000, 0.8, 0.001);
}

TEST(ClosedLoops, v_f4_throughput_is_the_lesser_of_capacity_and_callers) {
    const auto done = [](int workers) {
        const FlowRun run({.capacity = "read = 1, write = 400",
                           .latency = R"(model = "constant", time = "5 ms")",
                           .model = "burst_window = \"0s\"\ninitial_burst = 1",
                           .workload = fmt::format(
                               R"(client = {{ retry = "fixed", attempts = 1000000, wait = "0s" }}
callers = {{ kind = "workers", count = {}, think = "45 ms" }}
{})",
                               workers, write_step)});
        return static_cast<double>(run.run().totals().admitted);
    };
    EXPECT_NEAR(done(10), 12'000, 5);
    EXPECT_NEAR(done(20), 24'000, 5);
    EXPECT_NEAR(done(40), 24'398, 8);
}

std::string exponential(const char* time) {
    return fmt::format(R"(model = "exponential", time = "{}", least = "10 us", longest = "1h")",
                       time);
}

TEST(ClosedLoops, v_f5_one_connection_is_the_machine_repair_queue) {
    const FlowRun run({.latency = exponential("10 ms"),
                       .duration = "50m",
                       .workload = fmt::format(R"({}
callers = {{ kind = "workers", count = 15, think = {{ mean = "200 ms", distribution = "exponential" }} }}
connections = 1
{})",
                                               no_retry, get_step)});
    EXPECT_NEAR(run.done_per_second(), 67.0003, 0.4);
    EXPECT_NEAR(run.actions().latency.mean_ms(), 23.880, 0.55);
}

TEST(ClosedLoops, v_f6_three_connections) {
    const FlowRun run({.latency = exponential("20 ms"),
                       .duration = "30m",
                       .workload = fmt::format(R"({}
callers = {{ kind = "workers", count = 20, think = {{ mean = "150 ms", distribution = "exponential" }} }}
connections = 3
{})",
                                               no_retry, get_step)});
    EXPECT_NEAR(run.done_per_second(), 112.2203, 0.65);
    EXPECT_NEAR(run.actions().latency.mean_ms(), 28.221, 0.56);
}

TEST(ClosedLoops, v_f7_ten_connections_and_open_arrivals_are_erlang_c) {
    const FlowRun run({.latency = exponential("5 ms"),
                       .duration = "250s",
                       .workload = fmt::format(R"({}
arrivals = {{ shape = "poisson", rate = "1600/s" }}
connections = 10
{})",
                                               no_retry, get_step)});
    const WaitRecord& wait = run.actions().wait_connection;
    const auto begun = static_cast<double>(run.actions().begun);
    EXPECT_NEAR(static_cast<double>(wait.waited.count()) / begun, 0.40918, 0.023);
    EXPECT_NEAR(static_cast<double>(wait.waited.sum()) * 1e-3 / begun, 1.02295, 0.15);
}

TEST(ClosedLoops, v_f8_a_limit_of_calls_is_a_queue_with_constant_service) {
    const FlowRun run({.duration = "3000s",
                       .workload = fmt::format(R"({}
arrivals = {{ shape = "poisson", rate = "60/s" }}
limit = {{ rate = "100 calls/s", burst = "10 ms" }}
{})",
                                               no_retry, get_step)});
    const WaitRecord& wait = run.actions().wait_limit;
    const auto begun = static_cast<double>(run.actions().begun);
    EXPECT_NEAR(static_cast<double>(wait.waited.count()) / begun, 0.6, 0.008);
    EXPECT_NEAR(static_cast<double>(wait.waited.sum()) * 1e-3 / begun, 7.5, 0.3);
}

TEST(ClosedLoops, v_f9_one_action_in_flight_and_three_places) {
    const FlowRun run({.duration = "3600s",
                       .workload = fmt::format(R"({}
arrivals = {{ shape = "poisson", rate = "110/s" }}
in_flight = 1
overflow = "shed"
queue = 3
{})",
                                               no_retry, get_step)});
    const auto begun = static_cast<double>(run.actions().begun);
    EXPECT_NEAR(static_cast<double>(run.actions().shed) / begun, 0.173684, 0.0038);
    expect_balanced_actions(run.actions());
}

TEST(ClosedLoops, v_f10_shedding_is_erlang_b_whatever_the_service_time) {
    for (const std::string& latency :
         {exponential("500 ms"), std::string(R"(model = "constant", time = "500 ms")")}) {
        const FlowRun run({.latency = latency,
                           .duration = "4000s",
                           .workload = fmt::format(R"({}
arrivals = {{ shape = "poisson", rate = "100/s" }}
in_flight = 60
overflow = "shed"
{})",
                                                   no_retry, get_step)});
        const auto begun = static_cast<double>(run.actions().begun);
        EXPECT_NEAR(static_cast<double>(run.actions().shed) / begun, 0.0216685, 0.0028);
        EXPECT_NEAR(run.done_per_second(), 97.833, 0.8);
    }
}

TEST(ClosedLoops, v_f11_a_load_job_ends_when_burst_and_rate_have_served_it) {
    const FlowRun run({.capacity = "read = 1, write = 100",
                       .duration = "800s",
                       .model = "initial_burst = 1",
                       .workload = R"(client = { retry = "fixed", attempts = 1000000, wait = "0s" }
callers = { kind = "items", total = 100000, workers = 50 }
steps = [{ call = "PutItem", for_each = "item in chunk" }])"});
    EXPECT_EQ(run.actions().done, 100'000u);
    EXPECT_NEAR(run.last_done_s(), 700, 1.5);
    EXPECT_NEAR(static_cast<double>(run.actions().attempts()), 3.49e6, 0.04e6);
}

TEST(ClosedLoops, v_f12_chunks_of_one_worker_follow_each_other) {
    const FlowRun run({.duration = "300s", .workload = R"(client = { retry = "fire_and_forget" }
callers = { kind = "items", total = 500000, chunk = 25, from = "1s" }
steps = [{ call = "BatchWriteItem", for_each = "item in chunk" }])"});
    EXPECT_EQ(run.actions().done, 20'000u);
    EXPECT_EQ(run.last_done_s(), 201);
    EXPECT_EQ(run.run().totals().admitted, 500'000u);
}

}  // namespace
}  // namespace isotherm
