// SPDX-License-Identifier: Apache-2.0
// The policy dynamic_dynamodb against the original program. dynamic_dynamodb_decisions.json
// contains random settings and readings, and what sebdah/dynamic-dynamodb, commit bfd0ca8,
// provisioned with these answers of CloudWatch and UpdateTable ("provisioned_after").

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "app/report/english.h"
#include "engine/backtest/backtest_decisions.h"

namespace isotherm {
namespace {

TEST(DynamicDynamoDbGolden, DecidesAsTheProgramDid) {
    std::ifstream file(ISOTHERM_SOURCE_DIR "/tests/golden/dynamic_dynamodb_decisions.json");
    const auto cases = nlohmann::ordered_json::parse(file);
    ASSERT_EQ(cases.size(), 40);
    const Era era = *era_named("2016");
    std::int64_t checks = 0;
    for (const auto& one : cases) {
        auto input = one;
        input.erase("provisioned_after");
        const auto decision_case = read_decision_case(input.dump(), "case", era);
        ASSERT_TRUE(decision_case.ok()) << decision_case.errors().front().text();
        const auto decisions = run_decisions(decision_case.value(), era);
        ASSERT_EQ(decisions.size(), one["provisioned_after"].size());
        for (std::size_t i = 0; i < decisions.size(); ++i) {
            EXPECT_EQ(decisions[i].after.read, one["provisioned_after"][i][0])
                << one["settings"] << "\n"
                << one["checks"][i] << "\n"
                << english(decisions[i].reason);
            EXPECT_EQ(decisions[i].after.write, one["provisioned_after"][i][1])
                << one["settings"] << "\n"
                << one["checks"][i] << "\n"
                << english(decisions[i].reason);
            ++checks;
        }
    }
    EXPECT_EQ(checks, 480);
}

}  // namespace
}  // namespace isotherm
