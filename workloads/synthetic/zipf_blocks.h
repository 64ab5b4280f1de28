// SPDX-License-Identifier: Apache-2.0
#pragma once
// Zipf's law, P(rank k) = k^-s / H(N, s), cut into blocks of neighbouring ranks: the first ranks
// one by one, then blocks that grow by a 64th, so that 10^15 ranks are under 4,096 blocks and a
// draw costs the same at any size. Exact for every exponent s >= 0.

#include <cstdint>
#include <vector>

namespace isotherm {

// Ranks first, first + 1, …, first + width - 1, counted from 1.
struct ZipfBlock {
    std::uint64_t first = 1;
    std::uint64_t width = 1;
    double weight = 1;  // sum of k^-s over its ranks, to 1e-14 of itself
};

std::vector<ZipfBlock> zipf_blocks(std::uint64_t distinct, double exponent);

// H(N, s), the sum of k^-s for k = 1..N.
double zipf_normalizer(std::uint64_t distinct, double exponent);

// k^-s, and 0 where that is below 10^-299.
double zipf_weight(double rank, double exponent);

}  // namespace isotherm
