// SPDX-License-Identifier: Apache-2.0
// A set of hot keys gets a fixed share of the requests, and the other keys get the rest; the keys
// of each set are equally likely. The hot keys have the lowest numbers.

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/attributes/alias_table.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm {
namespace {

struct HotSetSettings {
    std::int64_t distinct = 1'000'000;
    Share hot_share{0.2};
    Share hot_traffic{0.8};

    // Number of hot keys, at least 1.
    std::uint64_t hot_keys() const {
        const auto all = static_cast<std::uint64_t>(distinct);
        const double wanted = std::round(hot_share.value * static_cast<double>(distinct));
        return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(wanted), 1, all);
    }
};

class HotSetDraws final : public KeyDraws {
public:
    HotSetDraws(const HotSetSettings& settings, RandomStream random)
        : random_(std::move(random)), hot_bound_(random_bound(settings.hot_traffic.value)) {
        Keys& hot = sets_[0];
        Keys& cold = sets_[1];
        const auto distinct = static_cast<std::uint64_t>(settings.distinct);
        hot = {0, settings.hot_keys()};
        // If all keys are hot, the cold set is the same as the hot one.
        cold = hot.count == distinct ? hot : Keys{hot.count, distinct - hot.count};
    }

    void fill(std::span<Key> keys) override {
        for (Key& key : keys) {
            const Keys& set = sets_[random_.next() < hot_bound_ ? 0 : 1];
            key = set.first + random_.below(set.count);
        }
    }
    void state(StateVisitor& visit) override { visit(random_); }

private:
    struct Keys {
        Key first = 0;
        std::uint64_t count = 1;
    };

    RandomStream random_;
    std::uint64_t hot_bound_;
    std::array<Keys, 2> sets_;  // hot and cold
};

class HotSet final : public KeyDistribution {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "distinct",
                     .help = "number of keys",
                     .lowest = 1,
                     .highest = static_cast<double>(keys_highest),
                     .required = true},
                    settings_.distinct);
        visit.field({.name = "hot_share",
                     .help = "share of the keys that are hot, at least one key",
                     .highest = 1},
                    settings_.hot_share);
        visit.field({.name = "hot_traffic",
                     .help = "share of the requests that go to the hot keys",
                     .highest = 1},
                    settings_.hot_traffic);
    }

    std::unique_ptr<KeyDraws> start(RandomStream random) const override {
        return std::make_unique<HotSetDraws>(settings_, std::move(random));
    }

    KeySpread spread() const override {
        const auto all = static_cast<std::uint64_t>(settings_.distinct);
        const std::uint64_t hot = settings_.hot_keys();
        if (hot == all) return {.runs = {{0, all, 1.0, {}}}, .walk = {}};
        const double traffic = settings_.hot_traffic.value;
        return {.runs = {{0, hot, traffic, {}}, {hot, all - hot, 1 - traffic, {}}}, .walk = {}};
    }

private:
    HotSetSettings settings_;
};

const Registered<KeyDistribution, HotSet> hot_set_entry(
    "hot_set", "a few hot keys take a share of the traffic", {"distinct = 1000"});

}  // namespace
}  // namespace isotherm
