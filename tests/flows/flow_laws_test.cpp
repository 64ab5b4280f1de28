// SPDX-License-Identifier: Apache-2.0
// Laws of flows: a flow of one call is the plain workload, and neither batches, windows, slices of
// time nor threads change a result.

#include "tests/flows/flow_run.h"

namespace isotherm {
namespace {

std::string plain_text(const std::string& retry, const std::string& calls, const char* latency) {
    return fmt::format(R"(name = "laws"
era = "2016"
seed = 11
duration = "12s"
{}
[model]
burst_window = "3s"
[tables.orders]
capacity = {{ read = 150, write = 160 }}
partitions = 4
[workloads.callers]
table = "orders"
{}
arrivals = {{ shape = "poisson", rate = "400/s" }}
keys = {{ distribution = "zipf", distinct = 10000 }}
client = {{ retry = "{}" }}
)",
                       latency, calls, retry);
}

// Row by row: the fingerprint covers time, key, size, operation, attempt and outcome of every row.
TEST(FlowLaws, a_flow_of_one_call_is_the_plain_workload) {
    for (const char* retry : {"fire_and_forget", "sdk_legacy", "sdk_standard", "sdk_standard_2_1",
                              "java2", "js3", "dotnet", "fixed"}) {
        for (const char* calls :
             {"mix = { GetItem = 0.4, PutItem = 0.6 }",
              "mix = { UpdateItem = 0.5, DeleteItem = 0.5 }\ncondition_fails = 0.3\nmissing = 0.2",
              "operation = \"Query\"\nitems_per_query = 30\nfilter_keeps = 0.1"}) {
            const FinishedRun plain(plain_text(retry, calls, ""));
            const FinishedRun flow(
                plain_text(retry, calls, R"(latency = { model = "constant", time = "5 ms" })"));
            EXPECT_EQ(flow.fingerprint(), plain.fingerprint()) << retry << ", " << calls;
            // What is answered after the end of the run is not decided any more.
            const Totals one = flow.totals(), other = plain.totals();
            EXPECT_EQ(one.given_up + one.waiting, other.given_up + other.waiting);
            EXPECT_GE(one.waiting, other.waiting);
            EXPECT_LE(one.waiting, other.waiting + 20);
            EXPECT_EQ(one.tries, other.tries) << retry << ", " << calls;
            EXPECT_EQ(flow.table().totals.calls, plain.table().totals.calls)
                << retry << ", " << calls;
        }
    }
}

constexpr const char* busy_text = R"(name = "busy"
era = "2024"
seed = 5
duration = "20s"
latency = { failures = "2 %" }
[model]
burst_window = "2s"
[tables.orders]
capacity = { read = 150, write = 160 }
partitions = 4
[tables.totals]
capacity = { read = 20, write = 30 }
[workloads.open]
table = "orders"
arrivals = { shape = "poisson", rate = "40/s" }
keys = { distribution = "zipf", distinct = 1000 }
client = { retry = "sdk_adaptive" }
attempt_timeout = "4 ms"
steps = [
  { call = "Query", items = 700, bytes = "3000 B", pages = "all", as = "LIST" },
  { call = "BatchGetItem", for_each = "item in LIST", batch_items = 20, at_once = 3, if = "LIST.items > 10", on_fail = "go_on" },
  { do = "save", until = "written", most = 3, on_fail = "go_on" },
  { put = "queues.mail" },
]
blocks.save.steps = [
  { call = "GetItem", table = "totals", key = "{key % 7}", consistency = "strong", as = "OLD" },
  { call = "UpdateItem", table = "totals", key = "{key % 7}", condition = "unchanged since OLD" },
]
[workloads.pool]
table = "orders"
callers = { kind = "workers", count = 30, think = { mean = "20 ms", distribution = "exponential" } }
client = { retry = "sdk_standard_2_1", clients = 3 }
connections = 4
limit = { rate = "200 calls/s" }
steps = [{ call = "TransactWriteItems", parts = [{ put = "{worker}" }, { table = "totals", update = "{worker % 5}" }], on_fail = "go_on", chance = "60 %" }, { wait = { mean = "3 ms", distribution = "exponential" } }]
[workloads.mail]
table = "totals"
callers = { kind = "queue", name = "mail", workers = 5, batch = 4, visibility = "2s", receives = 3 }
steps = [{ call = "PutItem", for_each = "message in batch", at_once = 2 }]
[workloads.plain]
table = "totals"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "10/s" }
keys = { distribution = "uniform", distinct = 100 }
)";

TEST(FlowLaws, batches_slices_and_threads_change_nothing) {
    const Scenario scenario = scenario_of(busy_text).value();
    const FinishedRun whole(scenario);
    EXPECT_GT(whole.totals().throttled, 100u);
    for (const std::size_t rows : {1, 7, 1'024}) {
        EXPECT_EQ(FinishedRun(scenario, {.batch_rows = rows}).fingerprint(), whole.fingerprint())
            << rows << " rows";
    }
    // Slices end windows early, so these are runs with shorter windows.
    for (const SimDuration slice : {1us * 333'333, 1us * 4'999, 1us * 811}) {
        EXPECT_EQ(FinishedRun(scenario, {.batch_rows = 64, .slice = slice}).fingerprint(),
                  whole.fingerprint())
            << slice.count() << " us";
    }
    for (const std::size_t threads : {1, 3}) {
        EXPECT_EQ(
            FinishedRun(scenario, {.threads = threads, .least_deferred_rows = 1}).fingerprint(),
            whole.fingerprint())
            << threads << " threads";
    }
}

TEST(FlowLaws, actions_are_the_same_with_any_window) {
    const Scenario scenario = scenario_of(busy_text).value();
    const FinishedRun whole(scenario);
    const FinishedRun sliced(scenario, {.slice = 1us * 811});
    for (const auto& [workload, record] : whole.recording().actions) {
        const ActionRecord& other = sliced.recording().actions.at(workload);
        EXPECT_EQ(other.begun, record.begun);
        EXPECT_EQ(other.done, record.done);
        EXPECT_EQ(other.latency.sum(), record.latency.sum());
        EXPECT_EQ(other.open_time_us, record.open_time_us);
        expect_balanced_actions(record);
    }
}

TEST(FlowLaws, adding_a_flow_changes_no_draw_of_another) {
    const Scenario scenario = scenario_of(busy_text).value();
    Scenario alone = scenario;
    for (const char* other : {"pool", "mail", "plain"}) alone.workloads.erase(other);
    const FinishedRun both(scenario), one(alone);
    EXPECT_EQ(both.recording().actions.at(1).begun, one.recording().actions.at(0).begun);
}

TEST(FlowLaws, resolved_settings_reproduce_the_run) {
    const Scenario scenario = scenario_of(busy_text).value();
    const std::string resolved = resolved_text(scenario);
    const Scenario again = scenario_of(resolved).value();
    EXPECT_EQ(FinishedRun(again).fingerprint(), FinishedRun(scenario).fingerprint());
    EXPECT_EQ(resolved_text(again), resolved);
}

}  // namespace
}  // namespace isotherm
