// SPDX-License-Identifier: Apache-2.0
#pragma once
// A scenario for every catalog entry that a scenario can choose, made of the example that the entry
// registers. So the laws are tested with new entries without naming them here. Entries that read
// files are tested in file_examples_test.cpp.

#include <fmt/format.h>
#include <map>
#include <string>
#include <vector>

#include "engine/admission/admission_model.h"
#include "engine/caches/cache_kind.h"
#include "engine/clients/client_policy.h"
#include "engine/callers/callers.h"
#include "engine/streams/stream_reader.h"
#include "engine/scaling/scaling_policy.h"
#include "engine/scenario/scenario.h"
#include "workloads/synthetic/arrival_shape.h"
#include "workloads/synthetic/item_sizes.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm {

// What the scenario of an entry chooses, as TOML text.
struct Choices {
    std::string era = "2016";
    std::string duration = "12s";
    std::string admission = "static_shares";
    std::string capacity = "{ read = 150, write = 160 }";
    std::string arrivals = R"({ shape = "poisson", rate = "400/s" })";
    std::string keys = R"({ distribution = "zipf", distinct = 10000 })";
    std::string sizes = R"({ distribution = "fixed", size = "1 KB" })";
    std::string client = R"({ retry = "sdk_standard" })";
    std::string calls = "mix = { GetItem = 0.4, PutItem = 0.6 }";
    std::string table = "";  // further settings of the table
};

// Calls on many items and calls with rare outcomes, each with the settings it needs.
inline std::map<std::string, Choices> call_choices() {
    const std::string index = R"(
[tables.orders.indexes.by_date]
capacity = { read = 10, write = 100 }
key_changes = 0.5
lag = "2s"
[tables.orders.indexes.by_name]
kind = "local"
key_changes = 0.5)";
    return {
        {"batch_get", {.calls = "operation = \"BatchGetItem\"\nmissing = \"20 %\""}},
        {"batch_write",
         {.client = R"({ retry = "sdk_legacy" })",
          .calls = "operation = \"BatchWriteItem\"\nbatch_items = 7\nbatch_deletes = 0.2",
          .table = "sort_key = \"sk\"\nnew_items = 0.5" + index}},
        {"findings",
         {.calls = "mix = { GetItem = 0.2, PutItem = 0.2, UpdateItem = 0.3, DeleteItem = 0.3 }\n"
                   "condition_fails = 0.3\nmissing = 0.4",
          .table = "sort_key = \"sk\"" + index}},
        {"filter", {.calls = "operation = \"Query\"\nitems_per_query = 30\nfilter_keeps = 0.1"}},
        {"scan",
         {.keys = "",
          .sizes = "",
          .calls = "operation = \"Scan\"\nsegments = 7",
          .table = "size = \"2 MB\""}},
    };
}

// By default a run of twelve seconds with too little capacity for its requests.
inline std::string scenario_text(const Choices& choices) {
    return fmt::format(R"(name = "laws"
era = "{}"
seed = 11
duration = "{}"
[model]
admission = "{}"
burst_window = "3s"
[tables.orders]
capacity = {}
partitions = 4
{}
[workloads.callers]
table = "orders"
{}
{}
{}
{}
client = {}
)",
                       choices.era, choices.duration, choices.admission, choices.capacity,
                       choices.table, choices.calls,
                       choices.arrivals.empty() ? "" : "arrivals = " + choices.arrivals,
                       choices.keys.empty() ? "" : "keys = " + choices.keys,
                       choices.sizes.empty() ? "" : "sizes = " + choices.sizes, choices.client);
}

// The entry `name` with its example as an inline table.
template <class Interface>
std::string chosen(std::string_view selector, const std::string& name) {
    const std::string_view settings = Catalog<Interface>::instance().example(name).settings;
    return fmt::format("{{ {} = \"{}\"{}{} }}", selector, name, settings.empty() ? "" : ", ",
                       settings);
}

