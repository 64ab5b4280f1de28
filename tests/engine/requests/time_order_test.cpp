// SPDX-License-Identifier: Apache-2.0
// The radix sort of times against std::stable_sort.

#include "engine/requests/time_order.h"

#include <gtest/gtest.h>

#include <numeric>

#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

class TimeOrderOf : public testing::TestWithParam<std::tuple<std::size_t, std::uint64_t>> {};

TEST_P(TimeOrderOf, is_that_of_a_stable_sort) {
    const auto [count, latest] = GetParam();
    RandomStream random(count + latest, "time order");
    TimeOrder order;
    for (int round = 0; round < 3; ++round) {
        std::vector<std::int64_t> offsets;
        for (std::size_t i = 0; i < count; ++i)
            offsets.push_back(static_cast<std::int64_t>(random.below(latest + 1)));
        order.clear();
        for (const std::int64_t offset : offsets) order.add(SimDuration(offset));
        order.sort();
        std::vector<std::uint32_t> expected(count);
        std::iota(expected.begin(), expected.end(), 0U);
        std::stable_sort(expected.begin(), expected.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return offsets[a] < offsets[b]; });
        ASSERT_EQ(order.size(), count);
        for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(order[i], expected[i]) << i;
    }
}

// Numbers of rows on both sides of the change of method, and times of no, one and several digits.
INSTANTIATE_TEST_SUITE_P(Rows, TimeOrderOf,
                         testing::Combine(testing::Values<std::size_t>(0, 1, 2, 63, 64, 65, 5'000),
                                          testing::Values<std::uint64_t>(0, 1, 255, 256, 1'023,
                                                                         70'000, 999'999,
                                                                         0xffff'fffe)));

}  // namespace
}  // namespace isotherm
