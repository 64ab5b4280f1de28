// SPDX-License-Identifier: Apache-2.0
#pragma once
// Remainders of a divisor that is known before a hot loop: a multiplication instead of a division,
// which takes the CPU some 25 to 40 cycles.

#include <cassert>
#include <cstdint>
#include <limits>

namespace isotherm {

class FixedDivisor {
public:
    explicit constexpr FixedDivisor(std::uint64_t divisor = 1)
        : divisor_(divisor), reciprocal_(std::numeric_limits<std::uint64_t>::max() / divisor) {
        assert(divisor > 0);
    }

    // n % divisor. The estimated quotient is right or one too small: with the reciprocal
    // r = floor((2^64 - 1) / d), n / d - n r / 2^64 < 1.
    constexpr std::uint64_t remainder(std::uint64_t n) const {
        const auto quotient =
            static_cast<std::uint64_t>((static_cast<unsigned __int128>(n) * reciprocal_) >> 64);
        const std::uint64_t rest = n - quotient * divisor_;
        return rest >= divisor_ ? rest - divisor_ : rest;
    }

private:
    std::uint64_t divisor_;
    std::uint64_t reciprocal_;
};

}  // namespace isotherm
