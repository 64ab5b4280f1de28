// SPDX-License-Identifier: Apache-2.0
// Pages, fan-out, batches, transactions, conditions, queues: V-F13, V-F14, V-F21 to V-F30.

#include <cmath>

#include "tests/flows/flow_run.h"

namespace isotherm {
namespace {

constexpr const char* once = R"(client = { retry = "fire_and_forget" })";
constexpr const char* at_once = R"(client = { retry = "fixed", attempts = 1000000, wait = "0s" })";

TEST(FlowSteps, v_f13_unprocessed_items_of_a_batch_after_a_wait) {
    // Instant calls with a second between: 10, 10, 5.
    const FlowRun run({.capacity = "read = 1, write = 10",
                       .latency = R"(model = "constant", time = "1 us")",
                       .duration = "10s",
                       .model = "burst_window = \"0s\"\ninitial_burst = 1",
                       .workload = R"(client = { retry = "fixed", attempts = 1000000, wait = "1s" }
callers = { kind = "items", total = 25, chunk = 25, from = "1s" }
steps = [{ call = "BatchWriteItem", for_each = "item in chunk", unprocessed_wait = "1s" }])"});
    EXPECT_EQ(run.actions().attempts(), 3u);
    EXPECT_EQ(run.run().admitted_in(Side::write, 1), 10u);
    EXPECT_EQ(run.run().admitted_in(Side::write, 2), 10u);
    EXPECT_EQ(run.run().admitted_in(Side::write, 3), 5u);
    EXPECT_EQ(run.actions().done, 1u);
}

TEST(FlowSteps, v_f13_unprocessed_items_of_a_batch_at_once) {
    const FlowRun run({.capacity = "read = 1, write = 10",
                       .duration = "10s",
                       .model = "burst_window = \"0s\"\ninitial_burst = 1",
                       .workload = fmt::format(R"({}
callers = {{ kind = "items", total = 25, chunk = 25, from = "1s" }}
steps = [{{ call = "BatchWriteItem", for_each = "item in chunk", unprocessed_wait = "none" }}])",
                                               at_once)});
    EXPECT_EQ(run.actions().attempts(), 151u);
    EXPECT_EQ(run.refused_calls(), 135u);
    EXPECT_EQ(run.actions().calls(), 16u);
    EXPECT_DOUBLE_EQ(run.last_done_s(), 2.510);
    EXPECT_EQ(run.run().table().totals.calls.throttled_requests, 135u);
    EXPECT_EQ(run.run().totals().admitted, 25u);
    EXPECT_EQ(run.run().totals().given_up, 0u);
}

// Request routers of today's admission hold a part of the table's tokens for rows of their own, so
// the first call stores fewer than ten items, and a later call stores more of them. What is stored
// in all by a time is the same: the last item goes with the same call.
TEST(FlowSteps, v_f13_unprocessed_items_at_once_with_request_routers) {
    const auto run = [](int routers) {
        return FlowRun({.era = "2024",
                        .capacity = "read = 1, write = 10",
                        .duration = "10s",
                        .model = fmt::format(
                            "burst_window = \"0s\"\ninitial_burst = 1\nrouters = {}", routers),
                        .workload = fmt::format(R"({}
callers = {{ kind = "items", total = 25, chunk = 25, from = "1s" }}
steps = [{{ call = "BatchWriteItem", for_each = "item in chunk", unprocessed_wait = "none" }}])",
                                                at_once)});
    };
    const FlowRun one = run(1);
    EXPECT_EQ(one.refused_calls(), 135u);
    EXPECT_EQ(one.actions().attempts(), 151u);
    const FlowRun eight = run(8);
    EXPECT_EQ(eight.actions().attempts(), 151u);
    EXPECT_DOUBLE_EQ(eight.last_done_s(), one.last_done_s());
    EXPECT_LT(eight.refused_calls(), 135u);
    EXPECT_EQ(eight.refused_calls() + eight.actions().calls(), 151u);
}

TEST(FlowSteps, v_f14_a_pool_of_loaders_loses_nothing) {
    const auto load = [](const char* step, const char* tail) {
        return FlowRun({.capacity = "read = 1, write = 500",
                        .duration = "1100s",
                        .model = "initial_burst = 0",
                        .workload = fmt::format(R"({}
callers = {{ kind = "items", total = 500000, chunk = 25, workers = 8, tail = "{}" }}
steps = [{{ call = "BatchWriteItem", for_each = "item in chunk"{} }}])",
                                                at_once, tail, step)});
    };
    const FlowRun run = load(R"(, unprocessed_wait = "none")", "send");
    EXPECT_NEAR(run.last_done_s(), 1'000, 10);
    EXPECT_EQ(run.run().totals().admitted, 500'000u);
    EXPECT_EQ(run.actions().lost_rows, 0u);
    EXPECT_NEAR(static_cast<double>(run.actions().attempts()), 0.80e6, 0.008e6);
    EXPECT_NEAR(static_cast<double>(run.refused_calls()), 0.70e6, 0.007e6);

    const FlowRun kept = load(R"(, unprocessed_wait = "none")", "keep");
    EXPECT_EQ(kept.run().totals().admitted, 500'000u - 8 * 25);
    const FlowRun left = load(R"(, unprocessed = "leave")", "send");
    EXPECT_EQ(left.actions().lost_rows + left.run().totals().admitted, 500'000u);
    EXPECT_GT(left.actions().lost_rows, 0u);
}

TEST(FlowSteps, v_f21_a_fan_out_takes_as_long_as_its_slowest_call) {
    const auto mean = [](int calls, const char* duration) {
        const FlowRun run(
            {.latency = R"(model = "exponential", time = "5 ms", least = "1 us", longest = "1h")",
             .duration = duration,
             .workload = fmt::format(R"({}
callers = {{ kind = "every", period = "10 ms", overlap = "allow" }}
steps = [{{ call = "GetItem", key = "{{shard}}", for_each = "shard in 1..{}" }}])",
                                     once, calls)});
        return run.actions().latency.mean_ms();
    };
    // 5 ms x the harmonic number; the variance of the largest is 25 x (1 + 1/4 + 1/9 …).
    EXPECT_NEAR(mean(10, "1000s"), 14.6448, 5 * std::sqrt(25 * 1.5498 / 1e5));
    EXPECT_NEAR(mean(100, "100s"), 25.9369, 5 * std::sqrt(25 * 1.6350 / 1e4));
}

// The median of the largest of 100 is the quantile 0.5^(1/100) of one, which lies 2.4624 standard
// deviations above the median; one standard deviation is ln(3) / 2.32635.
TEST(FlowSteps, v_f21_the_slowest_of_a_hundred_is_three_times_the_median) {
    const FlowRun run(
        {.latency = R"(network = "0s", cross_zone = "0s", get = "10 ms", read_per_kb = "0s", )"
                    R"(p99_over_p50 = 3, least = "1 us", longest = "1h", connections = 1000000)",
         .duration = "100s",
         .workload = fmt::format(R"({}
callers = {{ kind = "every", period = "10 ms", overlap = "allow" }}
steps = [{{ call = "GetItem", key = "{{shard}}", for_each = "shard in 1..100" }}])",
                                 once)});
    EXPECT_NEAR(run.actions().latency.percentile_ms(0.5), 31.99, 0.32);
}

TEST(FlowSteps, v_f21_fifty_at_once_take_two_hundred_rounds) {
    const FlowRun run({.latency = R"(model = "constant", time = "5 ms")",
                       .duration = "3s",
                       .workload = fmt::format(R"({}
callers = {{ kind = "every", period = "60s", offset = "1s" }}
steps = [{{ call = "GetItem", key = "{{token}}", for_each = "token in 0..9998", at_once = 50 }}])",
                                               once)});
    EXPECT_EQ(run.actions().latency.most_ms(), 1'000);
    EXPECT_EQ(run.run().totals().consumed[Side::read].in_units(), 4'999.5);
}

TEST(FlowSteps, v_f22_an_inbox_by_pages_and_by_an_index) {
    const FlowCase base{.capacity = "read = 48000, write = 1000",
                        .model = "burst_window = \"300s\"\ninitial_burst = 1"};
    FlowCase pages = base;
    pages.workload = fmt::format(R"({}
callers = {{ kind = "every", period = "60s", offset = "1s" }}
steps = [{{ call = "Query", key = "7", items = 50, bytes = "256 KB", pages = "all", consistency = "eventual" }}])",
                                 once);
    const FlowRun run(pages);
    EXPECT_EQ(run.actions().pages, 13u);
    EXPECT_EQ(run.run().totals().consumed[Side::read].in_units(), 1'600);
    EXPECT_EQ(run.actions().latency.most_ms(), 130);
    pages.workload.replace(pages.workload.find("eventual"), 8, "strong");
    EXPECT_EQ(FlowRun(pages).run().totals().consumed[Side::read].in_units(), 3'200);

    FlowCase bodies = base;
    bodies.workload = fmt::format(R"({}
callers = {{ kind = "every", period = "60s", offset = "1s" }}
steps = [
  {{ call = "Query", table = "heads", key = "7", items = 50, bytes = "128 B", as = "LIST" }},
  {{ call = "BatchGetItem", for_each = "item in LIST", bytes = "256 KB" }},
])",
                                  once);
    bodies.more = "[tables.heads]\ncapacity = { read = 100, write = 10 }";
    const FlowRun two(bodies);
    EXPECT_EQ(two.run().table("heads").totals.consumed[Side::read].in_units(), 1);
    EXPECT_EQ(two.run().table("tab").totals.consumed[Side::read].in_units(), 1'600);
    EXPECT_EQ(two.actions().calls(), 2u);
    EXPECT_EQ(two.actions().latency.most_ms(), 20);
}

TEST(FlowSteps, v_f23_pages_close_with_the_item_that_reaches_a_megabyte) {
    const auto units = [](const char* what) {
        const FlowRun run({.model = "initial_burst = 1",
                           .workload = fmt::format(R"({}
callers = {{ kind = "every", period = "60s", offset = "1s" }}
steps = [{{ call = "Query", key = "7", pages = "all", {} }}])",
                                                   once, what)});
        return std::pair(run.actions().pages, run.run().totals().consumed[Side::read].in_units());
    };
    EXPECT_EQ(units(R"(items = 600, bytes = "3000 B")"), std::pair(std::uint64_t{2}, 220.5));
    EXPECT_EQ(units(R"(items = 50000, bytes = "200 B")"), std::pair(std::uint64_t{10}, 1'225.5));
}

TEST(FlowSteps, v_f24_a_step_that_is_taken_in_one_of_a_hundred_cases) {
    const FlowRun run({.duration = "100s",
                       .workload = fmt::format(R"({}
arrivals = {{ shape = "constant", rate = "1000/s" }}
steps = [{{ call = "PutItem", key = "{{action}}" }}, {{ call = "Query", key = "{{action}}", as = "Q" }}, {{ call = "DeleteItem", key = "{{action}}", if = "Q.items > 0", chance = "1 %" }}])",
                                               once)});
    const auto done = static_cast<double>(run.actions().done);
    EXPECT_NEAR(run.run().totals().consumed[Side::write].in_units() / done, 1.01, 0.002);
    EXPECT_NEAR(run.run().totals().consumed[Side::read].in_units() / done, 0.5, 0.0001);
}

TEST(FlowSteps, v_f25_a_refused_first_write_stops_the_others) {
    const FlowRun run({.capacity = "read = 1, write = 100",
                       .model = "burst_window = \"0s\"\ninitial_burst = 0",
                       .workload = fmt::format(R"({}
arrivals = {{ shape = "constant", rate = "200/s" }}
steps = [{{ call = "PutItem", key = "1" }}, {{ call = "PutItem", table = "recent", key = "1" }}, {{ call = "UpdateItem", table = "series", key = "1", bytes = "1500 B" }}])",
                                               once),
                       .more = "[tables.recent]\ncapacity = { read = 1, write = 1000 }\n"
                               "[tables.series]\ncapacity = { read = 1, write = 1000 }"});
    EXPECT_NEAR(static_cast<double>(run.run().table("recent").totals.attempts) / 60, 100, 1);
    EXPECT_NEAR(static_cast<double>(run.run().table("series").totals.attempts) / 60, 100, 1);
    const double units = run.run().totals().consumed[Side::write].in_units();
    EXPECT_NEAR(units / 60, 400, 2);
    EXPECT_NEAR(static_cast<double>(run.actions().failed) / 60, 100, 1);
}

TEST(FlowSteps, v_f26_workers_in_step_write_one_item_in_eight_tries) {
    const FlowRun run({.latency = R"(model = "constant", time = "5 ms")",
                       .duration = "61s",
                       .workload = fmt::format(R"({}
callers = {{ kind = "workers", count = 8, from = "1s" }}
steps = [{{ do = "try", until = "written", most = 100000 }}]
blocks.try.steps = [{{ call = "GetItem", key = "1", consistency = "strong", as = "OLD" }}, {{ call = "UpdateItem", key = "1", condition = "unchanged since OLD" }}])",
                                               once)});
    EXPECT_EQ(run.run().table().totals.consumed[Side::write].in_units(), 48'000);
    // The answers of the last round come when the run ends.
    EXPECT_EQ(run.actions().conditions_failed, 42'000u - 7);
    EXPECT_EQ(run.actions().done + run.actions().open, 6'000u + 8 - 1);
}

// Tries that succeed are a Poisson stream with a dead time v after each: tries per success are
// 1 / (1 - L v), because failed ones come back after a long random wait.
TEST(FlowSteps, v_f26_an_optimistic_lock_under_random_arrivals_is_a_dead_time) {
    const auto tries = [](int rate, const char* duration) {
        const FlowRun run({.duration = duration,
                           .workload = fmt::format(R"({}
arrivals = {{ shape = "poisson", rate = "{}/s" }}
steps = [{{ do = "try", until = "written", most = 1000 }}]
blocks.try.steps = [{{ call = "GetItem", key = "1", consistency = "strong", as = "OLD" }}, {{ call = "UpdateItem", key = "1", condition = "unchanged since OLD", as = "NEW" }}, {{ wait = {{ mean = "2s", distribution = "exponential" }}, if = "not NEW.written" }}])",
                                                   once, rate)});
        const auto done = static_cast<double>(run.actions().done);
        return (done + static_cast<double>(run.actions().conditions_failed)) / done;
    };
    EXPECT_NEAR(tries(20, "2500s"), 1.250, 0.015);
    EXPECT_NEAR(tries(40, "1250s"), 1.6667, 0.03);
}

TEST(FlowSteps, v_f27_a_transaction_writes_all_or_nothing) {
    const auto transfer = [](const char* capacity) {
        return FlowRun(
            {.era = "2018",
             .capacity = "read = 1, write = 100",
             .model = "burst_window = \"0s\"\ninitial_burst = 1",
             .workload = fmt::format(R"({}
callers = {{ kind = "every", period = "60s", offset = "1s" }}
steps = [{{ call = "TransactWriteItems", parts = [{{ put = "1", bytes = "1500 B" }}, {{ put = "2", bytes = "1500 B" }}, {{ table = "other", put = "3", bytes = "1500 B" }}] }}])",
                                     once),
             .more = fmt::format("[tables.other]\ncapacity = {{ read = 1, {} }}", capacity)});
    };
    const FlowRun run = transfer("write = 100");
    EXPECT_EQ(run.run().table("tab").totals.consumed[Side::write].in_units(), 8);
    EXPECT_EQ(run.run().table("other").totals.consumed[Side::write].in_units(), 4);
    EXPECT_EQ(run.actions().done, 1u);

    const FlowRun refused = transfer("write = 1");
    EXPECT_EQ(refused.actions().done, 0u);
    EXPECT_EQ(refused.actions().failed, 1u);
    EXPECT_EQ(refused.run().table("tab").totals.throttled, 0u);
    EXPECT_EQ(refused.run().table("other").totals.throttled, 1u);
}

TEST(FlowSteps, v_f28_limits_in_units_charge_before_or_after) {
    const auto begin_of_last = [](const char* charge) {
        const FlowRun run({.latency = R"(model = "constant", time = "1 us")",
                           .duration = "200s",
                           .model = "initial_burst = 1",
                           .workload = fmt::format(R"({}
callers = {{ kind = "workers", count = 1, from = "1s", to = "2s" }}
limit = {{ rate = "100 units/s", burst = "5s", charge = "{}" }}
steps = [{{ call = "Query", key = "1", items = 102400, bytes = "1 KB", pages = "all" }}])",
                                                   once, charge)});
        return run.last_done_s();
    };
    EXPECT_NEAR(begin_of_last("after"), 1 + 121.72, 0.001);
    EXPECT_NEAR(begin_of_last("before"), 1 + 123.00, 0.001);
}

TEST(FlowSteps, v_f28_a_bulk_reader_takes_a_share_of_the_table) {
    const FlowRun run({.capacity = "read = 100, write = 1",
                       .latency = R"(model = "constant", time = "5 ms")",
                       .duration = "8000s",
                       .workload = fmt::format(R"({}
callers = {{ kind = "workers", count = 1, from = "1s", to = "2s" }}
limit = {{ share = "50 %", of = "big.read", charge = "after", burst = "5s" }}
steps = [{{ call = "Scan", table = "big", segments = 1, pages = "all", consistency = "eventual" }}])",
                                               once),
                       .more = "[tables.big]\nsize = \"2 GB\"\ncapacity = { read = 100, write = 1 "
                               "}\npartitions = 1"});
    // 2 GB at half a unit for 4 KB are 262,144 units, at 50 a second.
    EXPECT_NEAR(run.last_done_s(), 1 + 262'144.0 / 50, 128.0 / 50 + 5);
}

TEST(FlowSteps, v_f29_time_outs_consume_again_and_again) {
    const auto timed_out = [](const char* latency) {
        return FlowRun({.latency = latency,
                        .duration = "300s",
                        .workload = R"(client = { retry = "fixed", attempts = 3, wait = "0s" }
arrivals = { shape = "constant", rate = "1000/s" }
attempt_timeout = "10 ms"
steps = [{ call = "GetItem", key = "{action}", consistency = "strong" }])"});
    };
    const FlowRun run =
        timed_out(R"(model = "exponential", time = "10 ms", least = "1 us", longest = "1h")");
    const auto begun = static_cast<double>(run.actions().begun);
    const double p = std::exp(-1);
    EXPECT_NEAR(run.run().totals().consumed[Side::read].in_units() / begun,
                (1 - p * p * p) / (1 - p), 0.005);
    EXPECT_NEAR(static_cast<double>(run.actions().failed) / begun, p * p * p, 0.0025);

    const FlowRun never = timed_out(R"(model = "constant", time = "20 ms")");
    EXPECT_EQ(never.actions().done, 0u);
    EXPECT_NEAR(never.run().totals().consumed[Side::read].in_units() / begun, 3, 0.001);
    EXPECT_EQ(never.run().totals().requests, never.run().totals().admitted);
}

TEST(FlowSteps, v_f30_messages_that_fail_again_and_again_are_dead_letters) {
    const FlowRun run({.latency = R"(model = "constant", time = "1 ms")",
                       .duration = "1000s",
                       .workload = fmt::format(R"({}
arrivals = {{ shape = "constant", rate = "500/s" }}
steps = [{{ put = "queues.work" }}])",
                                               once),
                       .more = R"([workloads.reader]
table = "tab"
callers = { kind = "queue", name = "work", workers = 20, visibility = "1s", receives = 5 }
client = { retry = "fire_and_forget" }
steps = [{ call = "GetItem", key = "1" }, { stop = "failed", chance = "20 %" }])"});
    const ActionRecord& reader = run.actions("reader");
    const auto messages = static_cast<double>(run.actions().messages_put);
    EXPECT_NEAR(static_cast<double>(reader.dead_letters) / messages, 0.00032,
                5 * std::sqrt(0.00032 / 5e5));
    EXPECT_NEAR(static_cast<double>(reader.begun) / messages, 1.2496, 0.005);
}

// Each repetition of a block draws anew: ten tries of 50 % fail together once in 1,024 actions.
TEST(FlowSteps, repeated_blocks_draw_anew) {
    const FlowRun run({.workload = R"(callers = { kind = "workers", count = 20, think = "90 ms" }
steps = [{ do = "try", until = "written", most = 10 }]
blocks.try.steps = [{ call = "PutItem", key = "1", condition_fails = "50 %" }])"});
    ASSERT_GT(run.actions().done, 5'000u);
    const double failed = static_cast<double>(run.actions().failed);
    const double expected = static_cast<double>(run.actions().begun) / 1'024;
    EXPECT_NEAR(failed, expected, 5 * std::sqrt(expected));
    // A geometric number of tries, cut at ten: 2 (1 - 2^-10).
    EXPECT_NEAR(
        static_cast<double>(run.actions().attempts()) / static_cast<double>(run.actions().begun), 2,
        0.1);
}

}  // namespace
}  // namespace isotherm
