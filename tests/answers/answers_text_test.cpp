// SPDX-License-Identifier: Apache-2.0
// The sentences of answers, from numbers that are given.

#include <gtest/gtest.h>

#include "app/report/comparison_text.h"
#include "app/report/english.h"
#include "app/report/findings_text.h"

namespace isotherm {
namespace {

Comparison of_shares(const std::vector<std::pair<double, double>>& shares) {
    Comparison comparison;
    for (const auto& [a, b] : shares) {
        comparison.throttled_share.add(a, b);
        comparison.share_a += a / static_cast<double>(shares.size());
        comparison.share_b += b / static_cast<double>(shares.size());
        if (b < a) ++comparison.less;
    }
    return comparison;
}

// Differences of +1, -1 and +0.5 points: their mean is far below their spread.
TEST(ComparisonSentence, names_no_direction_that_may_be_chance) {
    const auto chance = of_shares({{0.1, 0.11}, {0.1, 0.09}, {0.1, 0.105}});
    EXPECT_EQ(comparison_sentence(chance, {}), "No clear difference in throttling with 3 seeds.");
}

TEST(ComparisonSentence, of_one_pair) {
    const std::string one = "; one pair of runs, which tells you nothing about other seeds.";
    EXPECT_EQ(comparison_sentence(of_shares({{0, 0.3028}}), {}),
              "B throttles 30.28 % of all tries; A throttles none" + one);
    EXPECT_EQ(comparison_sentence(of_shares({{0.5, 0}}), {}), "B throttles 100 % less" + one);
    // 1 - 0.00001 / 0.5 = 0.99998: something is left.
    EXPECT_EQ(comparison_sentence(of_shares({{0.5, 0.00001}}), {}),
              "B throttles over 99.9 % less" + one);
}

ThrottleFinding finding_of(std::uint64_t throttled, double share) {
    ThrottleFinding finding;
    finding.resource = ResourceName("votes");
    finding.side = Side::write;
    finding.throttled = throttled;
    finding.share = share;
    return finding;
}

TEST(MarginalFindings, share_one_line) {
    // 5 of 10,005 and 2 of as many are below a thousandth; 9,998 are not.
    std::vector<ThrottleFinding> findings{finding_of(9'998, 9'998 / 10'005.0),
                                          finding_of(5, 5 / 10'005.0), finding_of(2, 2 / 10'005.0)};
    // 3 of 5 units a second is no spike.
    findings[2].cause = ThrottleCause::burst_spent;
    findings[2].evidence.busiest = 3;
    findings[2].evidence.least_limit = findings[2].evidence.most_limit = 5;
    EXPECT_EQ(marginal_text(findings),
              "\n7 more tries: 5 of votes, writes (insufficient capacity); 2 of votes, writes "
              "(tries at the same instant, with no burst saved).\n");
    EXPECT_EQ(marginal_text({findings.front()}), "");
}

TEST(English, rounds_durations_as_people_do) {
    EXPECT_EQ(english(say<Says::consumer_behind>("copy", "orders", SimDuration(60'119'780))),
              "copy: 60.1 s behind the stream of orders");
    EXPECT_EQ(english(say<Says::consumer_behind>("copy", "orders", SimDuration(60'000'000))),
              "copy: 1m behind the stream of orders");
}

}  // namespace
}  // namespace isotherm
