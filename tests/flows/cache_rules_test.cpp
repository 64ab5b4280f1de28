// SPDX-License-Identifier: Apache-2.0
// What caches do with writes, batches, queries, transactions and failures; and the laws of runs.

#include "engine/run/run_bill.h"
#include "tests/flows/cache_run.h"

namespace isotherm {
namespace {

// Readers of one item every 100 ms, and writers of it every second, half a period later.
constexpr const char* one_reader = R"(client = { retry = "fire_and_forget" }
callers = { kind = "every", period = "100 ms" }
steps = [{ call = "GetItem", key = "7", through = "caches.front" }])";

std::string writer_of(const char* step) {
    return fmt::format(R"([workloads.writer]
table = "tab"
client = {{ retry = "fire_and_forget" }}
callers = {{ kind = "every", period = "1s", offset = "550 ms" }}
steps = [{}]
)",
                       step);
}

TEST(CacheRules, writes_that_go_around_the_cache_leave_it_stale) {
    const CacheRun run({.duration = "60s",
                        .workload = one_reader,
                        .more = writer_of(R"({ call = "PutItem", key = "7" })") +
                                "[caches.front]\nkind = \"aside\"\nttl = \"10s\"\n"});
    // Read at 0, 10.1, 20.2, 30.3, 40.4 and 50.5 s; out of date from the next write, which is known
    // at 0.56 s of its second.
    EXPECT_EQ(run.cache().stale, 95u + 96 + 97 + 98 + 99 + 94);
    EXPECT_EQ(run.cache().all_misses(), 6u);
    EXPECT_EQ(run.cache().stale_most_us, 50'400'000u - 40'560'000u);
    EXPECT_EQ(run.cache().look_ups, 600u);
}

TEST(CacheRules, writes_that_go_through_it_invalidate_or_overwrite_the_entry) {
    const auto run = [](const char* on_write, const char* verb) {
        return CacheRun(
            {.duration = "60s",
             .workload = one_reader,
             .more =
                 writer_of(
                     fmt::format(R"({{ call = "{}", key = "7", through = "caches.front" }})", verb)
                         .c_str()) +
                 fmt::format("[caches.front]\nkind = \"aside\"\non_write = \"{}\"\n", on_write)});
    };
    const CacheRun dropped = run("invalidate", "UpdateItem");
    EXPECT_EQ(dropped.cache().all_misses(), 1u + 60u);
    EXPECT_EQ(dropped.misses(MissReason::invalidated), 60u);
    EXPECT_EQ(dropped.cache().stale, 0u);
    const CacheRun replaced = run("overwrite", "UpdateItem");
    EXPECT_EQ(replaced.cache().all_misses(), 1u);
    EXPECT_EQ(replaced.cache().stale, 0u);
    const CacheRun left = run("nothing", "UpdateItem");
    EXPECT_EQ(left.cache().all_misses(), 1u);
    EXPECT_GT(left.cache().stale, 500u);
    // A deleted item has nothing to be overwritten with.
    EXPECT_EQ(run("overwrite", "DeleteItem").misses(MissReason::invalidated), 60u);
}

