// SPDX-License-Identifier: Apache-2.0
#pragma once
// Scenarios with flows that between them use everything a flow can wait for: answers, other values,
// time, limits, clients, connections, messages. Most are so short of capacity that calls are
// refused and sent again.

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/laws/catalog_scenarios.h"

namespace isotherm {

inline std::string flow_text(const std::string& latency, const std::string& workloads) {
    return fmt::format(R"(name = "flows"
era = "2024"
seed = 5
duration = "12s"
latency = {{ {} }}
[model]
initial_burst = 0
[tables.tab]
item_size = "1 KB"
partitions = 2
capacity = {{ read = 60, write = 60 }}
[tables.other]
item_size = "300 B"
capacity = {{ read = 40, write = 40 }}
{})",
                       latency, workloads);
}

inline const std::string slow_latency =
    R"(model = "exponential", time = "40 ms", failures = "4 %")";
inline const std::string drawn_latency = "failures = \"3 %\", zones = [3, 1, 1]";

// A reader of a queue, whose messages another workload puts; some become dead letters.
inline std::string queue_scenario() {
    return flow_text(slow_latency, R"([workloads.sender]
table = "tab"
arrivals = { shape = "poisson", rate = "40/s" }
keys = { distribution = "zipf", distinct = 100 }
client = { retry = "java2" }
steps = [{ call = "PutItem" }, { put = "queues.mail" }]
[workloads.reader]
table = "other"
callers = { kind = "queue", name = "mail", workers = 4, batch = 5, visibility = "500ms", receives = 3 }
client = { retry = "fire_and_forget" }
steps = [
  { call = "PutItem", for_each = "message in batch", at_once = 2 },
  { wait = { mean = "50 ms", distribution = "exponential" } },
  { stop = "failed", chance = "30 %" },
]
)");
}

// Pages, values of answers and ranges, blocks inside blocks, batches whose rest is sent again.
inline std::string loops_scenario() {
    return flow_text(drawn_latency, R"([workloads.inbox]
table = "tab"
arrivals = { shape = "poisson", rate = "4/s" }
keys = { distribution = "uniform", distinct = 1000 }
client = { retry = "sdk_standard", clients = 3 }
action_timeout = "3s"
steps = [
  { call = "Query", items = 30, filter_keeps = 0.5, as = "LIST" },
  { do = "each", for_each = "item in LIST", at_once = 4 },
  { call = "Query", table = "other", items = 9000, pages = "all", as = "ALL" },
]
blocks.each.steps = [
  { call = "GetItem", table = "other", missing = 0.2, as = "ONE" },
  { do = "parts", if = "ONE.found", for_each = "part in 1..3", at_once = 2 },
]
blocks.parts.steps = [
  { wait = "30 ms" },
  { call = "PutItem", table = "other", key = "A.{part}.{item}" },
]
[workloads.loader]
table = "other"
callers = { kind = "items", total = 3000, chunk = 60, workers = 3, tail = "keep" }
client = { retry = "sdk_legacy" }
steps = [{ call = "BatchWriteItem", for_each = "item in chunk", at_once = 2 }]
[workloads.scanner]
table = "tab"
callers = { kind = "every", period = "900 ms", overlap = "queue" }
keys = { distribution = "uniform", distinct = 500 }
client = { retry = "fixed", attempts = 20, wait = "70 ms" }
steps = [
  { call = "BatchGetItem", for_each = "shard in 1..40", unprocessed_wait = "20 ms", times = 2, between = "100 ms" },
]
)");
}

