// SPDX-License-Identifier: Apache-2.0
#pragma once
// Lists of numbers that are mostly small, as states of a simulation have them: seven bits to a
// byte, the lowest first; the highest bit says that more bytes follow.

#include <cstdint>
#include <span>
#include <vector>

namespace isotherm {

namespace detail {
inline constexpr int packed_bits = 7;
inline constexpr std::uint8_t more_follow = 1U << packed_bits;
}  // namespace detail

inline void pack_number(std::uint64_t number, std::vector<std::uint8_t>& into) {
    for (; number >= detail::more_follow; number >>= detail::packed_bits)
        into.push_back(static_cast<std::uint8_t>(number | detail::more_follow));
    into.push_back(static_cast<std::uint8_t>(number));
}

// Takes numbers from bytes that may be damaged.
class PackedNumbers {
public:
    explicit PackedNumbers(std::span<const std::uint8_t> bytes) : left_(bytes) {}

    // The next number; 0 if there is none.
    std::uint64_t next() {
        std::uint64_t number = 0;
        for (int shift = 0; shift < 64 && !left_.empty(); shift += detail::packed_bits) {
            const std::uint8_t byte = left_.front();
            left_ = left_.subspan(1);
            number |= static_cast<std::uint64_t>(byte % detail::more_follow) << shift;
            if (byte < detail::more_follow) return number;
        }
        broken_ = true;
        return 0;
    }
    // Whether the bytes were as many numbers as have been taken.
    bool all_taken() const { return left_.empty() && !broken_; }

private:
    std::span<const std::uint8_t> left_;
    bool broken_ = false;
};

}  // namespace isotherm
