// SPDX-License-Identifier: Apache-2.0
#pragma once
// Chi-square test of counts against expected counts.

#include <cmath>
#include <cstdint>
#include <span>

namespace isotherm {

inline double chi_square(std::span<const std::int64_t> counts, std::span<const double> expected) {
    double sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double difference = static_cast<double>(counts[i]) - expected[i];
        sum += difference * difference / expected[i];
    }
    return sum;
}

// The value that a correct model exceeds with a probability of one in a million (Wilson and
// Hilferty 1931; for 49 degrees of freedom the exact value is 111.14 and this gives 111.6).
inline double chi_square_limit(std::size_t degrees_of_freedom) {
    constexpr double normal_quantile = 4.7534;  // at 1 - 10^-6
    const auto n = static_cast<double>(degrees_of_freedom);
    const double root = 1 - 2 / (9 * n) + normal_quantile * std::sqrt(2 / (9 * n));
    return n * root * root * root;
}

}  // namespace isotherm
