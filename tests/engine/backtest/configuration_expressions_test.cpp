// SPDX-License-Identifier: Apache-2.0
// The regular expressions in Dynamic DynamoDB's configuration, which are input of the user.

#include <gtest/gtest.h>

#include "engine/backtest/dynamic_dynamodb_file.h"
#include "engine/scaling/scaling_policy.h"

namespace isotherm {
namespace {

Errors errors_of(const std::string& text, const std::string& table) {
    const auto options = Catalog<ScalingPolicyKind>::instance().create("dynamic_dynamodb");
    return apply_dynamic_dynamodb_file(text, "d.conf", {table, ""}, *options);
}

TEST(ConfigurationExpressions, match_from_the_beginning_of_the_name) {
    EXPECT_TRUE(errors_of("[table: vo]\nreads-upper-threshold: 80\n", "votes").empty());
    EXPECT_FALSE(errors_of("[table: otes]\nreads-upper-threshold: 80\n", "votes").empty());
    EXPECT_TRUE(
        errors_of("\xEF\xBB\xBF[table: ^v.*s$]\nreads-upper-threshold: 80\n", "votes").empty());
}

// A backtracking matcher would need 2^40 steps for this expression and forty letters.
TEST(ConfigurationExpressions, take_no_exponential_time) {
    const std::string text = "[table: ^(a+)+$]\nreads-upper-threshold: 80\n";
    EXPECT_TRUE(errors_of(text, std::string(40, 'a')).empty());
    EXPECT_FALSE(errors_of(text, std::string(40, 'a') + "b").empty());
}

TEST(ConfigurationExpressions, that_look_around_are_refused_with_the_reason) {
    const Errors errors = errors_of("[table: ^(?!x)v$]\nreads-upper-threshold: 80\n", "votes");
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].place.line, 1);
    EXPECT_NE(errors[0].fix.find("look-around"), std::string::npos);
}

}  // namespace
}  // namespace isotherm