// Conditions on watched items, transactions over two tables, steps that are repeated.
inline std::string conditions_scenario() {
    return flow_text(slow_latency, R"([workloads.rename]
table = "tab"
callers = { kind = "workers", count = 8, think = { mean = "30 ms", distribution = "exponential" } }
keys = { distribution = "zipf", distinct = 5 }
client = { retry = "sdk_standard_2_1" }
steps = [{ do = "try", until = "written", most = 20, between = "10 ms", on_fail = "again" }]
blocks.try.steps = [
  { call = "GetItem", consistency = "strong", as = "OLD" },
  { call = "UpdateItem", condition = "unchanged since OLD" },
]
[workloads.transfer]
table = "tab"
arrivals = { shape = "poisson", rate = "15/s" }
keys = { distribution = "uniform", distinct = 9 }
client = { retry = "go2" }
timeout = "2s"
steps = [
  { call = "TransactWriteItems", parts = [{ put = "{key}", bytes = "500 B" }, { table = "other", put = "3", bytes = "500 B" }], on_fail = "undo" },
]
blocks.undo.steps = [{ call = "DeleteItem", condition_fails = 0.3, on_fail = "go_on" }]
)");
}

// Everything in front of which calls wait, and what happens when they have waited too long.
inline std::string waits_scenario() {
    return flow_text(slow_latency, R"([workloads.limited]
table = "tab"
arrivals = { shape = "poisson", rate = "60/s" }
keys = { distribution = "uniform", distinct = 50 }
client = { retry = "sdk_adaptive", clients = 2 }
limit = [
  { share = "50 %", of = "tab.write", charge = "after", burst = "2s", reread = "1s" },
  { rate = "45 calls/s" },
]
connections = 2
in_flight = 30
queue = 20
overflow = "shed"
attempt_timeout = "120 ms"
timeout = "1s"
steps = [{ call = "UpdateItem" }, { call = "PutItem", table = "other" }]
[workloads.broken]
table = "other"
callers = { kind = "workers", count = 6, think = "20 ms", ramp = "2s" }
keys = { distribution = "uniform", distinct = 50 }
client = { retry = "circuit_breaker", clients = 2 }
steps = [{ call = "PutItem" }]
[tables.tab.scaling.write]
policy = "fixed"
)");
}

// Calls that wait at caches, for other callers' reads, or for the second of two reads.
inline std::string caches_scenario() {
    return flow_text(slow_latency, R"([workloads.readers]
table = "tab"
arrivals = { shape = "poisson", rate = "80/s" }
keys = { distribution = "zipf", distinct = 100 }
client = { retry = "sdk_standard_2_1", clients = 3 }
attempt_timeout = "90 ms"
action_timeout = "400 ms"
hedge_after = "50 ms"
steps = [
  { call = "GetItem", missing = "20 %", through = "caches.front", on_fail = "go_on" },
  { call = "Query", items = 30, chance = "20 %", through = "caches.fast", on_fail = "go_on" },
  { call = "BatchGetItem", key = "{i}", for_each = "i in 1..9", chance = "10 %", through = "caches.front" },
]
[workloads.writers]
table = "tab"
callers = { kind = "workers", count = 8, think = "100 ms" }
keys = { distribution = "zipf", distinct = 100 }
client = { retry = "java2", clients = 4 }
steps = [
  { call = "UpdateItem", chance = "50 %", through = "caches.front", on_fail = "go_on" },
  { call = "TransactWriteItems", batch_items = 2, chance = "30 %", through = "caches.fast", on_fail = "go_on" },
  { call = "GetItem", through = "caches.own", on_fail = "go_on" },
]
[caches.front]
kind = "aside"
items = 40
ttl = "2s"
coalesce = true
negative = true
[caches.fast]
kind = "dax"
ttl = "3s"
node_requests = 200
[caches.own]
kind = "aside"
bytes = "12 KB"
shared = false
on_write = "overwrite"
)");
}

