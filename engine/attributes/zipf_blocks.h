// SPDX-License-Identifier: Apache-2.0
#pragma once
// Zipf's law, P(rank k) = k^-s / H(N, s), in blocks of consecutive ranks: each of the first ranks
// is a block of its own; each later block has 1/64 as many ranks as all ranks before it. 10^15
// ranks thus need less than 4,096 blocks, and a draw costs the same for any number of ranks. Exact
// for every exponent s >= 0.

#include <cstdint>
#include <vector>

namespace isotherm {

// The ranks first, first + 1, …, first + width - 1; ranks count from 1.
struct ZipfBlock {
    std::uint64_t first = 1;
    std::uint64_t width = 1;
    double weight = 1;  // sum of k^-s over its ranks, with a relative error of 1e-14
};

std::vector<ZipfBlock> zipf_blocks(std::uint64_t distinct, double exponent);

// H(N, s), the sum of k^-s for k = 1..N.
double zipf_normalizer(std::uint64_t distinct, double exponent);

// Returns k^-s, or 0 if that is below 10^-299.
double zipf_weight(double rank, double exponent);

}  // namespace isotherm
