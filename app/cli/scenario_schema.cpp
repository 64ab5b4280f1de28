// SPDX-License-Identifier: Apache-2.0
#include "app/cli/scenario_schema.h"

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>
#include <vector>

#include "app/cli/schema_builder.h"
#include "app/cli/shared_schemas.h"
#include "engine/scenario/scenario.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {
namespace {

using Json = SchemaBuilder::Json;

// Example scenarios that together make the parser declare every setting. Some settings exist only
// for certain choices, so the examples make different choices.
constexpr const char* synthetic_example = R"(
duration = "1h"
[tables.example]
sort_key = "sort"
capacity = { read = 1, write = 1 }
indexes.by_date = { capacity = { read = 1, write = 1 } }
replicas.example = { region = "eu-west-1", capacity = { read = 1, write = 1 } }
[outages.example]
region = "eu-west-1"
begin = "1s"
end = "2s"
[workloads.example]
table = "example"
operation = "UpdateItem"
arrivals = { shape = "poisson", rate = "1/s" }
keys = { distribution = "uniform", distinct = 1 }
)";
constexpr const char* local_index_example = R"(
duration = "1h"
[tables.example]
sort_key = "sort"
size = "2 MB"
capacity = { mode = "on_demand" }
indexes.by_date = { kind = "local" }
[workloads.example]
table = "example"
operation = "Scan"
segments = 1
arrivals = { shape = "poisson", rate = "1/s" }
)";
constexpr const char* on_demand_example = R"(
duration = "1h"
[tables.example]
capacity = { mode = "on_demand" }
indexes.by_date = { partition_key = "date" }
[workloads.example]
table = "example"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "1/s" }
keys = { distribution = "uniform", distinct = 1 }
)";
constexpr const char* flow_example = R"(
duration = "1h"
[latency]
[tables.example]
capacity = { read = 1, write = 1 }
[workloads.example]
table = "example"
callers = { kind = "workers", count = 1 }
limit = { rate = "1 calls/s" }
steps = [{ do = "one" }]
blocks.one.steps = [{ call = "TransactGetItems", parts = [{ get = "1" }] }]
)";
constexpr const char* recorded_example = R"(
duration = "1h"
[tables.example]
capacity = { read = 1, write = 1 }
[workloads.example]
table = "example"
replay = { file = "stream", format = "orm" }
arrivals = { shape = "poisson", rate = "1/s" }
)";

constexpr const char* ycsb_example = R"(
duration = "1h"
[tables.example]
capacity = { read = 1, write = 1 }
[workloads.example]
table = "example"
ycsb = { file = "workloada" }
arrivals = { shape = "poisson", rate = "1/s" }
)";

Json settings_schema(const char* text, const std::vector<Override>& overrides = {}) {
    auto scenario = read_scenario_text(text, "example.toml", overrides);
    assert(scenario.ok());
    SchemaBuilder builder;
    scenario.value().settings(builder);
    return builder.object();
}

// Widens schema `into` so that it also allows what `other` allows. A setting stays required only if
// both require it.
void merge_schema(Json& into, const Json& other) {
    if (into.is_array() && other.is_array() && into.size() == other.size()) {
        for (std::size_t i = 0; i < into.size(); ++i) merge_schema(into[i], other[i]);
    }
    if (!into.is_object() || !other.is_object()) return;
    if (into.contains("required") && into["required"].is_array()) {
        const Json required = other.value("required", Json::array());
        Json both = Json::array();
        for (const Json& name : into["required"]) {
            if (std::find(required.begin(), required.end(), name) != required.end())
                both.push_back(name);
        }
        into["required"] = both;
        if (both.empty()) into.erase("required");
    }
    for (const auto& [key, value] : other.items()) {
        if (key == "required" && value.is_array()) continue;
        if (into.contains(key))
            merge_schema(into[key], value);
        else
            into[key] = value;
    }
}

Json& workload_in(Json& schema) {
    return schema["properties"]["workloads"]["additionalProperties"];
}

Json synthetic_schema() {
    Json schema = settings_schema(synthetic_example);
    merge_schema(schema, settings_schema(local_index_example));
    merge_schema(schema, settings_schema(on_demand_example));
    merge_schema(schema, settings_schema(flow_example));
    for (const std::string& kind : Catalog<CacheKind>::instance().names())
        merge_schema(schema, settings_schema(flow_example, {{"caches.example.kind", kind}}));
    for (const std::string& admission : provisioned_admissions())
        merge_schema(schema, settings_schema(synthetic_example, {{"model.admission", admission}}));
    return schema;
}

// Returns the schema of a recorded workload with the settings of every format. `changes` is
// removed, because recorded streams do not support it.
Json recorded_schema() {
    Json schema = settings_schema(recorded_example);
    for (const std::string& format : Catalog<TraceFormat>::instance().names()) {
        const bool timed = Catalog<TraceFormat>::instance().create(format)->has_times();
        std::string text(recorded_example);
        if (timed) text.erase(text.find("arrivals"));
        std::vector<Override> chosen{{"workloads.example.replay.format", format}};
        if (format == "csv") chosen.push_back({"workloads.example.replay.time_unit", "s"});
        merge_schema(schema, settings_schema(text.c_str(), chosen));
    }
    workload_in(schema)["properties"].erase("changes");
    return schema;
}

// Adds `include`, which is not a setting: it names files that are read first. If it is given,
// nothing is required, because the included files may contain the required settings.
void add_include(Json& schema) {
    const Json names{{"type", "array"}, {"items", {{"type", "string"}}}};
    schema["properties"]["include"] = {
        {"anyOf", {{{"type", "string"}}, names}},
        {"description", "scenario files that are read before this one"}};
    schema["if"] = {{"not", {{"required", {"include"}}}}};
    schema["then"] = {{"required", schema["required"]}};
    schema.erase("required");
}

}  // namespace

Json scenario_schema() {
    Json settings = synthetic_schema();
    Json recorded = recorded_schema();
    Json ycsb = settings_schema(ycsb_example);
    workload_in(ycsb)["properties"].erase("changes");
    merge_schema(settings, ycsb);
    const Json made_requires = workload_in(settings).value("required", Json::array());
    const Json recorded_requires = workload_in(recorded).value("required", Json::array());
    merge_schema(settings, recorded);
    Json& workload = workload_in(settings);
    workload["if"] = {{"required", {"replay"}}};
    workload["then"] = {{"required", recorded_requires}};
    workload["else"] = {{"required", made_requires}};
    settings["properties"]["model"]["$comment"] =
        "Defaults are those of the newest era; isotherm list eras --settings shows the others.";
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                {"title", "Isotherm scenario"},
                {"description",
                 "A scenario as isotherm reads it, with its TOML expressed as JSON. Printed by "
                 "isotherm schema scenario."}};
    schema.update(settings);
    add_include(schema);
    schema["$defs"] = SchemaBuilder::definitions();
    share_schemas(schema);
    return schema;
}

}  // namespace isotherm