TEST(CacheRules, a_read_that_a_write_overtakes_puts_an_old_item_there) {
    // The read is sent at 0 and answered at 10 ms; the write is admitted at 5 ms and answered at
    // 15 ms, when it would invalidate: unless it goes around the cache.
    const CacheRun run({.duration = "10s", .workload = one_reader, .more = R"([workloads.writer]
table = "tab"
callers = { kind = "every", period = "1h", offset = "5 ms" }
steps = [{ call = "PutItem", key = "7" }]
[caches.front]
kind = "aside"
)"});
    EXPECT_EQ(run.cache().stale, 99u);
    EXPECT_EQ(run.cache().stale_most_us, 9'900'000u - 15'000u);
}

TEST(CacheRules, clients_may_have_caches_of_their_own) {
    const auto misses = [](bool shared) {
        const CacheRun run({.workload = R"(client = { retry = "sdk_standard", clients = 5 }
callers = { kind = "workers", count = 10, think = "100 ms" }
steps = [{ call = "GetItem", key = "7", through = "caches.front" }])",
                            .more = fmt::format("[caches.front]\nkind = \"aside\"\nshared = {}\n"
                                                "coalesce = true\n",
                                                shared)});
        EXPECT_EQ(run.cache().entries, shared ? 1u : 5u);
        return run.cache().all_misses();
    };
    EXPECT_EQ(misses(true), 1u);
    EXPECT_EQ(misses(false), 5u);
}

TEST(CacheRules, those_who_wait_for_a_read_fail_with_it) {
    // A table without tokens refuses; each second one of ten callers reads, the others wait for it.
    const CacheRun run(
        {.capacity = "read = 1, write = 1",
         .duration = "10s",
         .model = "initial_burst = 0\nburst_window = \"0s\"",
         .workload = std::string(gives_up) + R"(
callers = { kind = "workers", count = 10, think = "100 ms" }
steps = [{ call = "GetItem", key = "7", consistency = "strong", bytes = "400 KB", through = "caches.front" }])",
         .table = "partitions = 1",
         .more = "[caches.front]\nkind = \"aside\"\ncoalesce = true\nttl = \"1us\"\n"});
    expect_balanced_actions(run.actions());
    EXPECT_GT(run.actions().failed, 100u);
    EXPECT_EQ(run.cache().coalesced, 9 * run.cache().all_misses());
    EXPECT_EQ(run.actions().attempts(), run.cache().all_misses());
    EXPECT_EQ(run.cache().look_ups, run.actions().begun);
}

TEST(CacheRules, another_one_reads_when_the_first_gives_up_waiting) {
    // The first action's time is over before its read is answered; the second's is not.
    const CacheRun run({.latency = R"(model = "constant", time = "50 ms")",
                        .duration = "10s",
                        .workload = std::string(gives_up) + R"(
callers = { kind = "items", total = 1 }
action_timeout = "20 ms"
steps = [{ call = "GetItem", key = "7", through = "caches.front" }])",
                        .more = R"([workloads.patient]
table = "tab"
callers = { kind = "items", total = 3, workers = 3, from = "10 ms" }
steps = [{ call = "GetItem", key = "7", through = "caches.front" }]
[caches.front]
kind = "aside"
coalesce = true
)"});
    EXPECT_EQ(run.actions().failed, 1u);
    EXPECT_EQ(run.actions("patient").done, 3u);
    EXPECT_EQ(run.actions("patient").attempts(), 1u);
    EXPECT_EQ(run.actions("patient").latency.most_ms(), 90) << "50 ms from when the first is over";
    EXPECT_EQ(run.cache().coalesced, 3u);
}

TEST(CacheRules, items_of_a_batch_are_looked_up_one_by_one) {
    const CacheRun run({.duration = "10s",
                        .workload = std::string(gives_up) + R"(
callers = { kind = "items", total = 2 }
steps = [
  { call = "GetItem", key = "3", through = "caches.front" },
  { call = "BatchGetItem", key = "{i}", for_each = "i in 1..10", through = "caches.front", as = "ALL" },
  { stop = "failed", if = "ALL.items != 10" },
])",
                        .more = "[caches.front]\nkind = \"aside\"\n"});
    EXPECT_EQ(run.actions().done, 2u);
    EXPECT_EQ(run.cache().look_ups, 22u);
    EXPECT_EQ(run.cache().all_misses(), 10u);
    EXPECT_EQ(run.consumed().in_units(), 5.0);
    EXPECT_EQ(run.saved().in_units(), 6.0);
    EXPECT_EQ(run.actions().attempts(), 2u);
}

TEST(CacheRules, the_query_cache_keeps_pages_apart_from_items) {
    // 700 items of 3,000 bytes are two pages of 350; see V-F23.
    const CacheRun run(
        {.duration = "20s",
         .workload = std::string(gives_up) + R"(
callers = { kind = "every", period = "1s" }
steps = [{ call = "Query", key = "7", items = 700, bytes = "3000 B", pages = "all", through = "caches.front", as = "LIST" }, { stop = "failed", if = "LIST.items != 700" }])",
         .table = "sort_key = \"at\"",
         .more = writer_of(R"({ call = "PutItem", key = "7", through = "caches.front" })") +
                 "[caches.front]\nkind = \"dax\"\n"});
    EXPECT_EQ(run.actions().done + run.actions().open, 20u);
    EXPECT_EQ(run.actions().failed, 0u);
    EXPECT_EQ(run.cache().query_look_ups, 40u);
    EXPECT_EQ(run.cache().query_hits, 38u) << "writes do not touch the results of queries";
    EXPECT_EQ(run.actions().attempts(), 2u);
}

