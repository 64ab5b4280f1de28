// SPDX-License-Identifier: Apache-2.0
#pragma once
// Draws ranks by Zipf's law from uniform numbers.
//
// First draws a block of ranks by its exact weight, then a rank in the block by rejection: a
// uniform rank is kept with probability (first / rank)^s, or else another is drawn. That
// probability is close to 1 within a block, so the power is computed only for the few draws between
// the probability's lowest value and 1. Hot path: once per request.

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/attributes/alias_table.h"
#include "engine/attributes/zipf_blocks.h"

namespace isotherm {

// At a higher exponent, the second rank's probability would be below 2^-64.
inline constexpr double zipf_exponent_highest = 64;

// What all draws of the same ranks share; not changed once made.
class ZipfTable {
public:
    ZipfTable(std::uint64_t distinct, double exponent)
        : ZipfTable(zipf_blocks(distinct, exponent), exponent) {}

    // A rank, from 0. `next` gives uniform numbers of 64 bits, two for most draws.
    template <class Next>
    std::uint64_t draw(Next&& next) const {
        const Block& block = blocks_[alias_.pick(next())];
        const auto product = static_cast<unsigned __int128>(next()) * block.width;
        const std::uint64_t rank = block.first + static_cast<std::uint64_t>(product >> 64);
        // The low half of the product is again uniform, with an error of at most width x 2^-64.
        const auto drawn = static_cast<std::uint64_t>(product);
        if (drawn >= block.surely_kept) [[unlikely]]
            return checked(block, rank, drawn, next);
        return rank;
    }

private:
    struct Block {
        std::uint64_t first = 0;
        std::uint64_t width = 1;
        std::uint64_t surely_kept = 0;  // below this number, every rank of the block is kept
    };

    ZipfTable(const std::vector<ZipfBlock>& blocks, double exponent);
    // The probability with which `rank` is kept in the block that begins with `first`; both from 1.
    double kept_share(std::uint64_t first, std::uint64_t rank) const;

    // Whether `drawn` is below the bound of that probability. With x = rank / first - 1, it is
    // (1 + x)^-s, which lies between 1 - s x and 1 - s x + s (s + 1) x^2 / 2: of a hundred draws,
    // about one lies between these two and needs the power.
    bool keeps(std::uint64_t first, std::uint64_t rank, std::uint64_t drawn) const {
        constexpr double rounding = 1e-12;  // far more than that of these few operations
        const double x = static_cast<double>(rank - first) / static_cast<double>(first);
        const double share = static_cast<double>(drawn) * 0x1p-64;
        const double least = 1 - exponent_ * x;
        if (share < least - rounding) return true;
        if (share > least + exponent_ * (exponent_ + 1) / 2 * x * x + rounding) return false;
        return drawn < random_bound(kept_share(first, rank));
    }

    // Keeps the drawn rank with its probability, or draws other ranks from the block until one is
    // kept.
    template <class Next>
    std::uint64_t checked(const Block& block, std::uint64_t rank, std::uint64_t drawn,
                          Next&& next) const {
        if (block.width == 1) return rank;
        while (!keeps(block.first + 1, rank + 1, drawn)) {
            const auto product = static_cast<unsigned __int128>(next()) * block.width;
            rank = block.first + static_cast<std::uint64_t>(product >> 64);
            drawn = static_cast<std::uint64_t>(product);
        }
        return rank;
    }

    double exponent_;
    AliasTable alias_;
    std::vector<Block> blocks_;
};

// A thousand workloads with the same ranks need one table, in whatever threads they run.
std::shared_ptr<const ZipfTable> shared_zipf_table(std::uint64_t distinct, double exponent);

}  // namespace isotherm
