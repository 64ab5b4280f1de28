// SPDX-License-Identifier: Apache-2.0
#include "engine/attributes/zipf_blocks.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/vocabulary/exact_math.h"

namespace isotherm {
namespace {

constexpr std::uint64_t single_ranks = 1'024;
// After the single-rank blocks, each block has 1/64 as many ranks as all ranks before it.
constexpr std::uint64_t growth = 64;

// Computes (e^z - 1) / z without cancellation.
double exponential_ratio(double z) {
    if (std::abs(z) > 0.5) return (exact::exp(z) - 1) / z;
    double sum = 1;
    for (int n = 16; n >= 2; --n) sum = 1 + sum * z / n;
    return sum;
}

// Computes ln(b/a) of close numbers with full precision: 2 artanh((b-a)/(b+a)).
double log_ratio(double a, double b) {
    const double f = (b - a) / (b + a);
    const double f2 = f * f;
    double sum = 1.0 / 15;
    for (int k = 13; k >= 1; k -= 2) sum = sum * f2 + 1.0 / k;
    return 2 * f * sum;
}

// Sum of k^-s for k = a..b by the Euler-Maclaurin formula. For a > 1,000, the first omitted
// correction is below 10^-16 of the sum for all exponents up to 6.8; at higher exponents the
// block's share of all draws is below 2^-64.
double sum_of_powers(double a, double b, double s) {
    const double at_a = zipf_weight(a, s);
    const double at_b = zipf_weight(b, s);
    if (at_a == 0) return 0;
    const double length = log_ratio(a, b);
    const double integral = at_a * a * length * exponential_ratio((1 - s) * length);
    const double ends = (at_a + at_b) / 2;
    const double first = s / 12 * (at_a / a - at_b / b);
    const double third = s * (s + 1) * (s + 2) / 720 * (at_a / (a * a * a) - at_b / (b * b * b));
    return integral + ends + first - third;
}

}  // namespace

double zipf_weight(double rank, double exponent) {
    constexpr double lowest_power = 688;  // e^-688 = 10^-299
    const double power = exponent * exact::log(rank);
    return power > lowest_power ? 0 : exact::exp(-power);
}

std::vector<ZipfBlock> zipf_blocks(std::uint64_t distinct, double exponent) {
    assert(distinct >= 1 && exponent >= 0);
    std::vector<ZipfBlock> blocks;
    for (std::uint64_t first = 1; first <= distinct;) {
        const std::uint64_t full = first <= single_ranks ? 1 : first / growth;
        const std::uint64_t width = std::min(full, distinct - first + 1);
        const auto a = static_cast<double>(first);
        const auto b = static_cast<double>(first + width - 1);
        blocks.push_back(
            {first, width, width == 1 ? zipf_weight(a, exponent) : sum_of_powers(a, b, exponent)});
        first += width;
    }
    return blocks;
}

double zipf_normalizer(std::uint64_t distinct, double exponent) {
    const std::vector<ZipfBlock> blocks = zipf_blocks(distinct, exponent);
    double sum = 0;  // adds the smallest terms first
    for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) sum += block->weight;
    return sum;
}

}  // namespace isotherm