TEST(CacheRules, dax_reads_the_items_of_a_transaction_after_it) {
    const CacheRun run({.era = "2024",
                        .duration = "20s",
                        .workload = std::string(gives_up) + R"(
callers = { kind = "items", total = 10 }
steps = [{ call = "TransactWriteItems", parts = [{ put = "1" }, { update = "2" }, { put = "3" }], through = "caches.front" }, { wait = "1s" }, { call = "GetItem", key = "2", through = "caches.front" }])",
                        .more = "[caches.front]\nkind = \"dax\"\n"});
    EXPECT_EQ(run.actions().done, 10u);
    // Three items of 1 KB: 2 WCU each, and 2 RCU each to read them.
    EXPECT_EQ(run.flow().run().table("tab").totals.consumed[Side::write].in_units(), 60.0);
    EXPECT_EQ(run.consumed().in_units(), 60.0);
    EXPECT_EQ(run.cache().hits, 10u) << "the item cache has what was written";
    EXPECT_EQ(run.actions().late, 0u);
    expect_balanced_actions(run.actions());
}

TEST(CacheRules, nodes_throttle_what_is_beyond_their_requests) {
    // Each hit on an item of 2 KB is 2 normalized requests; 3 nodes can do 300 a second.
    const CacheRun run({.latency = R"(model = "constant", time = "1 ms")",
                        .duration = "61s",
                        .workload = std::string(gives_up) + R"(
arrivals = { shape = "constant", rate = "200/s" }
steps = [{ call = "GetItem", key = "7", bytes = "2 KB", through = "caches.front" }])",
                        .more = "[caches.front]\nkind = \"dax\"\nnode_requests = 100\n"});
    // 300 requests are saved up at the start; the miss takes 20.
    EXPECT_NEAR(static_cast<double>(run.cache().hits), 61 * 150 + 150, 15);
    EXPECT_EQ(run.cache().refused, run.cache().look_ups - run.cache().hits - 1);
    EXPECT_EQ(run.actions().failed, run.cache().refused);
    expect_balanced_actions(run.actions());
}

// Published: three dax.r5.large for 730 hours in us-east-1 are $558.45.
TEST(CacheRules, nodes_are_on_the_bill) {
    const CacheRun run({.era = "2024",
                        .duration = "10s",
                        .workload = one_reader,
                        .more = "[caches.front]\nkind = \"dax\"\n"});
    const RunReport& report = run.flow().run().report();
    const RunBill bill = run_bill(report.recording(), report.scenario());
    double dollars = 0;
    for (const StatementLine& line : bill.bill.month.lines)
        if (line.resource == ResourceName("cache front")) dollars += line.amount->in_dollars();
    EXPECT_NEAR(dollars, 558.45, 0.001);
    EXPECT_TRUE(bill.bill.month.complete());
}

