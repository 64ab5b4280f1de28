// SPDX-License-Identifier: Apache-2.0
#pragma once
// Numbers of requests, drawn at random for the fidelity `cells`.
//
// All draws compare integers with thresholds, or use only operations that IEEE 754 rounds exactly,
// so that every compiler and vector width gives the same numbers. Poisson numbers with a mean below
// 64 are inverted through tables of 64-bit thresholds; the tables are for whole means and for
// sixty-fourths, because a sum of Poisson numbers is a Poisson number of the summed means. Larger
// means use a table of the normal distribution, corrected for the skewness (Cornish and Fisher
// 1938).
// Hot path: runs once per cell.

#include <array>
#include <boost/random/linear_congruential.hpp>
#include <cstdint>
#include <vector>

#include "engine/model/key_space.h"

namespace isotherm {

// Random bits of one cell and one step, keyed by both, so that neither order nor threads matter: a
// linear congruential engine (Knuth's MMIX) whose state is mixed by the finalizer of SplitMix64.
class CellRandom {
public:
    // `stream`: hash of the entity's name; `place`: partition or key; `step`: begin of the step in
    // microseconds.
    CellRandom(std::uint64_t stream, std::uint64_t place, std::int64_t step)
        : engine_(position_of(stream ^ position_of(place ^ (static_cast<std::uint64_t>(step) *
                                                            0x9e3779b97f4a7c15)))) {}
    std::uint64_t next() { return position_of(engine_()); }
    // Uniform in [0, 1), in multiples of 2^-53.
    double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }

private:
    boost::random::linear_congruential_engine<std::uint64_t, 6364136223846793005ULL,
                                              1442695040888963407ULL, 0>
        engine_;
};

// Draws the highest point of a path within a step: of requests minus tokens, relative to its start.
// The path ends at `end` and is a Brownian bridge of this variance, which is what Poisson arrivals
// of a known number look like (Karatzas and Shreve 1991, 4.3.40). At least 0 and `end`.
double highest_point(double end, double variance, CellRandom& random);

class CountDraws {
public:
    // The tables are built once.
    static const CountDraws& tables();

    // Poisson number of this mean, from 0 to 1e9. `root` is the square root of the mean.
    std::uint32_t poisson(double mean, double root, CellRandom& random) const {
        return mean < table_means ? small_poisson(mean, random) : large_poisson(mean, root, random);
    }
    // Number of successes in `trials` trials with this chance, 0 to 1.
    std::uint32_t binomial(std::uint32_t trials, double chance, CellRandom& random) const;
    // Standard normal number. Values beyond 5.4 standard deviations (one in 15 million) are cut.
    double normal(CellRandom& random) const;

private:
    CountDraws();

    static constexpr int table_means = 64;
    // Poisson distribution of one mean: P(X <= k) x 2^64 by k, and where to start the search.
    struct PoissonTable {
        std::vector<std::uint64_t> up_to;
        std::array<std::uint8_t, 256> start{};  // by the highest 8 bits

        explicit PoissonTable(double mean);
        std::uint32_t draw(std::uint64_t bits) const {
            std::uint32_t k = start[bits >> 56];
            while (bits >= up_to[k]) ++k;
            return k;
        }
    };
    std::uint32_t small_poisson(double mean, CellRandom& random) const;
    std::uint32_t large_poisson(double mean, double root, CellRandom& random) const;
    static std::uint32_t tiny_poisson(double mean, CellRandom& random);
    static std::uint32_t inverted_binomial(std::uint32_t trials, double chance, CellRandom& random);

    std::vector<PoissonTable> whole_;         // of the means 0 to 63
    std::vector<PoissonTable> sixty_fourth_;  // of the means 0/64 to 63/64
    static constexpr int node_bits = 12;
    // Quantiles of the normal distribution in units of 2^-28: at multiples of 2^-12, and in the
    // lowest of these intervals at multiples of 2^-24.
    std::array<std::int64_t, (1 << node_bits) + 1> middle_{};
    std::array<std::int64_t, (1 << node_bits) + 1> tail_{};
};

}  // namespace isotherm
