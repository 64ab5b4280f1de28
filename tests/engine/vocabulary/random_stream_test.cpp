// SPDX-License-Identifier: Apache-2.0
// Random streams: known answers of the generator, independence of named streams (row W10 of
// `isotherm selftest`), and the two distributions that all parts use.

#include "engine/vocabulary/random_stream.h"

#include <array>
#include <boost/random/mersenne_twister.hpp>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "engine/vocabulary/exact_math.h"

namespace isotherm {
namespace {

double correlation(const std::vector<double>& a, const std::vector<double>& b, int lag) {
    double mean_a = 0, mean_b = 0;
    for (const double x : a) mean_a += x / static_cast<double>(a.size());
    for (const double x : b) mean_b += x / static_cast<double>(b.size());
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 1; i + 1 < a.size(); ++i) {
        const double x = a[i] - mean_a;
        const double y = b[static_cast<std::size_t>(static_cast<int>(i) + lag)] - mean_b;
        ab += x * y;
        aa += x * x;
        bb += y * y;
    }
    return ab / std::sqrt(aa * bb);
}

std::vector<double> units(std::uint64_t seed, std::string_view name) {
    RandomStream random(seed, name);
    std::vector<double> values(1'000'000);
    for (double& value : values) value = random.unit();
    return values;
}

TEST(RandomStream, uses_the_generator_whose_ten_thousandth_value_the_standard_gives) {
    // ISO C++ [rand.predef]: the 10,000th value of a default-seeded mt19937_64.
    boost::random::mt19937_64 engine(5489);
    engine.discard(9'999);
    EXPECT_EQ(engine(), 9'981'545'732'273'789'042ULL);
}

TEST(RandomStream, is_a_function_of_seed_and_name) {
    EXPECT_EQ(RandomStream(1, "a").next(), RandomStream(1, "a").next());
    EXPECT_NE(RandomStream(1, "a").next(), RandomStream(2, "a").next());
    EXPECT_NE(RandomStream(1, "a").next(), RandomStream(1, "b").next());
    // The generator's seed is XXH3 of the name, keyed with the seed of the run.
    boost::random::mt19937_64 engine(XXH3_64bits_withSeed("a", 1, 1));
    EXPECT_EQ(RandomStream(1, "a").next(), engine());
}

TEST(RandomStream, of_another_name_or_seed_is_independent_W10) {
    const auto keys = units(42, "workloads.voters.keys");
    for (const auto& other :
         {units(42, "workloads.voters.arrivals"), units(43, "workloads.voters.keys")}) {
        for (const int lag : {-1, 0, 1})
            EXPECT_LT(std::abs(correlation(keys, other, lag)), 0.005) << lag;
    }
}

TEST(RandomStream, antithetic_pairs_have_the_correlation_of_the_closed_form_W9) {
    // Correlation of -ln U and -ln(1-U): 1 - pi^2/6.
    RandomStream random(9, "antithetic");
    std::vector<double> a(1'000'000), b(1'000'000);
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double u = random.unit() + 0x1p-54;
        a[i] = -exact::log(u);
        b[i] = -exact::log(1 - u);
    }
    EXPECT_NEAR(correlation(a, b, 0), -0.644934, 0.005);
}

TEST(RandomStream, draws_below_a_bound_evenly) {
    RandomStream random(3, "below");
    std::array<double, 7> counts{};
    for (int i = 0; i < 700'000; ++i) counts.at(random.below(7)) += 1;
    double chi_square = 0;
    for (const double count : counts) chi_square += (count - 1e5) * (count - 1e5) / 1e5;
    EXPECT_LT(chi_square, 38.26);  // 6 degrees of freedom, upper 10^-6 quantile
    for (int i = 0; i < 100; ++i) EXPECT_EQ(random.below(1), 0u);
    // With a bound of 3 x 2^62 a quarter of the random numbers is rejected; without rejection the
    // lowest third would get half of the draws.
    constexpr std::uint64_t bound = (1ULL << 63) + (1ULL << 62);
    double low = 0;
    for (int i = 0; i < 1'000'000; ++i) low += random.below(bound) < (1ULL << 62) ? 1 : 0;
    EXPECT_NEAR(low / 1e6, 1.0 / 3, 5 * std::sqrt(2.0 / 9 / 1e6));
}

TEST(RandomStream, has_exponential_draws_of_mean_and_variance_one) {
    RandomStream random(4, "exponential");
    double sum = 0, squares = 0;
    for (int i = 0; i < 1'000'000; ++i) {
        const double x = random.exponential();
        sum += x;
        squares += x * x;
    }
    EXPECT_NEAR(sum / 1e6, 1, 0.005);
    EXPECT_NEAR(squares / 1e6, 2, 5 * std::sqrt(20.0 / 1e6));  // variance of x^2: 24 - 4
}

// Boost's engine has 312 words, so these pieces end before, at and behind its ends.
TEST(RandomStream, FillsWithTheNumbersThatSingleCallsGive) {
    RandomStream single(7, "numbers"), filled(7, "numbers");
    for (const std::size_t count : {1, 310, 1, 0, 312, 313, 5, 1'000, 2}) {
        std::vector<std::uint64_t> numbers(count);
        filled.fill(numbers);
        for (const std::uint64_t number : numbers) EXPECT_EQ(number, single.next());
        EXPECT_EQ(filled.next(), single.next());
    }
}

TEST(RandomStream, WordsAreTheSameNumbersAndLeaveNoneOut) {
    RandomStream single(7, "numbers"), source(7, "numbers");
    for (const std::size_t least : {0, 1, 300, 2'000}) {
        RandomWords words(source, least);
        for (std::size_t i = 0; i < least + 3; ++i) EXPECT_EQ(words(), single.next());
        EXPECT_EQ(source.next(), single.next()) << "after " << least;
    }
}

}  // namespace
}  // namespace isotherm
