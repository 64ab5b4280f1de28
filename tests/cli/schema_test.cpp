// SPDX-License-Identifier: Apache-2.0
// The schemas and the reference in resources equal the program's output. The schemas match the
// shipped scenarios and a report.

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <toml++/toml.h>

#include "tests/cli/json_schema.h"
#include "tests/cli/program.h"

namespace isotherm {
namespace {

using OrderedJson = nlohmann::ordered_json;

const std::string resources = std::string(ISOTHERM_SOURCE_DIR) + "/resources/";

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

OrderedJson json_of_toml(const std::string& text) {
    std::stringstream json;
    json << toml::json_formatter(toml::parse(text));
    return OrderedJson::parse(json.str());
}

JsonSchema scenario_schema_file() {
    return JsonSchema(OrderedJson::parse(content_of(resources + "schema/scenario.schema.json")));
}

// A scenario of one table with additional lines at the top and in the workload.
std::string scenario_with(const std::string& top, const std::string& workload) {
    return "duration = \"1m\"\n" + top + R"(
[tables.votes]
capacity = { read = 10, write = 10 }
[workloads.voters]
table = "votes"
operation = "UpdateItem"
arrivals = { shape = "poisson", rate = "5/s" }
keys = { distribution = "zipf", distinct = 2 }
)" + workload;
}

TEST(Schemas, in_resources_equal_the_programs_output) {
    for (const std::string of :
         {"scenario", "report", "why", "fix", "compare", "plan", "sweep", "gate"}) {
        const Printed printed = isotherm_prints({"schema", of});
        EXPECT_EQ(printed.exit_code, 0) << printed.err;
        EXPECT_TRUE(printed.out == content_of(resources + "schema/" + of + ".schema.json"))
            << "write it: isotherm schema " << of << " > resources/schema/" << of << ".schema.json";
    }
    EXPECT_EQ(isotherm_prints({"schema", "rapport"}).exit_code, 2);
}

TEST(Schemas, the_reference_in_resources_equals_the_programs_output) {
    const Printed printed = isotherm_prints({"list", "--reference"});
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    EXPECT_TRUE(printed.out == content_of(resources + "docs/scenario-reference.md"))
        << "write it: isotherm list --reference > resources/docs/scenario-reference.md";
}

TEST(Schemas, every_shipped_scenario_matches_as_written_and_resolved) {
    const JsonSchema schema = scenario_schema_file();
    std::vector<std::filesystem::path> scenarios;
    for (const char* folder : {"scenarios", "../tests/golden"}) {
        for (const auto& entry : std::filesystem::directory_iterator(resources + folder))
            if (entry.path().extension() == ".toml") scenarios.push_back(entry.path());
    }
    ASSERT_GE(scenarios.size(), 12u);
    for (const auto& scenario : scenarios) {
        SCOPED_TRACE(scenario.filename().string());
        EXPECT_EQ(joined(schema.misfits(json_of_toml(content_of(scenario.string())))), "");
        const Printed resolved = isotherm_prints({"check", "--resolved", scenario.string()});
        ASSERT_EQ(resolved.exit_code, 0) << resolved.err;
        EXPECT_EQ(joined(schema.misfits(json_of_toml(resolved.out))), "");
    }
}

TEST(Schemas, a_scenario_that_the_reader_refuses_by_form_does_not_match) {
    const JsonSchema schema = scenario_schema_file();
    const auto fits = [&](const std::string& top, const std::string& workload) {
        return schema.misfits(json_of_toml(scenario_with(top, workload))).empty();
    };
    EXPECT_TRUE(fits("", ""));
    EXPECT_TRUE(fits("seed = \"10k\"", "client = { retry_quota = 100 }"));
    EXPECT_TRUE(fits("", "changes.later = { at = \"30s\", arrivals = { rate = \"9/s\" } }"));
    EXPECT_FALSE(fits("sead = 4", ""));
    EXPECT_FALSE(fits("seed = -1", ""));
    EXPECT_FALSE(fits("era = \"2011\"", ""));
    EXPECT_FALSE(fits("model.split_after = 3", ""));
    EXPECT_FALSE(fits("model.split_after = \"3 fortnights\"", ""));
    EXPECT_FALSE(fits("limits.throttled_share = 70", ""));
    EXPECT_FALSE(fits("", "client = { retry = \"never\" }"));
    EXPECT_FALSE(fits("", "changes.later = { rate = \"9/s\" }"));
}

TEST(Schemas, a_report_has_no_key_that_its_schema_lacks) {
    const JsonSchema schema(OrderedJson::parse(content_of(resources + "schema/report.schema.json")),
                            true);
    ScenarioFolder folder;
    const std::string scenario = folder.file("small.toml", R"(
era = "2025"
duration = "90s"
[tables.orders]
sort_key = "id"
capacity = { read = 50, write = 40 }
[tables.orders.indexes.by_date]
capacity = { read = 5, write = 5 }
[tables.sessions]
capacity = { mode = "on_demand", maximum_write = 10 }
[workloads.writers]
table = "orders"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "60/s" }
keys = { distribution = "zipf", distinct = 20 }
[workloads.readers]
table = "orders"
index = "by_date"
operation = "Query"
arrivals = { shape = "constant", rate = "10/s" }
keys = { distribution = "uniform", distinct = 20 }
[workloads.clicks]
table = "sessions"
operation = "UpdateItem"
arrivals = { shape = "constant", rate = "20/s" }
keys = { distribution = "uniform", distinct = 2000 }
[changes.up]
at = "10s"
table = "orders"
write = 60
[changes.again]
at = "11s"
table = "orders"
write = 70
[limits]
throttled_share = "0 %"
[expect.some]
of = "tables.orders.throttled"
at_least = 1
)");
    for (const std::string& one :
         {scenario, resources + "scenarios/heat.toml", resources + "scenarios/dilution.toml"}) {
        SCOPED_TRACE(one);
        const Printed run = isotherm_prints({"run", one, "--json"});
        ASSERT_TRUE(run.exit_code == 0 || run.exit_code == 3) << run.err;
        EXPECT_EQ(joined(schema.misfits(OrderedJson::parse(run.out))), "");
    }
}

}  // namespace
}  // namespace isotherm
