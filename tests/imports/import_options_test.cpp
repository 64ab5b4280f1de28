// SPDX-License-Identifier: Apache-2.0
// What the user says beside the files.

#include "tests/imports/imported.h"

namespace isotherm {
namespace {

constexpr const char* parameter_template = R"yaml(
Parameters:
  Writes: { Type: Number }
  Other: { Type: String, Default: x }
Resources:
  Cups:
    Type: AWS::DynamoDB::Table
    Properties:
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      ProvisionedThroughput: { ReadCapacityUnits: "{{resolve:ssm:/cups/reads}}", WriteCapacityUnits: !Ref Writes }
)yaml";

TEST(ImportParameters, those_that_no_template_asks_for_are_known) {
    ImportOptions options;
    // Other is declared, though no table depends on it.
    options.parameters = {
        {"Writes", "7"}, {"ssm:/cups/reads", "9"}, {"Other", "y"}, {"Wirtes", "8"}};
    const Imported imported = imported_from({{"template.yaml", parameter_template}}, options);
    const ImportedTable& table = imported.facts.tables.at("Cups");
    EXPECT_EQ(*table.capacity.provisioned[Side::write], 7);
    EXPECT_EQ(*table.capacity.provisioned[Side::read], 9);
    EXPECT_EQ(options.parameters.unused(), std::vector<std::string>{"Wirtes"});
}

TEST(ImportParameters, the_option_that_answers_is_shown) {
    EXPECT_EQ(option_for("${ssm:/shop/reads}"), "--parameter ssm:/shop/reads=VALUE");
    EXPECT_EQ(option_for("{{resolve:ssm:/cups/reads}}"), "--parameter ssm:/cups/reads=VALUE");
    EXPECT_EQ(option_for("Fn::ImportValue ledger-reads"), "--parameter ledger-reads=VALUE");
    EXPECT_EQ(option_for("Ref Writes: a parameter without a default"), "--parameter Writes=VALUE");
    EXPECT_EQ(option_for("Ref AWS::Region: give --region"), "--region REGION");
}

TEST(ImportMetricOption, points_without_a_name_ask_for_it) {
    const Imported imported =
        read_texts({{"query-pairs.json", R"([["2026-11-16T00:00:00Z", 60000]])"}});
    ASSERT_FALSE(imported.errors.empty());
    EXPECT_NE(imported.errors.front().fix.find("--metric NAME --period 5m"), std::string::npos);
}

// An average is of no use, whatever its table is called.
TEST(ImportMetricOption, an_average_is_refused_before_its_table_is_asked_for) {
    const Imported imported = read_texts(
        {{"average-only.json",
          R"({"Label": "ConsumedWriteCapacityUnits", "Datapoints": [{"Timestamp": "2026-11-16T00:00:00Z", "Average": 3}]})"}});
    ASSERT_EQ(imported.errors.size(), 1u);
    EXPECT_NE(imported.errors.front().what.find("per request"), std::string::npos);
}

}  // namespace
}  // namespace isotherm
