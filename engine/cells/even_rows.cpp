// SPDX-License-Identifier: Apache-2.0
#include "engine/cells/even_rows.h"

#include <algorithm>
#include <cmath>

#include "engine/vocabulary/exact_math.h"

namespace isotherm {

std::uint32_t weight_of_even(double even, double others, double admitted) {
    constexpr double surely_first = 600;  // others / even; exact::exp takes less than 700
    if (even <= 0 || others <= 0) return full_weight;
    const double ratio = others / even;
    const double first = ratio < surely_first ? (1 - exact::exp(-ratio)) / ratio : 1 / ratio;
    const double even_refused = std::max(0.0, 1 - admitted * first / even);
    const double others_refused = std::max(0.0, 1 - admitted * (1 - first) / others);
    const double often_empty = others_refused > 0 ? even_refused / others_refused : 0;
    const double seldom_empty = others / (others + even);
    const double weight = std::min(1.0, std::max(often_empty, seldom_empty));
    return static_cast<std::uint32_t>(std::floor(weight * full_weight + 0.5));
}

}  // namespace isotherm
