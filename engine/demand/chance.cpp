// SPDX-License-Identifier: Apache-2.0
#include "engine/demand/chance.h"

#include <algorithm>
#include <cmath>

namespace isotherm {
namespace {

double normal_below(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

// Computes e^exponent * normal_below(x) without overflow when the first factor is huge and the
// second is tiny.
double scaled_normal_below(double exponent, double x) {
    constexpr double asymptotic = -8;
    if (x > asymptotic) return std::exp(std::min(exponent, 700.0)) * normal_below(x);
    const double log_tail = -x * x / 2 - std::log(-x * std::sqrt(2 * 3.14159265358979323846));
    return std::exp(std::min(exponent + log_tail, 0.0));
}

}  // namespace

// First passage of a Brownian motion with drift (Karatzas and Shreve 1991, 3.5.C). Requests are
// discrete, so even an empty bucket refuses only with probability `load` (ballot theorem); the
// result is therefore multiplied by `load`.
double chance_of_empty(double level, double spare, double variance, double time, double load) {
    if (variance <= 0 || time <= 0) return 0;
    const double spread = std::sqrt(variance * time);
    const double first = normal_below((-level - spare * time) / spread);
    const double second =
        scaled_normal_below(-2 * spare * level / variance, (-level + spare * time) / spread);
    return std::clamp(load, 0.0, 1.0) * std::clamp(first + second, 0.0, 1.0);
}

double empties_expected(double most, double spare, double variance, double time) {
    if (variance <= 0 || spare <= 0) return 0;
    return time * 2 * spare * spare / variance * std::exp(-2 * spare * most / variance);
}

}  // namespace isotherm
