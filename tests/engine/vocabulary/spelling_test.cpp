// SPDX-License-Identifier: Apache-2.0
// Suggestions for misspelt names.

#include "engine/vocabulary/spelling.h"

#include <vector>

#include <gtest/gtest.h>

namespace isotherm {
namespace {

const std::vector<std::string> known{"hot_set", "provisioned_rcu", "uniform", "zipf"};

TEST(Spelling, finds_the_nearest_name_within_two_edits) {
    EXPECT_EQ(nearest_name("zipff", known), "zipf");
    EXPECT_EQ(nearest_name("zpif", known), "zipf");  // a swap counts as one edit
    EXPECT_EQ(nearest_name("uniforn", known), "uniform");
    EXPECT_EQ(nearest_name("hotset", known), "hot_set");
    EXPECT_EQ(nearest_name("provisoned_rcu", known), "provisioned_rcu");
}

TEST(Spelling, allows_a_third_of_a_long_name_to_differ) {
    // "provisioned" lacks the four characters "_rcu"; a third of 11 is 3, and a third of 12 is 4.
    EXPECT_EQ(nearest_name("provisioned", known), std::nullopt);
    EXPECT_EQ(nearest_name("xprovisioned", std::vector<std::string>{"provisioned_rc"}),
              "provisioned_rc");
}

TEST(Spelling, suggests_nothing_far_away_or_endless) {
    EXPECT_EQ(nearest_name("gaussian", known), std::nullopt);
    EXPECT_EQ(nearest_name("", std::vector<std::string>{"a", "ab"}), std::nullopt);
    EXPECT_EQ(nearest_name(std::string(100'000, 'z'), known), std::nullopt);
    EXPECT_EQ(nearest_name("zipf", {}), std::nullopt);
}

TEST(Spelling, finds_the_intended_name) {
    const std::vector<std::string> calls{"BatchGetItem", "GetItem", "PutItem", "Query"};
    const std::vector<Alias> aliases{{"write", "PutItem"}};
    EXPECT_EQ(meant_name("put", calls), "PutItem");  // the only name that begins with it
    EXPECT_EQ(meant_name("QUERY", calls), "Query");  // differs in case only
    EXPECT_EQ(meant_name("put-item", calls), "PutItem");
    EXPECT_EQ(meant_name("Write", calls, aliases), "PutItem");
    EXPECT_EQ(meant_name("item", calls), std::nullopt);  // three names end with it
    EXPECT_EQ(meant_name("", calls, aliases), std::nullopt);
    EXPECT_EQ(meant_name("scribble", calls, aliases), std::nullopt);
}

TEST(Spelling, lists_the_known_names) {
    EXPECT_EQ(suggestion_text("zipff", known),
              "did you mean \"zipf\"? known: hot_set, provisioned_rcu, uniform, zipf");
    EXPECT_EQ(suggestion_text("gaussian", known), "known: hot_set, provisioned_rcu, uniform, zipf");
}

}  // namespace
}  // namespace isotherm
