// SPDX-License-Identifier: Apache-2.0
// Few keys get most of the requests: the r-th most popular key (counted from 1) has a weight of
// r^-exponent. The distribution that YCSB calls zipfian has exponent 0.99. Key r - 1 is the r-th
// most popular.

#include <memory>

#include "engine/attributes/zipf_table.h"
#include "workloads/synthetic/key_distribution.h"
#include "workloads/synthetic/zipf_draws.h"

namespace isotherm {
namespace {

class ZipfDraws final : public KeyDraws {
public:
    ZipfDraws(std::shared_ptr<const ZipfTable> table, RandomStream random)
        : table_(std::move(table)), random_(std::move(random)) {}

    void fill(std::span<Key> keys) override {
        const ZipfTable& table = *table_;
        RandomWords words(random_, 2 * keys.size());
        for (Key& key : keys) key = table.draw(words);
    }
    void state(StateVisitor& visit) override { visit(random_); }

private:
    std::shared_ptr<const ZipfTable> table_;
    RandomStream random_;
};

}  // namespace

std::unique_ptr<KeyDraws> zipf_draws(std::uint64_t distinct, double exponent, RandomStream random) {
    return std::make_unique<ZipfDraws>(shared_zipf_table(distinct, exponent), std::move(random));
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
             .highest = zipf_exponent_highest},
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
