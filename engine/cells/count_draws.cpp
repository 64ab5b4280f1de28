// SPDX-License-Identifier: Apache-2.0
#include "engine/cells/count_draws.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "engine/vocabulary/exact_math.h"

namespace isotherm {
namespace {

constexpr std::uint64_t most_bits = std::numeric_limits<std::uint64_t>::max();
constexpr double two_to_64 = 18'446'744'073'709'551'616.0;
constexpr double node_unit = 0x1p28;  // units of the normal table in 1

// Returns the share as a threshold for 64 random bits.
std::uint64_t threshold(double share) {
    return share >= 1 ? most_bits : static_cast<std::uint64_t>(share * two_to_64);
}

// Rounds to the nearest count that is possible; `most` is a whole number. The conversion rounds
// down, which without SSE 4.1 is a call in std::floor.
std::uint32_t nearest_count(double value, double most) {
    return static_cast<std::uint32_t>(std::clamp(value + 0.5, 0.0, most));
}

}  // namespace

double highest_point(double end, double variance, CellRandom& random) {
    if (variance <= 0) return std::max(0.0, end);
    const double unit = random.unit() + 0x1p-54;  // above 0
    return (end + std::sqrt(end * end - 2 * variance * exact::log(unit))) / 2;
}

CountDraws::PoissonTable::PoissonTable(double mean) {
    double chance = exact::exp(-mean);
    double sum = chance;
    // The last threshold covers what is left: less than one in 2^53.
    for (int k = 1; 1 - sum > 0x1p-53 || chance > 0x1p-54; ++k) {
        up_to.push_back(threshold(sum));
        chance = chance * mean / k;
        sum += chance;
        if (k > mean && chance < 0x1p-60) break;
    }
    up_to.push_back(most_bits);
    std::uint8_t k = 0;
    for (std::size_t i = 0; i < start.size(); ++i) {
        while (k + 1U < up_to.size() && (std::uint64_t{i} << 56) >= up_to[k]) ++k;
        start[i] = k;
    }
    up_to.push_back(most_bits);  // bits can be most_bits
}

CountDraws::CountDraws() {
    for (int mean = 0; mean < table_means; ++mean) {
        whole_.emplace_back(mean);
        sixty_fourth_.emplace_back(static_cast<double>(mean) / table_means);
    }
    constexpr std::size_t nodes = std::size_t{1} << node_bits;
    for (std::size_t i = 1; i < nodes; ++i) {
        const double share = static_cast<double>(i) / nodes;
        middle_[i] = static_cast<std::int64_t>(exact::normal_quantile(share) * node_unit);
        tail_[i] = static_cast<std::int64_t>(exact::normal_quantile(share / nodes) * node_unit);
    }
    tail_[nodes] = middle_[1];
    tail_[0] = static_cast<std::int64_t>(exact::normal_quantile(0x1p-25) * node_unit);
    // The outer intervals are those of tail_; see normal().
    middle_[0] = middle_[1];
    middle_[nodes] = middle_[nodes - 1];
}

const CountDraws& CountDraws::tables() {
    static const CountDraws draws;
    return draws;
}

// Linear between two nodes: the error is below 1e-5 in the middle and below 0.01 far in the tails.
double CountDraws::normal(CellRandom& random) const {
    constexpr std::uint64_t nodes = std::uint64_t{1} << node_bits;
    constexpr int fraction_bits = 20;
    const std::uint64_t bits = random.next();
    std::uint64_t node = bits >> (64 - node_bits);
    std::uint64_t rest = bits << node_bits;
    const bool low = node == 0;
    const bool high = node == nodes - 1;
    const auto* table = &middle_;
    if (low || high) [[unlikely]] {
        table = &tail_;
        node = rest >> (64 - node_bits);
        rest <<= node_bits;
    }
    const auto fraction = static_cast<std::int64_t>(rest >> (64 - fraction_bits));
    const std::int64_t from = (*table)[node];
    const std::int64_t value = from + (((*table)[node + 1] - from) * fraction >> fraction_bits);
    return static_cast<double>(high ? -value : value) * (1 / node_unit);
}

std::uint32_t CountDraws::large_poisson(double mean, double root, CellRandom& random) const {
    const double z = normal(random);
    constexpr double skewness_part = 1.0 / 6;
    return nearest_count(mean + root * z + (z * z - 1) * skewness_part, 4e9);
}

std::uint32_t CountDraws::small_poisson(double mean, CellRandom& random) const {
    const auto whole = static_cast<std::uint32_t>(mean);
    const double parts = (mean - whole) * table_means;  // exact
    const auto part = static_cast<std::uint32_t>(parts);
    const double rest = (parts - part) * (1.0 / table_means);
    std::uint32_t count = 0;
    if (whole > 0) count += whole_[whole].draw(random.next());
    if (part > 0) count += sixty_fourth_[part].draw(random.next());
    if (rest > 0) count += tiny_poisson(rest, random);
    return count;
}

// For means below 1/64. Five terms of the exponential series leave an error below 2^-45.
std::uint32_t CountDraws::tiny_poisson(double mean, CellRandom& random) {
    const double drawn = random.unit();
    // Mostly. Rounding is monotonic, so the chance of 0 below is never less than this.
    if (drawn < 1 - mean) return 0;
    double chance = 1 - mean * (1 - mean / 2 * (1 - mean / 3 * (1 - mean / 4 * (1 - mean / 5))));
    double sum = chance;
    std::uint32_t k = 0;
    while (drawn >= sum && k < 16) {
        ++k;
        chance = chance * mean / k;
        sum += chance;
    }
    return k;
}

std::uint32_t CountDraws::inverted_binomial(std::uint32_t trials, double chance,
                                            CellRandom& random) {
    const double drawn = random.unit();
    const double odds = chance / (1 - chance);
    double one = exact::exp(static_cast<double>(trials) * exact::log(1 - chance));
    double sum = one;
    std::uint32_t k = 0;
    while (drawn >= sum && k < trials && one > 0) {
        one = one * odds * static_cast<double>(trials - k) / static_cast<double>(k + 1);
        sum += one;
        ++k;
    }
    return k;
}

std::uint32_t CountDraws::binomial(std::uint32_t trials, double chance, CellRandom& random) const {
    constexpr std::uint32_t few_trials = 16;
    constexpr double few_successes = 32;
    if (trials == 0 || chance <= 0) return 0;
    if (chance >= 1) return trials;
    if (chance > 0.5) return trials - binomial(trials, 1 - chance, random);
    if (trials <= few_trials) {
        const std::uint64_t below = threshold(chance);
        std::uint32_t count = 0;
        for (std::uint32_t i = 0; i < trials; ++i) count += random.next() < below;
        return count;
    }
    const double mean = static_cast<double>(trials) * chance;
    if (mean < few_successes) return inverted_binomial(trials, chance, random);
    const double z = normal(random);
    const double spread = std::sqrt(mean * (1 - chance));
    return nearest_count(mean + spread * z + (1 - 2 * chance) * (z * z - 1) * (1.0 / 6), trials);
}

}  // namespace isotherm
