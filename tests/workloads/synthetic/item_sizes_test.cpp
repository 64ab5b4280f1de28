// SPDX-License-Identifier: Apache-2.0
// Item sizes against closed forms; row W8 of `isotherm selftest`.

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/workloads/synthetic/given_settings.h"
#include "workloads/synthetic/item_sizes.h"

namespace isotherm {
namespace {

constexpr std::size_t item_count = 1'000'000;

std::vector<std::uint32_t> sizes_of(const ItemSizes& sizes, std::uint32_t largest,
                                    std::uint64_t seed = 1) {
    std::vector<Key> keys(item_count);
    std::iota(keys.begin(), keys.end(), Key{0});
    std::vector<std::uint32_t> bytes(item_count);
    sizes.start({seed, largest})->fill(keys, bytes);
    return bytes;
}

std::vector<std::uint32_t> sizes_of(const std::string& name, const GivenSettings::Texts& settings,
                                    std::uint32_t largest = 409'600, std::uint64_t seed = 1) {
    return sizes_of(*configured<ItemSizes>(name, settings), largest, seed);
}

TEST(ExponentialSizes, cost_as_many_units_as_the_formula_says_W8) {
    // A mean of 10,000 B costs 1/(1-e^-0.1024) = 10.27416 WCU and 1/(1-e^-0.4096) = 2.975445 strong
    // RCU.
    double write_units = 0;
    double read_units = 0;
    for (const std::uint32_t bytes : sizes_of("exponential", {{"mean", "10000 B"}})) {
        write_units += (bytes + 1'023) / 1'024;
        read_units += (bytes + 4'095) / 4'096;
    }
    EXPECT_NEAR(write_units / item_count, 10.27416, 0.049);
    EXPECT_NEAR(read_units / item_count, 2.975445, 0.012);
}

TEST(ExponentialSizes, have_the_quantiles_of_the_formula) {
    auto bytes = sizes_of("exponential", {{"mean", "10000 B"}});
    std::sort(bytes.begin(), bytes.end());
    // A sample quantile has the standard deviation sqrt(p (1-p) / n) / density.
    for (const double p : {0.001, 0.01, 0.5, 0.9, 0.99, 0.999}) {
        const double expected = -10'000 * std::log(1 - p);
        const double deviation = 10'000 * std::sqrt(p / (1 - p) / item_count);
        EXPECT_NEAR(bytes[static_cast<std::size_t>(p * item_count)], expected, 5 * deviation + 1)
            << p;
    }
}

TEST(LogNormalSizes, have_their_median_and_percentiles) {
    auto bytes = sizes_of("log_normal", {{"median", "2 KB"}, {"sigma", "1"}});
    std::sort(bytes.begin(), bytes.end());
    const auto at = [&](double p) { return bytes[static_cast<std::size_t>(p * item_count)]; };
    // Normal quantiles of the probabilities: 0, 1.281552, 2.326348, 3.090232.
    EXPECT_NEAR(at(0.5), 2'048, 2'048 * 0.007);
    EXPECT_NEAR(at(0.9), 2'048 * std::exp(1.281552), 2'048 * std::exp(1.281552) * 0.009);
    EXPECT_NEAR(at(0.99), 2'048 * std::exp(2.326348), 2'048 * std::exp(2.326348) * 0.02);
    EXPECT_NEAR(at(0.001), 2'048 * std::exp(-3.090232), 2'048 * std::exp(-3.090232) * 0.05);
}

TEST(LogNormalSizes, can_be_given_by_their_mean) {
    // The mean has the standard deviation mean x sqrt(e^(sigma^2) - 1) / 1000 = 0.053 %.
    const auto bytes = sizes_of("log_normal", {{"mean", "4 KB"}, {"sigma", "0.5"}});
    const double total = std::accumulate(bytes.begin(), bytes.end(), 0.0);
    EXPECT_NEAR(total / item_count, 4'096 + 0.5, 5 * 0.00053 * 4'096);  // rounding up adds a half
}

TEST(LogNormalSizes, need_either_the_median_or_the_mean) {
    for (const GivenSettings::Texts& texts :
         {GivenSettings::Texts{}, GivenSettings::Texts{{"median", "1 KB"}, {"mean", "2 KB"}}}) {
        GivenSettings settings(texts);
        Catalog<ItemSizes>::instance().create("log_normal")->settings(settings);
        EXPECT_EQ(settings.rejected(), std::vector<std::string>{"median"});
    }
}

TEST(ItemSizes, belong_to_the_key_and_to_the_seed) {
    const auto sizes = configured<ItemSizes>("exponential", {{"mean", "2 KB"}});
    const std::vector<Key> keys{5, 9, 5, 1'000'000'007, 9, 5};
    std::vector<std::uint32_t> bytes(keys.size());
    std::vector<std::uint32_t> again(keys.size());
    sizes->start({1, 409'600})->fill(keys, bytes);
    sizes->start({1, 409'600})->fill(keys, again);
    EXPECT_EQ(bytes, again);
    EXPECT_EQ(bytes[0], bytes[2]);
    EXPECT_EQ(bytes[0], bytes[5]);
    EXPECT_EQ(bytes[1], bytes[4]);
    EXPECT_NE(bytes[0], bytes[1]);
    sizes->start({2, 409'600})->fill(keys, again);
    EXPECT_NE(bytes, again);
}

TEST(ItemSizes, never_exceed_the_largest_item_and_are_never_empty) {
    for (const std::string& name : Catalog<ItemSizes>::instance().names()) {
        const auto bytes = sizes_of(*by_example<ItemSizes>(name), 700);
        const auto [least, most] = std::minmax_element(bytes.begin(), bytes.end());
        EXPECT_EQ(*most, 700u) << name;
        EXPECT_GE(*least, 1u) << name;
    }
    const auto capped = sizes_of("log_normal", {{"median", "1 KB"}, {"largest", "3000 B"}});
    EXPECT_EQ(*std::max_element(capped.begin(), capped.end()), 3'000u);
}

}  // namespace
}  // namespace isotherm
