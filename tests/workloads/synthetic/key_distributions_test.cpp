// SPDX-License-Identifier: Apache-2.0
// Key distributions against their definitions; zipf_test.cpp tests the distribution of Zipf keys.

#include <numeric>
#include <set>

#include <gtest/gtest.h>

#include "engine/model/key_space.h"
#include "tests/workloads/synthetic/chi_square.h"
#include "tests/workloads/synthetic/given_settings.h"
#include "engine/attributes/alias_table.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm {
namespace {

std::vector<Key> draw(const KeyDistribution& distribution, std::size_t count,
                      std::size_t batch = 4'096) {
    const auto draws = distribution.start(RandomStream(7, "workloads.test.keys"));
    std::vector<Key> keys(count);
    for (std::size_t done = 0; done < count;) {
        const std::size_t part = std::min(batch, count - done);
        draws->fill(std::span(keys).subspan(done, part));
        done += part;
    }
    return keys;
}

std::vector<Key> draw(const std::string& name, const GivenSettings::Texts& settings,
                      std::size_t count) {
    return draw(*configured<KeyDistribution>(name, settings), count);
}

std::vector<std::int64_t> counts_of(const std::vector<Key>& keys, std::size_t distinct) {
    std::vector<std::int64_t> counts(distinct);
    for (const Key key : keys) ++counts.at(key);
    return counts;
}

TEST(KeyDistributions, how_many_are_asked_for_at_a_time_changes_nothing) {
    for (const std::string& name : Catalog<KeyDistribution>::instance().names()) {
        const auto distribution = by_example<KeyDistribution>(name);
        const auto whole = draw(*distribution, 50'000, 50'000);
        for (const std::size_t batch : {1, 7, 1'024}) {
            EXPECT_EQ(draw(*distribution, 50'000, batch), whole) << name << " by " << batch;
        }
    }
}

TEST(UniformKeys, are_equally_likely) {
    const auto counts = counts_of(draw("uniform", {{"distinct", "100"}}, 1'000'000), 100);
    // 99 degrees of freedom, 10^-6
    EXPECT_LT(chi_square(counts, std::vector<double>(100, 10'000)), 180.7920);
}

TEST(HotSetKeys, split_the_traffic_and_are_alike_within_each_set) {
    // 10 of 1,000 keys take 70 %: 70,000 each of a million; the others 303.03 each.
    const auto counts = counts_of(
        draw("hot_set", {{"distinct", "1000"}, {"hot_share", "1 %"}, {"hot_traffic", "70 %"}},
             1'000'000),
        1'000);
    std::vector<double> expected(1'000, 300'000.0 / 990);
    std::fill_n(expected.begin(), 10, 70'000);
    EXPECT_LT(chi_square(counts, expected), chi_square_limit(999));
}

TEST(HotSetKeys, work_at_the_borders) {
    // Border cases: all traffic hot, none hot, every key hot, and a hot share of less than one key.
    for (const Key key :
         draw("hot_set", {{"distinct", "100"}, {"hot_share", "0.1"}, {"hot_traffic", "1"}},
              10'000)) {
        ASSERT_LT(key, 10u);
    }
    for (const Key key :
         draw("hot_set", {{"distinct", "100"}, {"hot_share", "0.1"}, {"hot_traffic", "0"}},
              10'000)) {
        ASSERT_GE(key, 10u);
    }
    const auto all =
        counts_of(draw("hot_set", {{"distinct", "10"}, {"hot_share", "1"}}, 100'000), 10);
    // 9 degrees of freedom, 10^-6
    EXPECT_LT(chi_square(all, std::vector<double>(10, 10'000)), 44.8109);
    const auto one = counts_of(
        draw("hot_set", {{"distinct", "10"}, {"hot_share", "0"}, {"hot_traffic", "50 %"}}, 100'000),
        10);
    EXPECT_NEAR(static_cast<double>(one[0]), 50'000, 5 * 158.2);
}

TEST(SequentialKeys, come_in_order_and_start_again) {
    const auto keys = draw("sequential", {{"start", "1000"}, {"distinct", "7"}}, 20);
    for (std::size_t i = 0; i < keys.size(); ++i) EXPECT_EQ(keys[i], 1'000 + i % 7);
}

TEST(ExplicitKeys, come_by_their_weights) {
    const auto counts = counts_of(draw("explicit", {{"weights", "1 0 3 6"}}, 1'000'000), 4);
    EXPECT_EQ(counts[1], 0);
    const std::vector<std::int64_t> drawn{counts[0], counts[2], counts[3]};
    EXPECT_LT(chi_square(drawn, std::vector<double>{100'000, 300'000, 600'000}),
              chi_square_limit(2));
}

TEST(HashSliceKeys, land_in_the_partition_of_their_slice_by_weight) {
    // The first case is T16 of `isotherm selftest`: four partitions, the last of which gets half of
    // the requests.
    for (const auto& [weights, partitions] : std::map<std::string, std::uint32_t>{
             {"50 50 50 150", 4}, {"1 2 3", 3}, {"1 1 1 1 1 1 4", 7}}) {
        const auto ranges = KeyRanges::equal({}, partitions);
        std::vector<std::int64_t> counts(partitions);
        for (const Key key : draw("hash_slices", {{"weights", weights}}, 300'000)) {
            ++counts[ranges.owner(position_of(key)).value];
        }
        std::vector<double> expected;
        std::istringstream numbers(weights);
        for (double weight = 0; numbers >> weight;) expected.push_back(weight);
        const double total = std::accumulate(expected.begin(), expected.end(), 0.0);
        for (double& weight : expected) weight *= 300'000 / total;
        EXPECT_LT(chi_square(counts, expected), chi_square_limit(partitions - 1)) << weights;
    }
}

TEST(HashSliceKeys, have_the_given_number_and_halve_with_their_slice) {
    const auto keys = draw("hash_slices", {{"weights", "1 1"}, {"keys_per_slice", "10"}}, 20'000);
    std::map<std::string, std::int64_t> counts;
    const auto draws =
        configured<KeyDistribution>("hash_slices", {{"weights", "1 1"}, {"keys_per_slice", "10"}})
            ->start(RandomStream(1, "x"));
    const auto halves = KeyRanges::equal({}, 4);
    std::vector<std::set<Key>> of_half(4);
    for (const Key key : keys) {
        ++counts[draws->name(key)];
        of_half[halves.owner(position_of(key)).value].insert(key);
    }
    EXPECT_EQ(counts.size(), 20u);
    EXPECT_TRUE(counts.contains("0/0") && counts.contains("0/9") && counts.contains("1/0") &&
                counts.contains("1/9"));
    for (const auto& half : of_half) EXPECT_EQ(half.size(), 5u);
}

TEST(KeyDistributions, refuse_weights_that_cannot_be_drawn_from) {
    for (const std::string name : {"explicit", "hash_slices"}) {
        GivenSettings settings(GivenSettings::Texts{{"weights", "0 0 0"}});
        Catalog<KeyDistribution>::instance().create(name)->settings(settings);
        EXPECT_EQ(settings.rejected(), std::vector<std::string>{"weights"}) << name;
    }
}

TEST(AliasTable, gives_every_entry_exactly_its_weight) {
    // Counts the entries for 2^20 evenly spaced 64-bit numbers.
    const std::vector<double> weights{3, 0, 1, 8, 4};
    const AliasTable table(weights);
    std::vector<std::int64_t> counts(weights.size());
    constexpr std::uint64_t probes = 1 << 20;
    for (std::uint64_t i = 0; i < probes; ++i)
        ++counts[table.pick(i * (1ULL << 44) + (1ULL << 43))];
    for (std::size_t i = 0; i < weights.size(); ++i) {
        EXPECT_NEAR(static_cast<double>(counts[i]) / probes, weights[i] / 16, 8.0 / probes) << i;
    }
}

}  // namespace
}  // namespace isotherm
