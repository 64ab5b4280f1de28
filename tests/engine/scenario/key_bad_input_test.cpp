// SPDX-License-Identifier: Apache-2.0
// Attributes and key expressions that cannot be are errors of `check`, at their place.

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

struct BadKey {
    const char* name;
    const char* attributes;
    const char* table;
    const char* workload;
    std::vector<std::string> said;
};

std::string text_with(const BadKey& bad) {
    return fmt::format(R"(name = "keys"
era = "2016"
duration = "1m"
[attributes]
user = {{ distribution = "uniform", distinct = 1000 }}
{}
[tables.tab]
capacity = {{ read = 10, write = 10 }}
{}
[workloads.w]
table = "tab"
operation = "PutItem"
arrivals = {{ shape = "constant", rate = "1/s" }}
{}
)",
                       bad.attributes, bad.table, bad.workload);
}

class BadKeys : public testing::TestWithParam<BadKey> {};

TEST_P(BadKeys, are_refused_with_place_and_reason) {
    const auto scenario = read_scenario_text(text_with(GetParam()), "test.toml");
    ASSERT_FALSE(scenario.ok());
    const std::string texts = all_texts(scenario.errors());
    EXPECT_EQ(static_cast<int>(scenario.errors().front().exit_code), 78) << texts;
    for (const std::string& said : GetParam().said)
        EXPECT_NE(texts.find(said), std::string::npos) << said << " in:\n" << texts;
}

constexpr const char* keys = "keys = { distribution = \"uniform\", distinct = 10 }";

INSTANTIATE_TEST_SUITE_P(
    Scenario, BadKeys,
    testing::Values(
        BadKey{"unknown_name",
               "",
               "partition_key = \"{usr}\"",
               keys,
               {"test.toml:9:", "\"{usr}\", character 2: nothing sets \"usr\""}},
        BadKey{"overflow",
               "",
               "partition_key = \"{user * 10000000000000000}\"",
               "",
               {"test.toml:9:", "the result can exceed 64 bits"}},
        BadKey{"zero", "", "partition_key = \"{user % user}\"", "", {"the divisor can be zero"}},
        BadKey{"none",
               "state = { weights = { A = 1, none = 1 } }",
               "partition_key = \"{state}\"",
               "",
               {"can be none", "key of an index"}},
        BadKey{"no_keys",
               "",
               "partition_key = \"{key}.{random(1..2)}\"",
               "",
               {"workloads.w.keys is missing"}},
        BadKey{"keys_twice",
               "",
               "partition_key = \"{user}\"",
               keys,
               {"workloads.w.keys", "the table's partition key is an expression"}},
        BadKey{"taken",
               "minute = { distinct = 5 }",
               "",
               keys,
               {"\"minute\" cannot be the name of an attribute"}},
        BadKey{"no_parent",
               "land = { of = \"usr\", weights = { A = 1 } }",
               "",
               keys,
               {"attributes.land.of: nothing sets \"usr\"", "user"}},
        BadKey{"weights_of_zipf",
               "a = { distribution = \"zipf\", weights = { A = 1 } }",
               "",
               keys,
               {"attributes.a.weights: the distribution \"zipf\" has no weights", "weights"}},
        BadKey{"exponent_of_uniform",
               "a = { distinct = 5, exponent = 0.9 }",
               "",
               keys,
               {"attributes.a.exponent: the distribution \"uniform\" has no exponent",
                "distribution = \"zipf\""}},
        BadKey{"most_of_weights",
               "a = { weights = { A = 1 }, most = 5 }",
               "",
               keys,
               {"\"weights\" has no most", "\"pareto\" or \"log_normal\""}},
        BadKey{"itself", "a = { of = \"b\" }\nb = { of = \"a\" }", "", keys, {"depends on itself"}},
        BadKey{"no_weight",
               "a = { weights = { A = 0 } }",
               "",
               keys,
               {"no value has a weight above 0"}},
        BadKey{"negative_weight",
               "a = { weights = { A = -1 } }",
               "",
               keys,
               {"expected a weight of 0 or more"}},
        BadKey{"too_many_values",
               "a = { distinct = 1000000000000000 }",
               "",
               keys,
               {"attributes.a.distinct"}},
        BadKey{"collection_name",
               "",
               "collection = \"fens\"",
               keys,
               {"\"fens\" is neither a number nor an attribute"}},
        BadKey{"collection_text",
               "land = { weights = { A = 1 } }",
               "collection = \"land\"",
               keys,
               {"land is a text, not a number"}},
        BadKey{"several_in_2016",
               "",
               "[tables.tab.indexes.i]\npartition_key = [\"{user}\", \"{day}\"]\ncapacity = { read "
               "= 1, write = 1 }",
               keys,
               {"November 2025"}},
        BadKey{"shorthand_too",
               "",
               "[tables.tab.indexes.i]\npartition_key = \"{user}\"\ndistinct = 5\ncapacity = { "
               "read = 1, write = 1 }",
               keys,
               {"the index key is an expression"}}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace isotherm
