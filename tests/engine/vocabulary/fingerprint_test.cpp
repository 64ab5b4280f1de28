// SPDX-License-Identifier: Apache-2.0
// The fingerprint is XXH3 of the bytes, independent of how they are divided into additions.

#include "engine/vocabulary/fingerprint.h"

#include <vector>

#include <gtest/gtest.h>

namespace isotherm {
namespace {

TEST(Fingerprint, of_nothing_is_the_published_value) {
    // XXH3, 64 bits, no input, seed 0 (xxHash test vectors).
    EXPECT_EQ(Fingerprint().value(), 0x2d06800538d394c2ULL);
}

TEST(Fingerprint, does_not_depend_on_how_the_additions_are_cut_up) {
    std::vector<std::uint32_t> numbers(1'000);
    for (std::uint32_t i = 0; i < numbers.size(); ++i) numbers[i] = i * i;
    Fingerprint whole;
    whole.add(std::span<const std::uint32_t>(numbers));
    Fingerprint single;
    for (const std::uint32_t number : numbers) single.add(number);
    EXPECT_EQ(whole.value(), single.value());
    EXPECT_EQ(whole.value(), XXH3_64bits(numbers.data(), numbers.size() * 4));
    numbers[500] ^= 1;
    Fingerprint other;
    other.add(std::span<const std::uint32_t>(numbers));
    EXPECT_NE(whole.value(), other.value());
}

}  // namespace
}  // namespace isotherm
