// SPDX-License-Identifier: Apache-2.0
#pragma once
// Quotients and remainders of a divisor that is known before a hot loop: a multiplication instead
// of a division, which takes the CPU some 25 to 40 cycles.

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

    // n % divisor
    constexpr std::uint64_t remainder(std::uint64_t n) const {
        const std::uint64_t rest = n - estimated(n) * divisor_;
        return rest >= divisor_ ? rest - divisor_ : rest;
    }
    // n / divisor, rounded down
    constexpr std::uint64_t quotient(std::uint64_t n) const {
        const std::uint64_t estimate = estimated(n);
        return estimate + (n - estimate * divisor_ >= divisor_ ? 1 : 0);
    }

private:
    // The quotient, or one less: with the reciprocal r = floor((2^64 - 1) / d),
    // n / d - n r / 2^64 < 1.
    constexpr std::uint64_t estimated(std::uint64_t n) const {
        return static_cast<std::uint64_t>((static_cast<unsigned __int128>(n) * reciprocal_) >> 64);
    }

    std::uint64_t divisor_;
    std::uint64_t reciprocal_;
};

}  // namespace isotherm
