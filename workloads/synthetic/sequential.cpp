// SPDX-License-Identifier: Apache-2.0
// Keys in ascending order, repeated: a batch job that processes a table, an import.

#include "workloads/synthetic/key_distribution.h"

namespace isotherm {
namespace {

class SequentialDraws final : public KeyDraws {
public:
    SequentialDraws(std::uint64_t first, std::uint64_t distinct)
        : first_(first), distinct_(distinct) {}

    void fill(std::span<Key> keys) override {
        for (Key& key : keys) {
            key = first_ + offset_;
            if (++offset_ == distinct_) offset_ = 0;
        }
    }
    void state(StateVisitor& visit) override {
        visit(offset_);
        visit.require(offset_ < distinct_);
    }

private:
    std::uint64_t first_;
    std::uint64_t distinct_;
    std::uint64_t offset_ = 0;
};

class Sequential final : public KeyDistribution {
public:
    void settings(SettingsVisitor& visit) override {
        constexpr double highest = static_cast<double>(keys_highest / 2);
        visit.field({.name = "start", .help = "number of the first key", .highest = highest},
                    start_);
        visit.field({.name = "distinct",
                     .help = "number of keys before the sequence starts again",
                     .lowest = 1,
                     .highest = highest,
                     .required = true},
                    distinct_);
    }

    std::unique_ptr<KeyDraws> start(RandomStream) const override {
        return std::make_unique<SequentialDraws>(static_cast<std::uint64_t>(start_),
                                                 static_cast<std::uint64_t>(distinct_));
    }

    KeySpread spread() const override {
        return {
            .runs = {{static_cast<Key>(start_), static_cast<std::uint64_t>(distinct_), 1.0, {}}},
            .in_order = true,
            .walk = {}};
    }

private:
    std::int64_t start_ = 0;
    std::int64_t distinct_ = 1'000'000;
};

const Registered<KeyDistribution, Sequential> sequential_entry("sequential",
                                                               "keys in order, over and over",
                                                               {"distinct = 77"});

}  // namespace
}  // namespace isotherm