// Readers that fail, wait, gather, filter and keep leases, and a queue of what they give up.
inline std::string streams_scenario() {
    return flow_text(slow_latency, R"([attributes]
color = { weights = { red = 3, green = 2, blue = 1 } }
[tables.watched]
partitions = 3
stream = { view = "new", keeps = "4s", shard_lasts = "3s", readers = 1 }
capacity = { read = 10, write = 300 }
[tables.leases]
capacity = { read = 5, write = 3 }
[workloads.writers]
table = "watched"
mix = { PutItem = 0.6, UpdateItem = 0.4 }
arrivals = { shape = "poisson", rate = "250/s" }
keys = { distribution = "zipf", distinct = 500 }
client = { retry = "sdk_standard" }
[workloads.trigger]
table = "tab"
client = { retry = "sdk_standard" }
callers = { kind = "stream", of = "watched", reader = "lambda", batch = 20, window = "300ms", factor = 2, retries = 2, retry_wait = "200ms", bisect = true, partial = true, on_failure = "dead", filter = "record.color != 'blue'", poison = "record.key % 97 == 3" }
steps = [{ call = "PutItem", key = "{record.color}.{record.key}", for_each = "record in batch" }]
[workloads.dead]
table = "other"
callers = { kind = "queue", name = "dead" }
steps = [{ call = "PutItem", for_each = "message in batch" }]
[workloads.sums]
table = "other"
client = { retry = "fire_and_forget" }
callers = { kind = "stream", of = "watched", reader = "kcl", workers = 2, lease_table = "leases", idle = "200ms", failover = "1s", parent_poll = "300ms", checkpoint = "500ms" }
steps = [{ call = "UpdateItem", key = "{record.color}", gather = { by = "{record.color}", flush = "700 ms" } }]
[workloads.search]
table = "other"
callers = { kind = "stream", of = "watched", reader = "sink", rate = "70/s" }
)");
}

// Caches of single clients, whose entries expire while others are set.
inline std::string own_caches_scenario() {
    return flow_text(drawn_latency, R"([workloads.readers]
table = "tab"
arrivals = { shape = "poisson", rate = "90/s" }
keys = { distribution = "zipf", distinct = 60 }
client = { retry = "sdk_standard_2_1", clients = 5 }
timeout = "20 ms"
steps = [{ call = "GetItem", through = "caches.own", on_fail = "go_on" }]
[caches.own]
kind = "aside"
ttl = "700 ms"
shared = false
coalesce = true
)");
}

// Readers of what others, among them a stream without steps, write at the same time.
inline std::string counted_scenario() {
    return flow_text(drawn_latency, R"([attributes]
user = { distribution = "zipf", distinct = 20 }
[tables.log]
partition_key = "{user}"
sort_key = "time"
collection = "counted"
item_size = "600 B"
capacity = { read = 900, write = 400 }
[workloads.reader]
table = "log"
callers = { kind = "workers", count = 5, think = "2 ms" }
steps = [
  { call = "Query", pages = "all", as = "LOG", on_fail = "go_on" },
  { call = "DeleteItem", if = "LOG.items > 20", on_fail = "go_on" },
]
[workloads.writer]
table = "log"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "350/s" }
)");
}

// Each with its name. Beside these, every retry mode in front of a flow.
inline std::vector<std::pair<std::string, std::string>> flow_scenarios() {
    std::vector<std::pair<std::string, std::string>> texts{
        {"queue", queue_scenario()},           {"loops", loops_scenario()},
        {"conditions", conditions_scenario()}, {"waits", waits_scenario()},
        {"caches", caches_scenario()},         {"own_caches", own_caches_scenario()},
        {"counted", counted_scenario()},       {"streams", streams_scenario()}};
    for (const std::string& name : Catalog<RetryMode>::instance().names()) {
        const std::string client = chosen<RetryMode>("retry", name);
        texts.emplace_back("retry_" + name, flow_text(slow_latency, fmt::format(R"([workloads.flow]
table = "tab"
mix = {{ GetItem = 0.3, PutItem = 0.7 }}
arrivals = {{ shape = "poisson", rate = "150/s" }}
keys = {{ distribution = "zipf", distinct = 1000 }}
client = {}
)",
                                                                                client)));
    }
    return texts;
}

}  // namespace isotherm
