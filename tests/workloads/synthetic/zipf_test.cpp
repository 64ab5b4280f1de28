// SPDX-License-Identifier: Apache-2.0
// Zipf keys against the formula: rows W3, W4 and W5 of `isotherm selftest` with its tolerances,
// chi-square tests of ranks and decades, and the published normalizers.

#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "tests/workloads/synthetic/chi_square.h"
#include "tests/workloads/synthetic/given_settings.h"
#include "workloads/synthetic/key_distribution.h"
#include "engine/attributes/zipf_blocks.h"

namespace isotherm {
namespace {

std::vector<Key> draw(std::int64_t distinct, const std::string& exponent, std::size_t count,
                      std::uint64_t seed = 1) {
    const auto zipf = configured<KeyDistribution>(
        "zipf", {{"distinct", std::to_string(distinct)}, {"exponent", exponent}});
    std::vector<Key> keys(count);
    zipf->start(RandomStream(seed, "workloads.test.keys"))->fill(keys);
    return keys;
}

double share_below(const std::vector<Key>& keys, Key bound) {
    std::size_t count = 0;
    for (const Key key : keys) count += key < bound ? 1 : 0;
    return static_cast<double>(count) / static_cast<double>(keys.size());
}

TEST(ZipfNormalizer, is_that_of_the_validation_reference) {
    EXPECT_NEAR(zipf_normalizer(1'000'000, 0.99), 15.391849746, 15.4e-9);
    EXPECT_NEAR(zipf_normalizer(100'000, 1.2), 5.09158294118, 5.1e-9);
}

TEST(ZipfNormalizer, is_the_constant_YCSB_carries_for_ten_thousand_million_keys) {
    EXPECT_NEAR(zipf_normalizer(10'000'000'000, 0.99), 26.46902820178, 26.5e-9);
}

TEST(ZipfNormalizer, is_the_plain_sum_and_the_harmonic_number) {
    // For s = 1: ln N + Euler's constant + 1/(2N).
    EXPECT_NEAR(zipf_normalizer(1'000'000'000, 1), std::log(1e9) + 0.57721566490153286 + 5e-10,
                1e-12);
    for (const double exponent : {0.0, 0.3, 0.5, 1.2, 2.5, 7.0}) {
        long double sum = 0;
        for (int k = 300'000; k >= 1; --k) sum += std::pow(static_cast<long double>(k), -exponent);
        EXPECT_NEAR(zipf_normalizer(300'000, exponent) / static_cast<double>(sum), 1, 1e-13)
            << exponent;
    }
}

TEST(ZipfBlocks, cover_every_rank_once_with_few_blocks_and_exact_weights) {
    for (const std::uint64_t distinct :
         {1ULL, 2ULL, 1'024ULL, 1'025ULL, 1'000'000ULL, 10'000'000'000ULL}) {
        std::uint64_t next = 1;
        const auto blocks = zipf_blocks(distinct, 0.99);
        for (const ZipfBlock& block : blocks) {
            ASSERT_EQ(block.first, next);
            next += block.width;
            if (block.first > 2'000'000) continue;
            long double sum = 0;
            for (std::uint64_t k = block.first; k < next; ++k) {
                sum += std::pow(static_cast<long double>(k), -0.99L);
            }
            ASSERT_NEAR(block.weight / static_cast<double>(sum), 1, 1e-14) << block.first;
        }
        EXPECT_EQ(next, distinct + 1);
        EXPECT_LT(blocks.size(), 4'096u);
    }
}

TEST(ZipfKeys, have_the_shares_of_the_formula_W3) {
    const auto keys = draw(1'000'000, "0.99", 1'000'000);
    EXPECT_NEAR(share_below(keys, 1), 0.06496945, 0.0013);
    EXPECT_NEAR(share_below(keys, 10) - share_below(keys, 9), 0.006648278, 0.00041);
    EXPECT_NEAR(share_below(keys, 10), 0.1920567, 0.0020);
    EXPECT_NEAR(share_below(keys, 10'000), 0.6642711, 0.0024);
}

TEST(ZipfKeys, have_as_many_distinct_keys_as_the_formula_says_W4) {
    const auto keys = draw(1'000'000, "0.99", 100'000);
    EXPECT_NEAR(static_cast<double>(std::set<Key>(keys.begin(), keys.end()).size()), 38'967.3, 853);
}

TEST(ZipfKeys, work_with_exponents_above_one_W5) {
    const auto keys = draw(100'000, "1.2", 1'000'000);
    EXPECT_NEAR(share_below(keys, 1), 0.1964026, 0.0020);
    EXPECT_NEAR(share_below(keys, 10), 0.4846653, 0.0025);
}

TEST(ZipfKeys, follow_the_formula_rank_by_rank) {
    // 5,000 ranks include single ranks and the first wide blocks. Each rank that is expected at
    // least ten times is a cell of its own; the others share one cell.
    constexpr std::int64_t distinct = 5'000;
    constexpr std::size_t draws = 4'000'000;
    for (const std::string exponent : {"0", "0.5", "1", "1.2", "2.5"}) {
        const double s = std::stod(exponent);
        double normalizer = 0;
        for (int k = 1; k <= distinct; ++k) normalizer += std::pow(k, -s);
        std::vector<double> expected;
        double rest = draws;
        for (int k = 1; k <= distinct; ++k) {
            const double count = draws * std::pow(k, -s) / normalizer;
            if (count < 10) break;
            expected.push_back(count);
            rest -= count;
        }
        std::vector<std::int64_t> counts(expected.size() + 1);
        for (const Key key : draw(distinct, exponent, draws)) {
            ASSERT_LT(key, static_cast<Key>(distinct));
            ++counts[std::min<std::size_t>(key, expected.size())];
        }
        if (expected.size() < distinct) {
            expected.push_back(rest);
        } else {
            counts.pop_back();
        }
        EXPECT_LT(chi_square(counts, expected), chi_square_limit(counts.size() - 1)) << exponent;
    }
}

TEST(ZipfKeys, follow_the_formula_by_decades_and_inside_them_to_a_thousand_million) {
    // Cell borders are 1, 2 and 5 x 10^n. Expected counts come from the integral with end
    // corrections, which uses none of the code under test.
    constexpr double distinct = 1e9;
    constexpr double draws = 3e6;
    for (const std::string exponent : {"0", "0.5", "1", "1.2"}) {
        const double s = std::stod(exponent);
        const auto sum_to = [s](double n) {  // sum of k^-s, k = 1..n
            double sum = 0;
            const int direct = static_cast<int>(std::min(n, 1'000.0));
            for (int k = 1; k <= direct; ++k) sum += std::pow(k, -s);
            if (n <= 1'000) return sum;
            const auto integral = [s](double x) {
                return s == 1 ? std::log(x) : std::pow(x, 1 - s) / (1 - s);
            };
            return sum + integral(n + 0.5) - integral(1'000.5);
        };
        std::vector<double> borders;
        for (double decade = 1; decade < distinct; decade *= 10) {
            for (const double step : {1, 2, 5}) borders.push_back(decade * step);
        }
        borders.push_back(distinct);
        std::vector<double> expected;
        double before = 0;
        for (const double border : borders) {
            expected.push_back(draws * (sum_to(border) - before) / sum_to(distinct));
            before = sum_to(border);
        }
        std::vector<std::int64_t> counts(borders.size());
        for (const Key key :
             draw(static_cast<std::int64_t>(distinct), exponent, static_cast<std::size_t>(draws))) {
            const auto rank = static_cast<double>(key + 1);
            ++counts[static_cast<std::size_t>(
                std::lower_bound(borders.begin(), borders.end(), rank) - borders.begin())];
        }
        while (expected.front() < 10) {  // uniform draws rarely hit the first decades
            expected[1] += expected[0];
            counts[1] += counts[0];
            expected.erase(expected.begin());
            counts.erase(counts.begin());
        }
        EXPECT_LT(chi_square(counts, expected), chi_square_limit(counts.size() - 1)) << exponent;
    }
}

TEST(ZipfKeys, come_from_the_first_half_of_a_block_as_often_as_the_formula_says) {
    // In a block of ranks a to b with s = 1, the first half, up to m, gets the share
    // ln((m+1/2)/(a-1/2)) / ln((b+1/2)/(a-1/2)), about 0.2 % more than one half. Drawing ranks
    // uniformly within blocks would be wrong by nine standard deviations.
    constexpr std::uint64_t distinct = 1'000'000'000;
    const auto blocks = zipf_blocks(distinct, 1);
    const auto first_half_end = [](const ZipfBlock& block) {
        return block.first + block.width / 2;
    };
    double expected_share = 0;
    double wide_weight = 0;
    for (const ZipfBlock& block : blocks) {
        if (block.width < 2) continue;
        const double from = static_cast<double>(block.first) - 0.5;
        const double middle = static_cast<double>(first_half_end(block)) - 0.5;
        const double to = from + static_cast<double>(block.width);
        expected_share += block.weight * std::log(middle / from) / std::log(to / from);
        wide_weight += block.weight;
    }
    expected_share /= wide_weight;
    double in_first_half = 0;
    double in_any = 0;
    for (const Key key : draw(distinct, "1", 8'000'000)) {
        const auto after = std::upper_bound(
            blocks.begin(), blocks.end(), key + 1,
            [](std::uint64_t rank, const ZipfBlock& block) { return rank < block.first; });
        const ZipfBlock& block = *(after - 1);
        if (block.width < 2) continue;
        in_any += 1;
        in_first_half += key + 1 < first_half_end(block) ? 1 : 0;
    }
    EXPECT_NEAR(in_first_half / in_any, expected_share, 5 * 0.5 / std::sqrt(in_any));
}

TEST(ZipfKeys, of_the_steepest_exponent_or_of_one_key_are_all_the_first_key) {
    for (const Key key : draw(1'000'000'000, "64", 100'000)) ASSERT_EQ(key, 0u);
    for (const Key key : draw(1, "0.99", 1'000)) ASSERT_EQ(key, 0u);
}

}  // namespace
}  // namespace isotherm
