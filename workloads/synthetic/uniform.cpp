// SPDX-License-Identifier: Apache-2.0
// All keys are equally likely: the ideal for a partition key.

#include "workloads/synthetic/key_distribution.h"

namespace isotherm {
namespace {

class UniformDraws final : public KeyDraws {
public:
    UniformDraws(std::uint64_t distinct, RandomStream random)
        : distinct_(distinct), random_(std::move(random)) {}

    void fill(std::span<Key> keys) override {
        for (Key& key : keys) key = random_.below(distinct_);
    }
    void state(StateVisitor& visit) override { visit(random_); }

private:
    std::uint64_t distinct_;
    RandomStream random_;
};

class Uniform final : public KeyDistribution {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "distinct",
                     .help = "number of keys",
                     .lowest = 1,
                     .highest = static_cast<double>(keys_highest),
                     .required = true},
                    distinct_);
    }

    std::unique_ptr<KeyDraws> start(RandomStream random) const override {
        return std::make_unique<UniformDraws>(static_cast<std::uint64_t>(distinct_),
                                              std::move(random));
    }

    KeySpread spread() const override {
        return {.runs = {{0, static_cast<std::uint64_t>(distinct_), 1.0, {}}}, .walk = {}};
    }

private:
    std::int64_t distinct_ = 1'000'000;
};

const Registered<KeyDistribution, Uniform> uniform_entry("uniform", "every key alike",
                                                         {"distinct = 500"});

}  // namespace
}  // namespace isotherm
