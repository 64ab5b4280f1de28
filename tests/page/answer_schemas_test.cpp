// SPDX-License-Identifier: Apache-2.0
// What `why`, `fix`, `compare`, `plan`, `sweep` and `gate` print as JSON matches the schemas in
// resources/schema, and has no key that they lack.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "engine/insight/remedy.h"
#include "engine/insight/throttle_finding.h"
#include "tests/cli/json_schema.h"
#include "tests/cli/program.h"
#include "tests/page/hot_scenario.h"

namespace isotherm {
namespace {

using OrderedJson = nlohmann::ordered_json;

OrderedJson schema_of(const std::string& command) {
    return OrderedJson::parse(content_of(std::string(ISOTHERM_SOURCE_DIR) + "/resources/schema/" +
                                         command + ".schema.json"));
}

std::string misfits_of(const std::vector<std::string>& arguments) {
    const Printed printed = isotherm_prints(arguments);
    EXPECT_TRUE(printed.exit_code == 0 || printed.exit_code == 3) << printed.err;
    std::string text;
    for (const std::string& one :
         JsonSchema(schema_of(arguments.front()), true).misfits(OrderedJson::parse(printed.out)))
        text += one + "\n";
    return text;
}

const std::string scenarios = std::string(ISOTHERM_SOURCE_DIR) + "/resources/scenarios/";

TEST(AnswerSchemas, match_what_is_printed) {
    const ScenarioFolder folder;
    const std::string hot = folder.file("hot.toml", hot_scenario);
    EXPECT_EQ(misfits_of({"why", hot, "--json"}), "");
    EXPECT_EQ(misfits_of({"why", scenarios + "dilution.toml", "--json"}), "");
    EXPECT_EQ(misfits_of({"fix", hot, "--seeds", "2", "--json"}), "");
    EXPECT_EQ(misfits_of({"fix", hot, "--seeds", "1", "--json"}), "");
    EXPECT_EQ(misfits_of({"compare", hot, "--set-b", "tables.votes.capacity.write=30", "--seeds",
                          "2", "--json"}),
              "");
    EXPECT_EQ(misfits_of({"sweep", hot, "--vary", "tables.votes.capacity.write=10,30", "--seeds",
                          "2", "--number", "hot=totals.throttled", "--json"}),
              "");
    EXPECT_EQ(misfits_of({"gate", hot, "--warnings", "--json"}), "");
}

// Ten hours at 100 units a second.
std::string steady_series() {
    std::string csv = "minute,timestamp_utc,read_units_sum,write_units_sum\n";
    for (int minute = 0; minute < 600; ++minute)
        csv +=
            fmt::format("{},2026-03-02T{:02}:{:02}:00Z,0,6000\n", minute, minute / 60, minute % 60);
    return csv;
}

TEST(AnswerSchemas, match_plans_of_scenarios_and_of_series) {
    const ScenarioFolder folder;
    const std::string hot = folder.file("hot.toml", hot_scenario);
    const std::string series = folder.file("day.csv", steady_series());
    EXPECT_EQ(misfits_of({"plan", hot, "--seeds", "2", "--json"}), "");
    // Not kept: with what throttles, and one seed has no interval.
    EXPECT_EQ(misfits_of({"plan", hot, "--keep", "cost_per_month <= 0.01", "--keep",
                          "throttled_share <= 0", "--seeds", "1", "--json"}),
              "");
    EXPECT_EQ(misfits_of({"plan", series, "--json"}), "");
    EXPECT_EQ(misfits_of({"plan", series, "--no-commitments", "--keep", "throttled_share <= 1 %",
                          "--json"}),
              "");
}

// Without findings, how much the load could grow.
TEST(AnswerSchemas, match_a_scenario_without_throttles) {
    const ScenarioFolder folder;
    const std::string calm = folder.file("calm.toml", hot_scenario);
    const std::vector<std::string> arguments{"fix", calm, "--set", "tables.votes.capacity.write=40",
                                             "--json"};
    EXPECT_EQ(misfits_of(arguments), "");
    const OrderedJson growth = OrderedJson::parse(isotherm_prints(arguments).out).at("growth");
    // 20 of 40 units: it could double.
    EXPECT_NEAR(growth.at("used").get<double>(), 0.5, 0.01);
    EXPECT_NEAR(growth.at("more").get<double>(), 1, 0.04);
    EXPECT_EQ(growth.at("side"), "write");
}

TEST(AnswerSchemas, name_every_cause_and_every_remedy) {
    const OrderedJson why = schema_of("why"), fix = schema_of("fix");
    EXPECT_EQ(why["$defs"]["finding"]["properties"]["cause"]["enum"],
              OrderedJson(throttle_cause_names));
    EXPECT_EQ(fix["$defs"]["remedy"]["properties"]["remedy"]["enum"], OrderedJson(remedy_names));
    EXPECT_EQ(why["$defs"], fix["$defs"]);
    EXPECT_EQ(why["$defs"]["finding"], schema_of("plan")["$defs"]["finding"]);
}

TEST(AnswerSchemas, refuse_another_shape) {
    const ScenarioFolder folder;
    const Printed printed =
        isotherm_prints({"why", folder.file("hot.toml", hot_scenario), "--json"});
    OrderedJson json = OrderedJson::parse(printed.out);
    json["findings"][0]["share_of_throttled"] = 2;
    EXPECT_FALSE(JsonSchema(schema_of("why")).misfits(json).empty());
    json = OrderedJson::parse(printed.out);
    json["findings"][0].erase("evidence");
    EXPECT_FALSE(JsonSchema(schema_of("why")).misfits(json).empty());
}

}  // namespace
}  // namespace isotherm
