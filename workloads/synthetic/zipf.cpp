// SPDX-License-Identifier: Apache-2.0
// Few keys get most of the requests: the r-th most popular key (counted from 1) has a weight of
// r^-exponent. The distribution that YCSB calls zipfian has exponent 0.99. Key r - 1 is the r-th
// most popular.
//
// First draws a block of ranks by its exact weight, then a rank in the block by rejection: a
// uniform rank is kept with probability (first / rank)^s, or else another is drawn. That
// probability is close to 1 within a block, so the power is computed only for the few draws between
// the probability's lowest value and 1.

#include <limits>

#include "engine/vocabulary/exact_math.h"
#include "workloads/synthetic/alias_table.h"
#include "workloads/synthetic/key_distribution.h"
#include "workloads/synthetic/zipf_blocks.h"

namespace isotherm {
namespace {

// At a higher exponent, the second rank's probability would be below 2^-64.
constexpr double exponent_highest = 64;

class ZipfDraws final : public KeyDraws {
public:
    ZipfDraws(std::uint64_t distinct, double exponent, RandomStream random)
        : ZipfDraws(zipf_blocks(distinct, exponent), exponent, std::move(random)) {}

    // Hot path: two 64-bit random numbers per key.
    void fill(std::span<Key> keys) override {
        for (Key& key : keys) {
            const Block& block = blocks_[alias_.pick(random_.next())];
            const auto product = static_cast<unsigned __int128>(random_.next()) * block.width;
            key = block.first_key + static_cast<Key>(product >> 64);
            // The low half of the product is again uniform, with an error of at most width x 2^-64.
            const auto drawn = static_cast<std::uint64_t>(product);
            if (drawn >= block.surely_kept) [[unlikely]]
                key = checked(block, key, drawn);
        }
    }

private:
    struct Block {
        Key first_key = 0;
        std::uint64_t width = 1;
        std::uint64_t surely_kept = 0;  // below this number, every rank of the block is kept
    };

    ZipfDraws(const std::vector<ZipfBlock>& blocks, double exponent, RandomStream random)
        : random_(std::move(random)), exponent_(exponent), alias_(weights(blocks)) {
        for (const ZipfBlock& block : blocks) {
            const double least = kept_share(block.first, block.first + block.width - 1);
            blocks_.push_back({block.first - 1, block.width,
                               block.width == 1 ? std::numeric_limits<std::uint64_t>::max()
                                                : random_bound(least * (1 - 1e-12))});
        }
    }

    static std::vector<double> weights(const std::vector<ZipfBlock>& blocks) {
        std::vector<double> list;
        for (const ZipfBlock& block : blocks) list.push_back(block.weight);
        return list;
    }

    double kept_share(std::uint64_t first, std::uint64_t rank) const {
        return exact::pow(static_cast<double>(first) / static_cast<double>(rank), exponent_);
    }

    // Keeps the drawn key with its probability, or draws other keys from the block until one is
    // kept.
    Key checked(const Block& block, Key key, std::uint64_t drawn) {
        if (block.width == 1) return key;
        while (drawn >= random_bound(kept_share(block.first_key + 1, key + 1))) {
            const auto product = static_cast<unsigned __int128>(random_.next()) * block.width;
            key = block.first_key + static_cast<Key>(product >> 64);
            drawn = static_cast<std::uint64_t>(product);
        }
        return key;
    }

    RandomStream random_;
    double exponent_;
    AliasTable alias_;
    std::vector<Block> blocks_;
};

class Zipf final : public KeyDistribution {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "distinct",
                     .help = "number of keys",
                     .lowest = 1,
                     .highest = static_cast<double>(keys_highest),
                     .required = true},
                    distinct_);
        visit.field({.name = "exponent",
                     .help = "0 is uniform, 0.99 is YCSB's, higher is more skewed",
                     .highest = exponent_highest},
                    exponent_);
    }

    std::unique_ptr<KeyDraws> start(RandomStream random) const override {
        return std::make_unique<ZipfDraws>(static_cast<std::uint64_t>(distinct_), exponent_,
                                           std::move(random));
    }

    // Treats all keys of a block as equally likely; their ranks differ by 1/64 at most.
    KeySpread spread() const override {
        const auto distinct = static_cast<std::uint64_t>(distinct_);
        const double all = zipf_normalizer(distinct, exponent_);
        KeySpread spread;
        for (const ZipfBlock& block : zipf_blocks(distinct, exponent_)) {
            if (block.weight > 0)
                spread.runs.push_back({block.first - 1, block.width, block.weight / all, {}});
        }
        return spread;
    }

private:
    std::int64_t distinct_ = 1'000'000;
    double exponent_ = 0.99;
};

const Registered<KeyDistribution, Zipf> zipf_entry("zipf", "few keys get most of the requests",
                                                   {"distinct = 10000"});

}  // namespace
}  // namespace isotherm
