// SPDX-License-Identifier: Apache-2.0
// Hedged reads against closed forms.

#include <cmath>

#include "tests/flows/flow_run.h"

namespace isotherm {
namespace {

std::string hedging(const char* hedge) {
    return fmt::format(R"(client = {{ retry = "fire_and_forget" }}
arrivals = {{ shape = "poisson", rate = "200/s" }}
{}
steps = [{{ call = "GetItem", key = "{{action}}" }}])",
                       hedge);
}

// Answers take an exponential time of mean m; the second read is sent after d: the first answer
// comes after min(X, d + Y), on average m (1 - e^(-d/m)) + e^(-d/m) m / 2.
TEST(HedgedReads, first_answer_counts_and_both_consume) {
    const FlowRun run(
        {.latency = R"(model = "exponential", time = "10 ms", least = "10 us", longest = "1h")",
         .duration = "10m",
         .workload = hedging("hedge_after = \"10 ms\"")});
    const auto begun = static_cast<double>(run.actions().begun);
    const double late = std::exp(-1.0);
    // 120,000 actions: 5 standard deviations.
    EXPECT_NEAR(run.actions().latency.mean_ms(), 10 * (1 - late) + 5 * late, 0.1);
    EXPECT_NEAR(static_cast<double>(run.actions().hedged) / begun, late, 0.007);
    EXPECT_NEAR(static_cast<double>(run.actions().hedges_won) / begun, late / 2, 0.006);
    EXPECT_EQ(run.actions().attempts(), run.actions().calls() + run.actions().hedged);
    EXPECT_EQ(run.run().totals().admitted, run.actions().attempts());
    EXPECT_NEAR(run.actions().consumed()[Side::read].in_units() / begun, 0.5 * (1 + late), 0.004);
    expect_balanced_actions(run.actions());
}

TEST(HedgedReads, an_answer_in_time_needs_no_second_read) {
    const FlowRun run({.duration = "60s", .workload = hedging("hedge_after = \"10001 us\"")});
    EXPECT_EQ(run.actions().hedged, 0u);
    const FlowRun hedged({.duration = "60s", .workload = hedging("hedge_after = \"9999 us\"")});
    EXPECT_EQ(hedged.actions().hedged, hedged.actions().calls() - hedged.actions().open);
    EXPECT_EQ(hedged.actions().hedges_won, 0u);
    expect_balanced_actions(hedged.actions());
}

// Half of the calls end in an error of the service; a read fails if both do.
TEST(HedgedReads, the_second_read_saves_a_call_only_while_the_first_is_open) {
    const FlowRun run({.latency = R"(model = "constant", time = "10 ms", failures = "50 %")",
                       .duration = "10m",
                       .workload = hedging("hedge_after = \"5 ms\"")});
    EXPECT_NEAR(
        static_cast<double>(run.actions().failed) / static_cast<double>(run.actions().begun), 0.5,
        0.01);
    expect_balanced_actions(run.actions());
}

// What is refused is asked for again; no row is lost from the books.
TEST(HedgedReads, books_balance_when_reads_are_throttled) {
    const FlowRun run(
        {.capacity = "read = 60, write = 1",
         .latency = R"(model = "exponential", time = "10 ms", least = "10 us", longest = "1h")",
         .duration = "2m",
         .model = "burst_window = \"0s\"\ninitial_burst = 0",
         .workload = R"(client = { retry = "sdk_standard" }
arrivals = { shape = "poisson", rate = "200/s" }
attempt_timeout = "30 ms"
hedge_after = "8 ms"
steps = [{ call = "BatchGetItem", key = "{i}", for_each = "i in 1..3" }])",
         .table = "partitions = 1"});
    const Totals totals = run.run().totals();
    EXPECT_EQ(totals.requests, totals.admitted + totals.refused + totals.given_up + totals.waiting);
    EXPECT_GT(totals.throttled, 1'000u);
    EXPECT_GT(run.actions().hedges_won, 100u);
    expect_balanced_actions(run.actions());
}

// A connection that becomes free lets go of what waited for it in vain, which may be the very call
// that the answered one hedges.
TEST(HedgedReads, end_with_their_action_while_they_wait_for_a_connection) {
    const FlowRun run(
        {.latency = R"(failures = "30 %")", .duration = "5s", .workload = R"(operation = "GetItem"
arrivals = { shape = "poisson", rate = "400/s" }
keys = { distribution = "zipf", distinct = 1000 }
client = { retry = "fixed", wait = "1 ms" }
connections = 3
hedge_after = "1 ms"
action_timeout = "12 ms")"});
    const ActionRecord& actions = run.actions();
    EXPECT_GT(actions.failed, 100u);
    EXPECT_EQ(actions.begun,
              actions.done + actions.failed + actions.shed + actions.open + actions.waiting);
}

}  // namespace
}  // namespace isotherm
