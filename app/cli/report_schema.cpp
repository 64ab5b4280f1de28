// SPDX-License-Identifier: Apache-2.0
#include "app/cli/report_schema.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

#include "app/report/english_json.h"
#include "engine/past/past_fit_json.h"
#include "engine/run/report_json.h"
#include "engine/scenario/scenario.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* example = R"(
duration = "1h"
[tables.orders]
capacity = { read = 1, write = 1 }
indexes.by_date = { capacity = { read = 1, write = 1 } }
stream = true
replicas.far = { region = "eu-west-1" }
[outages.down]
region = "eu-west-1"
begin = "1s"
end = "2s"
[tables.sessions]
capacity = { mode = "on_demand" }
contributor_insights = "accessed_and_throttled"
[alarms.high]
table = "orders"
[jobs.nightly]
kind = "backup"
table = "orders"
[workloads.exporter]
table = "orders"
like = "emr_export"
[attributes.tenant]
weights = { acme = 1 }
[tenants]
attribute = "tenant"
[workloads.writers]
table = "orders"
operation = "UpdateItem"
arrivals = { shape = "poisson", rate = "1/s" }
keys = { distribution = "uniform", distinct = 1 }
[caches.front]
kind = "dax"
[workloads.readers]
table = "sessions"
callers = { kind = "workers", count = 1 }
steps = [{ call = "GetItem", key = "1", through = "caches.front" }]
[workloads.indexer]
table = "orders"
callers = { kind = "stream", of = "orders", reader = "sink", rate = "1/s" }
)";
// Names that the example's author chose. An object with one of them as a key is a map with
// user-chosen keys.
constexpr std::array<std::string_view, 13> chosen_names{
    "orders", "by_date", "sessions", "writers",  "front",      "readers", "indexer",
    "high",   "acme",    "nightly",  "exporter", "orders@far", "down"};

// Keys whose value is null in some reports, although the example's report has a value there or does
// not show the type.
const std::set<std::string_view> null_or_text{"table",       "to",        "index", "workload",
                                              "consistency", "attribute", "noisy"};
const std::set<std::string_view> null_or_number{
    "amount",
    "amplification",
    "begun_s",
    "consumed_read_per_second",
    "consumed_write_per_second",
    "cost_per_month",
    "done_per_second",
    "done_s",
    "effective_s",
    "first_alarm_s",
    "first_begun_s",
    "first_throttled_s",
    "hit_ratio",
    "last_done_s",
    "lasted_s",
    "last_throttled_s",
    "max",
    "max_age_s",
    "mean_batch",
    "max_ms",
    "maximum",
    "mean_age_s",
    "mean_ms",
    "mean_open",
    "of_provisioned",
    "others_throttled_share",
    "p50",
    "p50_ms",
    "p90_ms",
    "p95_ms",
    "p99",
    "p99_9_ms",
    "p99_ms",
    "parent",
    "price",
    "price_per_month",
    "read_units_per_action",
    "retired_s",
    "saved_price",
    "threshold",
    "throttled_before",
    "time_to_finish_s",
    "told_after_s",
    "units_per_action",
    "units_per_call",
    "value",
    "write_units_per_action",
};
const std::set<std::string_view> null_or_object{"before", "wanted"};
// Lists with elements of any type: the arguments of messages, which may be messages themselves.
const std::set<std::string_view> of_any_type{"arguments"};

bool has_users_keys(const Json& object) {
    return std::any_of(chosen_names.begin(), chosen_names.end(),
                       [&](std::string_view name) { return object.contains(name); });
}

std::set<std::string> types_of(const Json& schema) {
    if (!schema.contains("type")) return {};
    const Json& type = schema["type"];
    if (type.is_string()) return {type.get<std::string>()};
    return type.get<std::set<std::string>>();
}

void set_types(Json& schema, std::set<std::string> types) {
    if (types.contains("number")) types.erase("integer");
    if (types.size() == 1)
        schema["type"] = *types.begin();
    else
        schema["type"] = types;
}

// Widens schema `into` so that it also accepts what `other` accepts.
void merge(Json& into, const Json& other) {
    if (into.is_null() || into.empty()) {
        into = other;
        return;
    }
    std::set<std::string> types = types_of(into);
    types.merge(types_of(other));
    set_types(into, std::move(types));
    for (const char* key : {"items", "additionalProperties"}) {
        if (other.contains(key)) merge(into[key], other[key]);
    }
    if (!other.contains("properties")) return;
    for (const auto& [name, schema] : other["properties"].items())
        merge(into["properties"][name], schema);
}

Json schema_of(const Json& value);

Json schema_of_object(const Json& object) {
    Json schema{{"type", "object"}};
    if (object.empty()) {  // a map from names to counts, which is empty in the example
        schema["additionalProperties"] = {{"type", "integer"}};
        return schema;
    }
    if (has_users_keys(object)) {
        Json& all = schema["additionalProperties"];
        for (const auto& [name, value] : object.items()) merge(all, schema_of(value));
        return schema;
    }
    Json& properties = schema["properties"] = Json::object();
    for (const auto& item : object.items()) {
        const std::string& name = item.key();  // Clang 14 cannot capture structured bindings
        Json one = schema_of(item.value());
        std::set<std::string> types = types_of(one);
        const auto may_be_null = [&](const auto& names, const char* type) {
            if (!names.contains(name) || !(types.contains(type) || types.contains("null"))) return;
            types.insert({type, "null"});
        };
        may_be_null(null_or_text, "string");
        may_be_null(null_or_object, "object");
        may_be_null(null_or_number, types.contains("integer") ? "integer" : "number");
        // A value that is always null in the example does not show its type; such values are
        // numbers.
        if (types == std::set<std::string>{"null"}) types.insert("number");
        set_types(one, std::move(types));
        if (of_any_type.contains(name)) one.erase("items");
        properties[name] = std::move(one);
    }
    return schema;
}

Json schema_of(const Json& value) {
    switch (value.type()) {
        case Json::value_t::object:
            return schema_of_object(value);
        case Json::value_t::array: {
            Json schema{{"type", "array"}};
            if (value.empty()) return schema;
            for (const Json& element : value) merge(schema["items"], schema_of(element));
            return schema;
        }
        case Json::value_t::string:
            return {{"type", "string"}};
        case Json::value_t::boolean:
            return {{"type", "boolean"}};
        case Json::value_t::number_integer:
        case Json::value_t::number_unsigned:
            return {{"type", "integer"}};
        case Json::value_t::number_float:
            return {{"type", "number"}};
        default:
            return {{"type", "null"}};
    }
}

}  // namespace

Json report_schema() {
    const auto scenario = read_scenario_text(example, "example.toml");
    assert(scenario.ok());
    const Json shape = in_english(report_shape(scenario.value()));
    Json schema{
        {"$schema", "https://json-schema.org/draft/2020-12/schema"},
        {"title", "Isotherm report"},
        {"description",
         "report.json of a run. Later versions may add keys but never rename them, so ignore keys "
         "that you do not know. Counts of zero are left out of throttled_by_reason, refused_by and "
         "answered_with. Printed by isotherm schema report."}};
    schema.update(schema_of(shape));
    for (const auto& [name, value] : shape.items()) schema["required"].push_back(name);
    schema["properties"]["schema_version"] = {{"const", shape["schema_version"]}};
    schema["properties"]["past"] = past_fit_schema();
    return schema;
}

}  // namespace isotherm
