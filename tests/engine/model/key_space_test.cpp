// SPDX-License-Identifier: Apache-2.0
// The hash space: hashing is a bijection, text keys have positions, and ranges cover the space
// without gaps or overlaps.

#include "engine/model/key_space.h"

#include <array>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

TEST(KeyPosition, is_the_published_SplitMix64) {
    // Validation 6: the first outputs of SplitMix64 for seed 0. Output n, counted from 0, is the
    // position of n x golden.
    constexpr std::uint64_t golden = 0x9e3779b97f4a7c15;
    EXPECT_EQ(position_of(0), 0xe220a8397b1dcdafULL);
    EXPECT_EQ(position_of(golden), 0x6e789e6aa1b965f4ULL);
    EXPECT_EQ(position_of(2 * golden), 0x06c45d188009454fULL);
    EXPECT_EQ(position_of(1'234'567), 6'457'827'717'110'365'317ULL);
}

TEST(KeyPosition, is_inverted_by_key_at) {
    EXPECT_TRUE(rc::check("key -> position -> key, and back", [](std::uint64_t number) {
        RC_ASSERT(key_at(position_of(number)) == number);
        RC_ASSERT(position_of(key_at(number)) == number);
    }));
}

TEST(TextKeys, that_are_plain_numbers_are_those_numbers) {
    EXPECT_EQ(key_from_text("0"), 0u);
    EXPECT_EQ(key_from_text("17"), 17u);
    EXPECT_EQ(key_from_text("999999999999999999"), 999'999'999'999'999'999u);
}

TEST(TextKeys, of_any_other_form_are_hashed_above_all_numbers) {
    for (const char* text :
         {"", "007", "-1", "+1", "1.5", "17.3", "a", "1000000000000000000", "1 ", "0x1"}) {
        EXPECT_GE(key_from_text(text), 1ULL << 63) << text;
    }
    EXPECT_NE(key_from_text("a"), key_from_text("b"));
    EXPECT_EQ(key_from_text("a"), XXH3_64bits("a", 1) | 1ULL << 63);
}

TEST(KeyRanges, cover_the_space_without_gaps_in_equal_parts) {
    for (const std::uint32_t count : {1u, 2u, 3u, 7u, 64u, 1'000u, 4'097u}) {
        const KeyRanges ranges = KeyRanges::equal({5}, count);
        ASSERT_EQ(ranges.size(), count);
        EXPECT_EQ(ranges.first_at(0), ItemPosition{});
        EXPECT_EQ(ranges.last_at(count - 1), (ItemPosition{~KeyPosition{0}, last_sort}));
        for (std::uint32_t i = 0; i < count; ++i) {
            ASSERT_EQ(ranges.owner_at(i).value, 5 + i);
            if (i > 0) {
                ASSERT_EQ(ranges.first_at(i), (ItemPosition{ranges.last_at(i - 1).hash + 1, 0}));
            }
            const double width =
                static_cast<double>(ranges.last_at(i).hash - ranges.first_at(i).hash);
            ASSERT_NEAR(width / (0x1p64 / count), 1, 1e-12);
        }
    }
}

TEST(KeyRanges, give_each_position_to_the_range_that_holds_it) {
    RandomStream random(6, "positions");
    for (const std::uint32_t count : {1u, 2u, 3u, 7u, 100u, 1'000u}) {
        const KeyRanges ranges = KeyRanges::equal({}, count);
        const auto check = [&](KeyPosition position) {
            const std::uint32_t i = ranges.owner(position).value;
            ASSERT_LE(ranges.first_at(i).hash, position);
            ASSERT_GE(ranges.last_at(i).hash, position);
        };
        for (int n = 0; n < 10'000; ++n) check(random.next());
        for (std::uint32_t i = 0; i < count; ++i) {
            check(ranges.first_at(i).hash);
            check(ranges.last_at(i).hash);
        }
    }
}

TEST(KeyRanges, share_numbered_keys_evenly) {
    const KeyRanges ranges = KeyRanges::equal({}, 10);
    std::array<double, 10> counts{};
    for (Key key = 0; key < 100'000; ++key) counts.at(ranges.owner(position_of(key)).value) += 1;
    double chi_square = 0;
    for (const double count : counts) chi_square += (count - 1e4) * (count - 1e4) / 1e4;
    EXPECT_LT(chi_square, 44.8109);  // 9 degrees of freedom, upper 10^-6 quantile
}

}  // namespace
}  // namespace isotherm
