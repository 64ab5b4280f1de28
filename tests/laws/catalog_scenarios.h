// SPDX-License-Identifier: Apache-2.0
#pragma once
// One scenario for every entry of every catalog that a scenario can choose from, so that the laws
// also cover new entries. The minimum settings of an entry are listed here.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "engine/admission/admission_model.h"
#include "engine/clients/client_policy.h"
#include "engine/scenario/scenario.h"
#include "workloads/synthetic/arrival_shape.h"
#include "workloads/synthetic/item_sizes.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm {

// The settings that an entry requires, as members of an inline table; key: name of the entry.
using LeastSettings = std::map<std::string, std::string, std::less<>>;

inline const LeastSettings& arrival_settings() {
    static const LeastSettings list{
        {"constant", R"(rate = "400/s")"},
        {"poisson", R"(rate = "400/s")"},
        {"diurnal", R"(mean = "400/s", amplitude = 0.9, period = "7s", peak_at = "3s")"},
        {"on_off", R"(rate = "900/s", on_mean = "2s", off_mean = "2s")"},
        {"ramp", R"(from = "10/s", to = "900/s", over = "9s")"},
        {"spike",
         R"(rate = "100/s", peak = "1500/s", at = "4s", lasting = "2s", rise = "1s", fall = "2s")"},
    };
    return list;
}
inline const LeastSettings& key_settings() {
    static const LeastSettings list{
        {"explicit", "weights = [50, 50, 50, 150]"},
        {"hash_slices", "weights = [1, 1, 1, 3], keys_per_slice = 20"},
        {"hot_set", "distinct = 1000"},
        {"sequential", "distinct = 77"},
        {"uniform", "distinct = 500"},
        {"zipf", "distinct = 10000"},
    };
    return list;
}
inline const LeastSettings& size_settings() {
    static const LeastSettings list{
        {"exponential", R"(mean = "2 KB")"},
        {"fixed", R"(size = "3 KB")"},
        {"log_normal", R"(median = "1 KB")"},
    };
    return list;
}
inline const LeastSettings& client_settings() {
    static const LeastSettings list{
        {"fire_and_forget", ""}, {"sdk_legacy", ""}, {"sdk_standard", ""}};
    return list;
}
inline const LeastSettings& admission_settings() {
    static const LeastSettings list{
        {"adaptive_capacity", ""}, {"static_shares", ""}, {"global_admission", ""}};
    return list;
}

// The choices of one scenario; each plug-in is a complete inline table.
struct Choices {
    std::string admission = "static_shares";
    std::string arrivals = R"({ shape = "poisson", rate = "400/s" })";
    std::string keys = R"({ distribution = "zipf", distinct = 10000 })";
    std::string sizes = R"({ distribution = "fixed", size = "1 KB" })";
    std::string client = R"({ retry = "sdk_standard" })";
    std::string calls = "mix = { GetItem = 0.4, PutItem = 0.6 }";
    std::string table = "";  // more settings of the table
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

// A scenario of twelve seconds with too little capacity for its load.
inline std::string scenario_text(const Choices& choices) {
    return fmt::format(R"(name = "laws"
era = "2016"
seed = 11
duration = "12s"
[model]
admission = "{}"
burst_window = "3s"
[tables.orders]
capacity = {{ read = 150, write = 160 }}
partitions = 4
{}
[workloads.callers]
table = "orders"
{}
arrivals = {}
{}
{}
client = {}
)",
                       choices.admission, choices.table, choices.calls, choices.arrivals,
                       choices.keys.empty() ? "" : "keys = " + choices.keys,
                       choices.sizes.empty() ? "" : "sizes = " + choices.sizes, choices.client);
}

// The entry `name` as an inline table; fails the test if the entry's settings are not listed above.
inline std::string chosen(std::string_view selector, const std::string& name,
                          const LeastSettings& list) {
    const auto found = list.find(name);
    if (found == list.end()) {
        ADD_FAILURE() << "the catalog has an entry \"" << name << "\" without least settings in "
                      << __FILE__;
        return "";
    }
    const std::string& settings = found->second;
    return fmt::format("{{ {} = \"{}\"{}{} }}", selector, name, settings.empty() ? "" : ", ",
                       settings);
}

// Every entry once, as "catalog/entry" and the text of its scenario.
inline std::vector<std::pair<std::string, std::string>> catalog_scenarios() {
    std::vector<std::pair<std::string, std::string>> texts;
    const auto add = [&](std::string_view catalog, std::string_view selector,
                         const CatalogBase& entries, const LeastSettings& list, auto place) {
        for (const std::string& name : entries.names()) {
            const std::string choice = chosen(selector, name, list);
            if (choice.empty()) continue;
            Choices choices;
            place(choices, name, choice);
            texts.emplace_back(fmt::format("{}/{}", catalog, name), scenario_text(choices));
        }
    };
    using Text = const std::string&;
    add("arrivals", "shape", Catalog<ArrivalShape>::instance(), arrival_settings(),
        [](Choices& choices, Text, Text choice) { choices.arrivals = choice; });
    add("keys", "distribution", Catalog<KeyDistribution>::instance(), key_settings(),
        [](Choices& choices, Text, Text choice) { choices.keys = choice; });
    add("sizes", "distribution", Catalog<ItemSizes>::instance(), size_settings(),
        [](Choices& choices, Text, Text choice) { choices.sizes = choice; });
    add("clients", "retry", Catalog<RetryMode>::instance(), client_settings(),
        [](Choices& choices, Text, Text choice) { choices.client = choice; });
    for (const std::string& name : provisioned_admissions()) {
        Choices choices;
        choices.admission = name;
        texts.emplace_back("admission/" + name, scenario_text(choices));
    }
    for (const auto& [name, choices] : call_choices())
        texts.emplace_back("calls/" + name, scenario_text(choices));
    return texts;
}

}  // namespace isotherm
