// SPDX-License-Identifier: Apache-2.0
// The retry rules of the SDKs of 2026 for DynamoDB: V-N12 to V-N14.

#include <gtest/gtest.h>

#include <cmath>

#include "engine/clients/backoff.h"

namespace isotherm {
namespace {

BackoffSettings rules_2026() {
    return BackoffSettings{.attempts = 4}.delayed_by(1s, 25ms).costing(5, 14, 14);
}

// The sum of the longest waits of a call whose every try fails; on average it is half of that.
SimDuration longest_of_call(Failure failure) {
    SimDuration sum{};
    for (std::int64_t retry = 1; retry < rules_2026().attempts; ++retry)
        sum += longest_before_retry(rules_2026(), failure, retry);
    return sum;
}

TEST(Retries2026, v_n12_four_attempts_wait_seven_seconds_or_175_milliseconds_at_most) {
    EXPECT_EQ(longest_of_call(Failure::throttled), 7s);
    EXPECT_EQ(longest_of_call(Failure::transient), 175ms);
    for (const auto& [failure, mean] :
         {std::pair(Failure::throttled, 3.5), std::pair(Failure::transient, 0.0875)}) {
        Backoff backoff(BackoffSettings(rules_2026()).costing(0, 0, 0), RandomStream(5, "test"));
        constexpr int calls = 20'000;
        double sum = 0;
        for (int call = 0; call < calls; ++call)
            for (std::int64_t attempt = 1;
                 const auto wait = backoff.decide(failure, {.attempt = attempt}); ++attempt)
                sum += in_seconds(*wait);
        // Full jitter: the variance of each wait is its square / 12.
        const double deviation = mean * std::sqrt(21.0 / 9 / 12) * 2 / std::sqrt(3.0);
        EXPECT_NEAR(sum / calls, mean, 5 * deviation / std::sqrt(calls));
    }
}

TEST(Retries2026, v_n13_a_full_quota_pays_for_100_throttled_or_35_other_retries) {
    for (const auto& [failure, retries, left] :
         {std::tuple(Failure::throttled, 100, 0), std::tuple(Failure::transient, 35, 10)}) {
        Backoff backoff(rules_2026(), RandomStream(5, "test"));
        int allowed = 0;
        while (backoff.decide(failure, {.attempt = 1})) ++allowed;
        EXPECT_EQ(allowed, retries);
        EXPECT_EQ(backoff.tokens_left(0), left);
    }
}

// Tokens that a call gives back on average less those that it takes, if each try fails with the
// chance p: a success gives back the cost of its last retry, or 1 without a retry.
double balance(double p, int attempts, double cost) {
    double sum = 1 - p;
    for (int k = 2; k <= attempts; ++k)
        sum += std::pow(p, k - 1) * (1 - p) * (cost - (k - 1) * cost);
    return sum - std::pow(p, attempts) * (attempts - 1) * cost;
}

double balanced_chance(int attempts, double cost) {
    double low = 0, high = 1;
    for (int step = 0; step < 60; ++step) {
        const double middle = (low + high) / 2;
        (balance(middle, attempts, cost) > 0 ? low : high) = middle;
    }
    return low;
}

// What is left of a large quota after many calls.
std::int64_t left_after(double chance, Failure failure) {
    BackoffSettings settings = rules_2026();
    settings.retry_quota = 100'000;
    Backoff backoff(settings, RandomStream(5, "test"));
    RandomStream random(9, "failures");
    for (int call = 0; call < 300'000; ++call) {
        std::int64_t attempt = 1;
        bool failed = random.unit() < chance;
        while (failed && backoff.decide(failure, {.attempt = attempt})) {
            ++attempt;
            failed = random.unit() < chance;
        }
        if (!failed) backoff.succeeded({.attempt = attempt, .last_failure = failure});
    }
    return backoff.tokens_left(0);
}

TEST(Retries2026, v_n14_the_chance_of_failure_at_which_the_quota_neither_fills_nor_drains) {
    EXPECT_NEAR(balanced_chance(3, 14), 0.215, 5e-4);
    EXPECT_NEAR(balanced_chance(3, 5), 0.321, 5e-4);
    EXPECT_NEAR(balanced_chance(4, 14), 0.212, 5e-4);
    EXPECT_NEAR(balanced_chance(4, 5), 0.312, 5e-4);
    EXPECT_GT(left_after(0.312 - 0.02, Failure::throttled), 99'000);
    EXPECT_LT(left_after(0.312 + 0.02, Failure::throttled), 80'000);
    EXPECT_GT(left_after(0.212 - 0.02, Failure::transient), 99'000);
    EXPECT_LT(left_after(0.212 + 0.02, Failure::transient), 80'000);
}

}  // namespace
}  // namespace isotherm