constexpr const char* cached_text = R"(name = "busy"
era = "2024"
seed = 5
duration = "20s"
latency = { failures = "2 %" }
[model]
burst_window = "2s"
[tables.orders]
capacity = { read = 150, write = 60 }
partitions = 4
[workloads.open]
table = "orders"
arrivals = { shape = "poisson", rate = "300/s" }
keys = { distribution = "zipf", distinct = 1000 }
client = { retry = "sdk_adaptive" }
attempt_timeout = "9 ms"
hedge_after = "3 ms"
steps = [
  { call = "GetItem", missing = "20 %", through = "caches.front", on_fail = "go_on" },
  { call = "Query", items = 20, bytes = "3000 B", chance = "10 %", through = "caches.fast", on_fail = "go_on" },
  { call = "BatchGetItem", for_each = "i in 1..9", chance = "10 %", through = "caches.front", on_fail = "go_on" },
]
[workloads.writers]
table = "orders"
callers = { kind = "workers", count = 8, think = { mean = "200 ms", distribution = "exponential" } }
keys = { distribution = "zipf", distinct = 1000 }
client = { retry = "sdk_standard_2_1", clients = 3 }
action_timeout = "8 ms"
steps = [{ call = "UpdateItem", through = "caches.front", chance = "80 %" }, { call = "GetItem", through = "caches.own" }, { call = "TransactWriteItems", batch_items = 2, chance = "20 %", through = "caches.fast", on_fail = "go_on" }]
[workloads.plain]
table = "orders"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "10/s" }
keys = { distribution = "zipf", distinct = 1000 }
[caches.front]
kind = "aside"
items = 200
ttl = "3s"
negative = true
coalesce = true
[caches.fast]
kind = "dax"
query_ttl = "10s"
node_requests = 5000
[caches.own]
kind = "aside"
shared = false
bytes = "20 KB"
on_write = "overwrite"
)";

TEST(CacheLaws, batches_windows_and_threads_change_nothing) {
    const Scenario scenario = scenario_of(cached_text).value();
    const FinishedRun whole(scenario);
    ASSERT_EQ(whole.recording().caches.size(), 3u);
    const CacheRecord& front = whole.recording().caches.back();
    EXPECT_EQ(front.name, "own");
    for (const CacheRecord& cache : whole.recording().caches) {
        EXPECT_EQ(cache.look_ups + cache.passed,
                  cache.hits + cache.all_misses() + cache.coalesced + cache.refused + cache.passed)
            << cache.name;
        EXPECT_GT(cache.hits, 100u) << cache.name;
    }
    EXPECT_GT(whole.recording().caches[1].stale, 10u);
    EXPECT_GT(whole.recording().actions.at(0).hedges_won, 5u);
    for (const auto& [workload, record] : whole.recording().actions)
        EXPECT_EQ(record.begun, record.done + record.failed + record.shed + record.open);
    const auto expect_same = [&](const Driving& driving, const char* what) {
        const FinishedRun other(scenario, driving);
        EXPECT_EQ(other.fingerprint(), whole.fingerprint()) << what;
        for (std::size_t c = 0; c < 3; ++c) {
            const CacheRecord& one = other.recording().caches[c];
            const CacheRecord& same = whole.recording().caches[c];
            EXPECT_EQ(one.hits, same.hits) << what << ' ' << one.name;
            EXPECT_EQ(one.misses, same.misses) << what << ' ' << one.name;
            EXPECT_EQ(one.stale_us, same.stale_us) << what << ' ' << one.name;
            EXPECT_EQ(one.coalesced, same.coalesced) << what << ' ' << one.name;
        }
    };
    expect_same({.batch_rows = 1}, "one row");
    expect_same({.batch_rows = 7}, "seven rows");
    expect_same({.batch_rows = 64, .slice = 1us * 811}, "short windows");
    expect_same({.threads = 3, .least_deferred_rows = 1}, "three threads");
}

TEST(CacheLaws, resolved_settings_reproduce_the_run) {
    const Scenario scenario = scenario_of(cached_text).value();
    const std::string resolved = resolved_text(scenario);
    const Scenario again = scenario_of(resolved).value();
    EXPECT_EQ(FinishedRun(again).fingerprint(), FinishedRun(scenario).fingerprint());
    EXPECT_EQ(resolved_text(again), resolved);
}

