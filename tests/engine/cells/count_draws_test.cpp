// SPDX-License-Identifier: Apache-2.0
// The counts of cells are compared with the distributions of Boost.Math by chi-square tests.

#include "engine/cells/count_draws.h"

#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <functional>
#include <vector>

namespace isotherm {
namespace {

constexpr int draws = 200'000;

// Returns the chance of a chi-square as large as that of the counts. Neighbouring values are joined
// until at least 20 are expected.
double chance_of(const std::function<std::uint32_t(CellRandom&)>& draw,
                 const std::function<double(double)>& pdf, std::uint32_t most) {
    std::vector<int> seen(most + 1);
    for (int i = 0; i < draws; ++i) {
        CellRandom random(4'711, static_cast<std::uint64_t>(i), 1'000'000);
        ++seen[std::min(draw(random), most)];
    }
    double chi = 0, expected = 0, counted = 0, whole = 0;
    int groups = 0;
    for (std::uint32_t k = 0; k <= most; ++k) {
        const double chance = k < most ? pdf(k) : std::max(0.0, 1 - whole);
        whole += chance;
        expected += chance * draws;
        counted += seen[k];
        if (expected < 20 && k < most) continue;
        if (expected > 0) {
            chi += (counted - expected) * (counted - expected) / std::max(expected, 1.0);
            ++groups;
        }
        expected = counted = 0;
    }
    if (groups < 2) return 1;
    return boost::math::cdf(
        boost::math::complement(boost::math::chi_squared_distribution<double>(groups - 1), chi));
}

class PoissonCounts : public testing::TestWithParam<double> {};

TEST_P(PoissonCounts, are_poisson) {
    const double mean = GetParam();
    const boost::math::poisson_distribution<double> poisson(mean);
    const auto most = static_cast<std::uint32_t>(mean + 12 * std::sqrt(mean) + 8);
    EXPECT_GT(chance_of(
                  [&](CellRandom& random) {
                      return CountDraws::tables().poisson(mean, std::sqrt(mean), random);
                  },
                  [&](double k) { return boost::math::pdf(poisson, k); }, most),
              1e-4);
}

// Means of each table and of each combination of tables, and on both sides of the change to the
// normal table at 64.
INSTANTIATE_TEST_SUITE_P(Cells, PoissonCounts,
                         testing::Values(0.001, 0.0156, 0.4, 1.0, 2.73, 17.0, 40.123, 63.99, 64.0,
                                         71.3, 150.0, 1'000.0));

struct Trials {
    std::uint32_t count;
    double chance;
};
class BinomialCounts : public testing::TestWithParam<Trials> {};

TEST_P(BinomialCounts, are_binomial) {
    const auto [count, chance] = GetParam();
    const boost::math::binomial_distribution<double> binomial(count, chance);
    EXPECT_GT(chance_of(
                  [count = count, chance = chance](CellRandom& random) {
                      return CountDraws::tables().binomial(count, chance, random);
                  },
                  [&](double k) { return boost::math::pdf(binomial, k); }, count),
              1e-4);
}

INSTANTIATE_TEST_SUITE_P(Cells, BinomialCounts,
                         testing::Values(Trials{1, 0.3}, Trials{12, 0.5}, Trials{40, 0.2},
                                         Trials{400, 0.01}, Trials{400, 0.75}, Trials{400, 0.3},
                                         Trials{3'000, 0.02}));

TEST(NormalTable, has_the_quantiles_of_the_normal_distribution) {
    const boost::math::normal_distribution<double> normal;
    for (const double z : {-3.5, -2.0, -0.7, 0.0, 1.3, 3.0, 4.0}) {
        constexpr int many = 2'000'000;
        int below = 0;
        for (int i = 0; i < many; ++i) {
            CellRandom random(99, static_cast<std::uint64_t>(i), 7);
            below += CountDraws::tables().normal(random) < z;
        }
        const double chance = boost::math::cdf(normal, z);
        const double deviation = std::sqrt(chance * (1 - chance) / many);
        EXPECT_NEAR(static_cast<double>(below) / many, chance, 5 * deviation + 1e-7) << z;
    }
}

// The key decides about the numbers, so neither the order of cells nor the number of draws of other
// cells changes them.
TEST(CellRandom, depends_on_nothing_but_its_key) {
    CellRandom first(1, 2, 3);
    CellRandom other(1, 3, 3);
    other.next();
    CellRandom again(1, 2, 3);
    EXPECT_EQ(first.next(), again.next());
    EXPECT_NE(CellRandom(1, 2, 3).next(), CellRandom(1, 2, 4).next());
    EXPECT_NE(CellRandom(1, 2, 3).next(), CellRandom(2, 2, 3).next());
}

}  // namespace
}  // namespace isotherm
