// SPDX-License-Identifier: Apache-2.0
// A set of hot keys that moves over the keys: what is read most today is not what was read most
// yesterday. The hot keys are neighbours in the order of their numbers; the first of them advances
// evenly, and after `around` it has been at every key once. All other keys are equally likely.

#include <algorithm>
#include <cmath>

#include "engine/attributes/alias_table.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm {
namespace {

struct DriftSettings {
    std::int64_t distinct = 1'000'000;
    Share hot_share{0.01};
    Share hot_traffic{0.8};
    SimDuration around = 24h;

    // Number of hot keys, at least 1.
    std::uint64_t hot_keys() const {
        const double wanted = std::round(hot_share.value * static_cast<double>(distinct));
        return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(wanted), 1,
                                         static_cast<std::uint64_t>(distinct));
    }
    // The first hot key at this time.
    Key first_hot(SimTime time) const {
        const SimDuration since = time.time_since_epoch() % around;
        const auto product =
            static_cast<unsigned __int128>(since.count()) * static_cast<std::uint64_t>(distinct);
        return static_cast<Key>(product / static_cast<std::uint64_t>(around.count()));
    }
};

class DriftingDraws final : public KeyDraws {
public:
    DriftingDraws(const DriftSettings& settings, RandomStream random)
        : settings_(settings),
          random_(std::move(random)),
          hot_bound_(random_bound(settings.hot_traffic.value)),
          distinct_(static_cast<std::uint64_t>(settings.distinct)),
          hot_(settings.hot_keys()) {}

    // Requests without times find the hot keys where they are at the start.
    void fill(std::span<Key> keys) override {
        for (Key& key : keys) key = draw(0);
    }
    void fill_at(std::span<const SimTime> times, std::span<Key> keys) override {
        for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = draw(settings_.first_hot(times[i]));
    }
    void state(StateVisitor& visit) override { visit(random_); }

private:
    Key draw(Key first) {
        const bool hot = random_.next() < hot_bound_ || hot_ == distinct_;
        const std::uint64_t offset =
            hot ? random_.below(hot_) : hot_ + random_.below(distinct_ - hot_);
        const Key key = first + offset;
        return key < distinct_ ? key : key - distinct_;
    }

    DriftSettings settings_;
    RandomStream random_;
    std::uint64_t hot_bound_;
    std::uint64_t distinct_;
    std::uint64_t hot_;
};

class DriftingHotSet final : public KeyDistribution {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "distinct",
                     .help = "number of keys",
                     .lowest = 1,
                     .highest = static_cast<double>(keys_highest),
                     .required = true},
                    settings_.distinct);
        visit.field({.name = "hot_share",
                     .help = "share of the keys that are hot at a time, at least one key",
                     .highest = 1},
                    settings_.hot_share);
        visit.field({.name = "hot_traffic",
                     .help = "share of the requests that go to the hot keys",
                     .highest = 1},
                    settings_.hot_traffic);
        visit.field({.name = "around",
                     .help = "time in which the hot keys move once over all keys",
                     .lowest = 0.001,
                     .highest = in_seconds(longest_run),
                     .required = true},
                    settings_.around);
    }

    std::unique_ptr<KeyDraws> start(RandomStream random) const override {
        return std::make_unique<DriftingDraws>(settings_, std::move(random));
    }
    // Over whole rounds, every key is hot for the same time.
    KeySpread spread() const override {
        return {.runs = {{0, static_cast<std::uint64_t>(settings_.distinct), 1.0, {}}}, .walk = {}};
    }
    bool moves() const override { return true; }

private:
    DriftSettings settings_;
};

const Registered<KeyDistribution, DriftingHotSet> drifting_hot_set_entry(
    "drifting_hot_set", "a few hot keys that move over the key space",
    {R"(distinct = 1000, around = "10s")"});

}  // namespace
}  // namespace isotherm
