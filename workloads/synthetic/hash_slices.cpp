// SPDX-License-Identifier: Apache-2.0
// Divides the hash space into equal slices, each with a given share of the requests. This sets the
// load of each partition directly: in a table with as many partitions as slices, each slice is one
// partition. The keys of a slice are spread evenly, so half of a slice gets half of its load.

#include <fmt/format.h>

#include <numeric>

#include "engine/model/key_space.h"
#include "engine/attributes/alias_table.h"
#include "workloads/synthetic/explicit_weights.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm {
namespace {

class HashSliceDraws final : public KeyDraws {
public:
    HashSliceDraws(const std::vector<double>& weights, std::uint64_t keys_per_slice,
                   RandomStream random)
        : alias_(weights), keys_per_slice_(keys_per_slice), random_(std::move(random)) {
        const auto count = static_cast<std::uint32_t>(weights.size());
        const KeyRanges ranges = KeyRanges::equal({}, count);
        for (std::uint32_t i = 0; i < count; ++i) {
            const KeyPosition first = ranges.first_at(i).hash;
            const std::uint64_t step = (ranges.last_at(i).hash - first) / keys_per_slice;
            slices_.push_back({first + step / 2, step});
        }
    }

    void fill(std::span<Key> keys) override {
        for (Key& key : keys) {
            const Slice& slice = slices_[alias_.pick(random_.next())];
            key = key_at(slice.first + slice.step * random_.below(keys_per_slice_));
        }
    }
    void state(StateVisitor& visit) override { visit(random_); }

    // Returns "2/17" for key 17 of slice 2, both counted from 0.
    std::string name(Key key) const override {
        const KeyPosition position = position_of(key);
        const auto scaled = static_cast<unsigned __int128>(position) * slices_.size();
        std::size_t i = static_cast<std::size_t>(scaled >> 64);
        // Borders are rounded down to integers, so the position may already be in the next slice.
        if (i + 1 < slices_.size() && position >= slices_[i + 1].first) ++i;
        return fmt::format("{}/{}", i, (position - slices_[i].first) / slices_[i].step);
    }

private:
    struct Slice {
        KeyPosition first;   // position of the slice's first key
        std::uint64_t step;  // distance between neighbouring keys
    };

    AliasTable alias_;
    std::uint64_t keys_per_slice_;
    RandomStream random_;
    std::vector<Slice> slices_;
};

class HashSlices final : public KeyDistribution {
public:
    void settings(SettingsVisitor& visit) override {
        visit_weights(visit, "one weight per slice of the hash space, proportional to its requests",
                      weights_);
        visit.field({.name = "keys_per_slice",
                     .help = "number of keys in each slice",
                     .lowest = 1,
                     .highest = 1e9},
                    keys_per_slice_);
    }

    std::unique_ptr<KeyDraws> start(RandomStream random) const override {
        return std::make_unique<HashSliceDraws>(
            weights_, static_cast<std::uint64_t>(keys_per_slice_), std::move(random));
    }

    KeySpread spread() const override {
        const double all = std::accumulate(weights_.begin(), weights_.end(), 0.0);
        const auto keys = static_cast<std::uint64_t>(keys_per_slice_);
        const auto count = static_cast<std::uint32_t>(weights_.size());
        const KeyRanges ranges = KeyRanges::equal({}, count);
        KeySpread spread;
        for (std::uint32_t i = 0; i < count; ++i) {
            if (weights_[i] <= 0) continue;
            const HashRange slice{ranges.first_at(i).hash, ranges.last_at(i).hash};
            const std::uint64_t half_step = (slice.last - slice.first) / keys / 2;
            spread.runs.push_back(
                {key_at(slice.first + half_step), keys, weights_[i] / all, slice});
        }
        return spread;
    }

    bool numbered() const override { return false; }

private:
    std::vector<double> weights_{1.0};
    std::int64_t keys_per_slice_ = 1'000;
};

const Registered<KeyDistribution, HashSlices> hash_slices_entry(
    "hash_slices", "a weight for each equal slice of the hash space",
    {"weights = [1, 1, 1, 3], keys_per_slice = 20"});

}  // namespace
}  // namespace isotherm