TEST(CacheLaws, a_run_that_is_saved_again_and_again_goes_on_as_the_same) {
    const Scenario scenario = scenario_of(cached_text).value();
    const FinishedRun whole(scenario);
    auto run = std::move(Simulation::create(scenario).value());
    for (const SimDuration at : {3'141'592us, 9'000'000us, 9'000'001us, 15'926'535us}) {
        run->advance(sim_start + at);
        const std::string state = run->state();
        const std::string history = run->history();
        run = std::move(Simulation::create(scenario).value());
        const auto damaged = run->resume(state, std::string_view(history));
        ASSERT_FALSE(damaged.has_value()) << *damaged;
    }
    run->advance(run->end());
    const RunReport report = run->report();
    EXPECT_EQ(report.fingerprint(), whole.fingerprint());
    for (std::size_t c = 0; c < 3; ++c) {
        const CacheRecord& one = report.recording().caches[c];
        const CacheRecord& same = whole.recording().caches[c];
        EXPECT_EQ(one.hits, same.hits) << one.name;
        EXPECT_EQ(one.misses, same.misses) << one.name;
        EXPECT_EQ(one.coalesced, same.coalesced) << one.name;
        EXPECT_EQ(one.stale_us, same.stale_us) << one.name;
        EXPECT_EQ(one.entries, same.entries) << one.name;
        EXPECT_EQ(one.bytes_most, same.bytes_most) << one.name;
    }
}

void expect_cache_refused(const std::string& workload, const std::string& more,
                          const std::string& what) {
    const std::string text = text_of(FlowCase{.era = "2024", .workload = workload, .more = more});
    const auto scenario = read_scenario_text(text, "bad.toml");
    ASSERT_FALSE(scenario.ok()) << workload << more;
    const std::string said = scenario.errors().front().text();
    EXPECT_NE(said.find(what), said.npos) << said;
    EXPECT_NE(said.find("bad.toml:"), said.npos) << said;
}

TEST(BadCaches, are_refused_where_nothing_follows_them) {
    const std::string text =
        text_of(FlowCase{.era = "2024\"\nfidelity = \"cells",
                         .workload = "arrivals = { shape = \"poisson\", rate = \"1/s\" }",
                         .more = "[caches.front]\nkind = \"aside\"\n"});
    const auto scenario = read_scenario_text(text, "bad.toml");
    ASSERT_FALSE(scenario.ok());
    EXPECT_EQ(scenario.errors().front().exit_code, ExitCode::bad_scenario);
    EXPECT_NE(all_texts(scenario.errors()).find("does not follow caches"), std::string::npos);
}

TEST(BadCaches, are_refused_with_their_place) {
    const auto asks = [](const char* step) {
        return fmt::format("arrivals = {{ shape = \"poisson\", rate = \"1/s\" }}\nsteps = [{}]",
                           step);
    };
    constexpr const char* aside = "[caches.front]\nkind = \"aside\"\n";
    expect_cache_refused(asks(R"({ call = "GetItem", key = "1", through = "front" })"), aside,
                         "\"front\" is not a cache");
    expect_cache_refused(asks(R"({ call = "GetItem", key = "1", through = "caches.frnt" })"), aside,
                         "there is no cache \"frnt\"");
    expect_cache_refused(asks(R"({ call = "Query", key = "1", through = "caches.front" })"), aside,
                         "holds items, not the results");
    expect_cache_refused(asks(R"({ wait = "1s", through = "caches.front" })"), aside,
                         "only a call has this setting");
    expect_cache_refused(
        "through = \"caches.front\"\n" + asks(R"({ call = "GetItem", key = "1" })"), aside,
        "names the cache in its steps");
    expect_cache_refused(asks(R"({ call = "GetItem", key = "1", through = "caches.front" })"),
                         "[caches.front]\nkind = \"aside\"\nfilled = \"steady\"\n", "is not known");
    const std::string fine = asks(R"({ call = "GetItem", key = "1" })");
    expect_cache_refused(fine, "[caches.front]\nkind = \"redis\"\n", "unknown kind \"redis\"");
    expect_cache_refused(fine, "[caches.front]\nttl = \"1s\"\n", "caches.front.kind is missing");
    expect_cache_refused(fine, "[caches.front]\nkind = \"aside\"\nnodes = 3\n",
                         "unknown key \"nodes\"");
    expect_cache_refused(fine, "[caches.front]\nkind = \"dax\"\nnodes = 12\n",
                         "caches.front.nodes");
    expect_cache_refused(fine, "[caches.front]\nkind = \"dax\"\nnode = \"r6.large\"\n",
                         "unknown node \"r6.large\"");
}

}  // namespace
}  // namespace isotherm