// Every entry once, as "catalog/entry" and the text of its scenario.
inline std::vector<std::pair<std::string, std::string>> catalog_scenarios() {
    std::vector<std::pair<std::string, std::string>> texts;
    const auto add = [&texts](std::string_view catalog, const CatalogBase& entries, auto place) {
        for (const std::string& name : entries.names()) {
            Choices choices;
            place(choices, name);
            texts.emplace_back(fmt::format("{}/{}", catalog, name), scenario_text(choices));
        }
    };
    using Text = const std::string&;
    add("arrivals", Catalog<ArrivalShape>::instance(), [](Choices& choices, Text name) {
        choices.arrivals = chosen<ArrivalShape>("shape", name);
    });
    add("keys", Catalog<KeyDistribution>::instance(), [](Choices& choices, Text name) {
        choices.keys = chosen<KeyDistribution>("distribution", name);
    });
    add("sizes", Catalog<ItemSizes>::instance(), [](Choices& choices, Text name) {
        choices.sizes = chosen<ItemSizes>("distribution", name);
    });
    add("clients", Catalog<RetryMode>::instance(),
        [](Choices& choices, Text name) { choices.client = chosen<RetryMode>("retry", name); });
    // Readers of the stream of the table that the callers write.
    for (const std::string& name : Catalog<StreamReader>::instance().names()) {
        Choices choices;
        choices.table = "stream = true";
        const Example example = Catalog<StreamReader>::instance().example(name);
        texts.emplace_back(
            "readers/" + name,
            scenario_text(choices) +
                fmt::format(
                    "[tables.derived]\ncapacity = {{ read = 10, write = 100 }}\n"
                    "[tables.leases]\ncapacity = {{ read = 10, write = 10 }}\n"
                    "[workloads.reader]\ntable = \"derived\"\n"
                    "callers = {{ kind = \"stream\", of = \"orders\", reader = \"{}\", {} }}\n",
                    name, example.settings) +
                (Catalog<StreamReader>::instance().create(name)->has_steps()
                     ? "steps = [{ call = \"PutItem\", key = \"{record.key}\", for_each = "
                       "\"record in batch\" }]\n"
                     : ""));
    }
    // A queue gets messages from another workload: tests/flows. A stream is read above.
    for (const std::string& name : Catalog<CallerKind>::instance().names()) {
        if (name == "queue" || name == "stream") continue;
        Choices choices;
        choices.calls += "\ncallers = " + chosen<CallerKind>("kind", name);
        if (name != "open") choices.arrivals.clear();
        texts.emplace_back("callers/" + name, scenario_text(choices));
    }
    add("caches", Catalog<CacheKind>::instance(), [](Choices& choices, Text name) {
        const std::string_view settings = Catalog<CacheKind>::instance().example(name).settings;
        choices.calls += "\nthrough = \"caches.front\"";
        choices.table = fmt::format("[caches]\nfront = {{ kind = \"{}\"{}{} }}", name,
                                    settings.empty() ? "" : ", ", settings);
    });
    add("admission", Catalog<AdmissionKind>::instance(), [](Choices& choices, Text name) {
        if (name != "on_demand") {
            choices.admission = name;
            return;
        }
        choices.era = "2026";
        choices.capacity = R"({ mode = "on_demand", maximum_read = 150, maximum_write = 160 })";
    });
    // Eight minutes, because policies act on CloudWatch's one-minute points.
    add("scaling", Catalog<ScalingPolicyKind>::instance(), [](Choices& choices, Text name) {
        choices.era = "2018";
        choices.duration = "8m";
        choices.capacity = "{ read = 20, write = 20 }";
        choices.arrivals = R"({ shape = "poisson", rate = "100/s" })";
        choices.table = "scaling.both = " + chosen<ScalingPolicyKind>("policy", name);
    });
    for (const auto& [name, choices] : call_choices())
        texts.emplace_back("calls/" + name, scenario_text(choices));
    return texts;
}

}  // namespace isotherm
