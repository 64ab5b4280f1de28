// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/fixed_divisor.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace isotherm {
namespace {

TEST(FixedDivisor, is_exact_at_the_limits) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    for (const std::uint64_t d : {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{3},
                                  std::uint64_t{1} << 32, most / 2, most / 2 + 1, most - 1, most}) {
        const FixedDivisor divisor(d);
        for (const std::uint64_t n : {std::uint64_t{0}, std::uint64_t{1}, d - 1, d, most - d,
                                      most / d * d, most / d * d - 1, most - 1, most})
            EXPECT_EQ(divisor.remainder(n), n % d) << n << " % " << d;
    }
}

RC_GTEST_PROP(FixedDivisor, has_the_remainder_of_a_division, ()) {
    const auto d = *rc::gen::nonZero<std::uint64_t>();
    const auto n = *rc::gen::arbitrary<std::uint64_t>();
    const auto small = *rc::gen::inRange<std::uint64_t>(1, 100'000);
    RC_ASSERT(FixedDivisor(d).remainder(n) == n % d);
    RC_ASSERT(FixedDivisor(small).remainder(n) == n % small);
}

}  // namespace
}  // namespace isotherm
