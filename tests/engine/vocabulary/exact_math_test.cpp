// SPDX-License-Identifier: Apache-2.0
// The portable functions against the C library and published constants.

#include "engine/vocabulary/exact_math.h"

#include <cmath>
#include <limits>
#include <numbers>

#include <gtest/gtest.h>

namespace isotherm {
namespace {

constexpr double ulp = std::numeric_limits<double>::epsilon();

TEST(ExactMath, logarithm_is_within_two_units_of_the_last_place) {
    for (double x = 1e-300; x < 1e300; x *= 1.000917) {
        ASSERT_NEAR(exact::log(x), std::log(x), 2 * ulp * std::abs(std::log(x))) << x;
    }
    for (double x = 0.5; x < 2; x += 1e-4) {
        ASSERT_NEAR(exact::log(x), std::log(x), 2 * ulp * std::abs(std::log(x)) + 1e-17) << x;
    }
    EXPECT_EQ(exact::log(1), 0);
    EXPECT_DOUBLE_EQ(exact::log(2), std::numbers::ln2);
    EXPECT_DOUBLE_EQ(exact::log(10), std::numbers::ln10);
}

TEST(ExactMath, exponential_is_within_two_units_of_the_last_place) {
    for (double x = -690; x < 690; x += 0.0137) {
        ASSERT_NEAR(exact::exp(x) / std::exp(x), 1, 2 * ulp) << x;
    }
    EXPECT_EQ(exact::exp(0), 1);
    EXPECT_DOUBLE_EQ(exact::exp(1), std::numbers::e);
}

TEST(ExactMath, power_is_as_good_as_its_logarithm_allows) {
    for (const double exponent : {-2.5, -0.99, 0.5, 1.0, 3.0}) {
        for (double x = 1e-6; x < 1e12; x *= 1.37) {
            const double error = (std::abs(exponent * std::log(x)) + 2) * 2 * ulp;
            ASSERT_NEAR(exact::pow(x, exponent) / std::pow(x, exponent), 1, error) << x;
        }
    }
    EXPECT_EQ(exact::pow(123.0, 0), 1);
}

TEST(ExactMath, sine_of_turns_meets_its_landmarks_and_the_library) {
    EXPECT_EQ(exact::sin_turns(0), 0);
    EXPECT_DOUBLE_EQ(exact::sin_turns(0.25), 1);
    EXPECT_NEAR(exact::sin_turns(0.5), 0, 1e-16);
    EXPECT_DOUBLE_EQ(exact::sin_turns(0.75), -1);
    EXPECT_DOUBLE_EQ(exact::sin_turns(1.0 / 12), 0.5);
    // The library rounds its argument, up to 19, by half a unit in the last place, which is 2e-15.
    for (double turns = -3; turns < 3; turns += 0.00137) {
        ASSERT_NEAR(exact::sin_turns(turns), std::sin(2 * std::numbers::pi * turns), 5e-15)
            << turns;
    }
}

TEST(ExactMath, normal_quantile_is_within_its_stated_error) {
    // The distribution function of the quantile must return the probability.
    for (double p = 1e-12; p < 1; p = p < 1e-3 ? p * 1.7 : p + 0.00037) {
        const double z = exact::normal_quantile(p);
        const double back = 0.5 * std::erfc(-z / std::numbers::sqrt2);
        const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
        ASSERT_NEAR((back - p) / density, 0, 1.2e-9 * std::max(std::abs(z), 1e-3) + 1e-13 / density)
            << p;
    }
    EXPECT_NEAR(exact::normal_quantile(0.975), 1.959963984540054, 3e-9);
}

}  // namespace
}  // namespace isotherm
