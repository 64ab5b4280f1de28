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
#include <map>
#include <memory>
#include <mutex>

#include "engine/vocabulary/exact_math.h"
#include "workloads/synthetic/alias_table.h"
#include "workloads/synthetic/key_distribution.h"
#include "workloads/synthetic/zipf_blocks.h"
#include "workloads/synthetic/zipf_draws.h"

namespace isotherm {
namespace {

// At a higher exponent, the second rank's probability would be below 2^-64.
constexpr double exponent_highest = 64;

// What all draws of the same keys share; not changed once made.
class ZipfTable {
public:
    struct Block {
        Key first_key = 0;
        std::uint64_t width = 1;
        std::uint64_t surely_kept = 0;  // below this number, every rank of the block is kept
    };

    ZipfTable(std::uint64_t distinct, double exponent)
        : ZipfTable(zipf_blocks(distinct, exponent), exponent) {}

    // `random`: uniform in 64 bits.
    const Block& pick(std::uint64_t random) const { return blocks_[alias_.pick(random)]; }

    // The probability with which `rank` is kept in the block that begins with `first`.
    double kept_share(std::uint64_t first, std::uint64_t rank) const {
        return exact::pow(static_cast<double>(first) / static_cast<double>(rank), exponent_);
    }

private:
    ZipfTable(const std::vector<ZipfBlock>& blocks, double exponent)
        : exponent_(exponent), alias_(weights(blocks)) {
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

    double exponent_;
    AliasTable alias_;
    std::vector<Block> blocks_;
};

// A thousand workloads with the same keys need one table, in whatever threads they run.
std::shared_ptr<const ZipfTable> shared_table(std::uint64_t distinct, double exponent) {
    static std::mutex mutex;
    static std::map<std::pair<std::uint64_t, double>, std::weak_ptr<const ZipfTable>> tables;
    const std::lock_guard lock(mutex);
    std::weak_ptr<const ZipfTable>& known = tables[{distinct, exponent}];
    if (auto table = known.lock()) return table;
    std::erase_if(tables, [&](const auto& entry) {
        return &entry.second != &known && entry.second.expired();
    });
    auto made = std::make_shared<const ZipfTable>(distinct, exponent);
    known = made;
    return made;
}

class ZipfDraws final : public KeyDraws {
public:
    ZipfDraws(std::shared_ptr<const ZipfTable> table, RandomStream random)
        : table_(std::move(table)), random_(std::move(random)) {}

    // Hot path: two 64-bit random numbers per key.
    void fill(std::span<Key> keys) override {
        const ZipfTable& table = *table_;
        for (Key& key : keys) {
            const ZipfTable::Block& block = table.pick(random_.next());
            const auto product = static_cast<unsigned __int128>(random_.next()) * block.width;
            key = block.first_key + static_cast<Key>(product >> 64);
            // The low half of the product is again uniform, with an error of at most width x 2^-64.
            const auto drawn = static_cast<std::uint64_t>(product);
            if (drawn >= block.surely_kept) [[unlikely]]
                key = checked(block, key, drawn);
        }
    }
    void state(StateVisitor& visit) override { visit(random_); }

private:
    // Keeps the drawn key with its probability, or draws other keys from the block until one is
    // kept.
    Key checked(const ZipfTable::Block& block, Key key, std::uint64_t drawn) {
        if (block.width == 1) return key;
        while (drawn >= random_bound(table_->kept_share(block.first_key + 1, key + 1))) {
            const auto product = static_cast<unsigned __int128>(random_.next()) * block.width;
            key = block.first_key + static_cast<Key>(product >> 64);
            drawn = static_cast<std::uint64_t>(product);
        }
        return key;
    }

    std::shared_ptr<const ZipfTable> table_;
    RandomStream random_;
};

}  // namespace

std::unique_ptr<KeyDraws> zipf_draws(std::uint64_t distinct, double exponent, RandomStream random) {
    return std::make_unique<ZipfDraws>(shared_table(distinct, exponent), std::move(random));
}

namespace {

class Zipf final : public KeyDistribution {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "distinct",
                     .help = "number of keys",
                     .lowest = 1,
                     .highest = static_cast<double>(keys_highest),
                     .required = true},
                    distinct_);
        visit.field(
            {.name = "exponent",
             .help = "exponent: 0 is uniform, 0.99 is YCSB's default, higher is more skewed",
             .highest = exponent_highest},
            exponent_);
    }

    std::unique_ptr<KeyDraws> start(RandomStream random) const override {
        return zipf_draws(static_cast<std::uint64_t>(distinct_), exponent_, std::move(random));
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
