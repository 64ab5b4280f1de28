// SPDX-License-Identifier: Apache-2.0
// Hot keys against exact counts of the same stream.

#include "engine/recording/frequent_keys.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <map>

#include "engine/model/key_space.h"
#include "engine/vocabulary/random_stream.h"
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {
namespace {

// Draws ranks of a Zipf law by inverting the exact cumulative sum. For tests only, because it needs
// a table of all ranks.
class ZipfRanks {
public:
    ZipfRanks(std::size_t distinct, double exponent) {
        double sum = 0;
        for (std::size_t r = 1; r <= distinct; ++r) {
            sum += std::pow(static_cast<double>(r), -exponent);
            sums_.push_back(sum);
        }
    }
    std::size_t draw(RandomStream& random) const {
        const double wanted = random.unit() * sums_.back();
        return static_cast<std::size_t>(std::upper_bound(sums_.begin(), sums_.end(), wanted) -
                                        sums_.begin());
    }

private:
    std::vector<double> sums_;
};

TEST(FrequentKeys, are_exact_while_there_are_few) {
    FrequentKeys keys;
    // Key k occurs k % 50 + 1 times, in rounds.
    for (int round = 0; round < 50; ++round) {
        for (Key key = 0; key < FrequentKeys::most_exact; ++key) {
            if (static_cast<int>(key % 50) >= round) keys.add(position_of(key));
        }
    }
    const auto top = keys.top(100'000);
    ASSERT_EQ(top.size(), FrequentKeys::most_exact);
    std::uint64_t total = 0;
    for (const FrequentKey& key : top) {
        EXPECT_EQ(key.count, key_at(key.key) % 50 + 1);
        EXPECT_EQ(key.count_bound, 0u);
        total += key.count;
    }
    EXPECT_EQ(total, keys.total());
    EXPECT_TRUE(
        std::is_sorted(top.begin(), top.end(), [](const FrequentKey& a, const FrequentKey& b) {
            return a.count != b.count ? a.count > b.count : a.key < b.key;
        }));
}

class FrequentKeysOfZipf : public testing::TestWithParam<std::tuple<std::size_t, double>> {};

TEST_P(FrequentKeysOfZipf, bound_the_true_counts_and_find_the_hottest) {
    const auto [distinct, exponent] = GetParam();
    const ZipfRanks ranks(distinct, exponent);
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        RandomStream random(seed, "frequent keys");
        FrequentKeys keys;
        std::map<Key, std::uint64_t> counts;
        constexpr int requests = 300'000;
        for (int i = 0; i < requests; ++i) {
            const Key key = position_of(ranks.draw(random));
            keys.add(key);
            ++counts[key];
        }
        const auto top = keys.top(100'000);
        ASSERT_FALSE(top.empty());
        for (const FrequentKey& key : top) {
            const std::uint64_t exact = counts[key.key];
            ASSERT_LE(key.count, exact) << key.key;
            ASSERT_LE(exact, key.count + key.count_bound) << key.key;
        }
        EXPECT_EQ(keys.total(), static_cast<std::uint64_t>(requests));
        // The list begins with the three hottest ranks, if each has at least a hundredth of the
        // requests.
        for (std::size_t rank = 0; rank < 3; ++rank) {
            if (counts[position_of(rank)] < requests / 100) continue;
            EXPECT_EQ(top[rank].key, position_of(rank)) << "seed " << seed;
            EXPECT_LE(top[rank].count_bound, counts[position_of(rank)] / 10) << "seed " << seed;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Streams, FrequentKeysOfZipf,
                         testing::Values(std::tuple{2'000u, 1.0}, std::tuple{20'000u, 0.99},
                                         std::tuple{200'000u, 0.99}, std::tuple{200'000u, 1.3},
                                         std::tuple{200'000u, 0.5}));

TEST(FrequentKeys, a_key_that_becomes_hot_late_is_found) {
    FrequentKeys keys;
    RandomStream random(7, "late");
    for (int i = 0; i < 200'000; ++i) keys.add(random.next());
    for (int i = 0; i < 5'000; ++i) keys.add(42);
    const auto top = keys.top(1);
    ASSERT_EQ(top.size(), 1u);
    EXPECT_EQ(top[0].key, 42u);
    EXPECT_LE(top[0].count, 5'000u);
    EXPECT_GE(top[0].count + top[0].count_bound, 5'000u);
}

// Keys of all lengths, so that numbers of one byte and of ten are in the state.
TEST(FrequentKeys, go_on_from_a_state) {
    RandomStream random(3, "states");
    FrequentKeys keys;
    const auto add = [&random](FrequentKeys& to, int times) {
        for (int i = 0; i < times; ++i) {
            const auto length = static_cast<int>(random.below(64));
            to.add(random.below(std::uint64_t{1} << 63) >> length);
        }
    };
    add(keys, 20'000);
    keys.add(~Key{0}, 5'000);
    std::string saved;
    StateVisitor saving(saved);
    saving(keys);
    FrequentKeys loaded;
    StateVisitor loading{std::string_view(saved)};
    loading(loaded);
    EXPECT_TRUE(loading.at_end());
    EXPECT_EQ(loaded.top(100), keys.top(100));
    EXPECT_EQ(loaded.top(1).front().key, ~Key{0});
    std::string again;
    StateVisitor saving_again(again);
    saving_again(loaded);
    EXPECT_EQ(again, saved);
    // Two rows of 4,096 buckets with three numbers of 8 bytes each would be 196,608 bytes.
    EXPECT_LT(saved.size(), 110'000u);
}

TEST(FrequentKeys, refuse_a_state_whose_buckets_end_early_or_late) {
    FrequentKeys keys;
    for (Key key = 0; key < 10'000; ++key) keys.add(key);
    std::string saved;
    StateVisitor saving(saved);
    saving(keys);
    // total, others, whether exact, then the number of bytes and the bytes.
    constexpr std::size_t length_at = 17;
    for (const int change : {-1, 1}) {
        std::string damaged = saved;
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, damaged.data() + length_at, sizeof bytes);
        ASSERT_EQ(bytes, damaged.size() - length_at - sizeof bytes);
        bytes = static_cast<std::uint64_t>(static_cast<std::int64_t>(bytes) + change);
        std::memcpy(damaged.data() + length_at, &bytes, sizeof bytes);
        damaged.resize(length_at + sizeof bytes + bytes, '\0');
        FrequentKeys loaded;
        StateVisitor loading{std::string_view(damaged)};
        EXPECT_THROW(loading(loaded), DamagedState) << change;
    }
}

}  // namespace
}  // namespace isotherm
