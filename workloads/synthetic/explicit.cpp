// SPDX-License-Identifier: Apache-2.0
// Keys 0, 1, 2, … with weights listed in the scenario, for example two candidates of a vote, or
// tenants of known size.

#include <numeric>

#include "engine/attributes/alias_table.h"
#include "workloads/synthetic/explicit_weights.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm {
namespace {

class ExplicitDraws final : public KeyDraws {
public:
    ExplicitDraws(const std::vector<double>& weights, RandomStream random)
        : alias_(weights), random_(std::move(random)) {}

    void fill(std::span<Key> keys) override {
        for (Key& key : keys) key = alias_.pick(random_.next());
    }
    void state(StateVisitor& visit) override { visit(random_); }

private:
    AliasTable alias_;
    RandomStream random_;
};

class Explicit final : public KeyDistribution {
public:
    void settings(SettingsVisitor& visit) override {
        visit_weights(visit, "one weight per key, proportional to its requests", weights_);
    }

    std::unique_ptr<KeyDraws> start(RandomStream random) const override {
        return std::make_unique<ExplicitDraws>(weights_, std::move(random));
    }

    KeySpread spread() const override {
        const double all = std::accumulate(weights_.begin(), weights_.end(), 0.0);
        KeySpread spread;
        for (std::size_t i = 0; i < weights_.size(); ++i) {
            if (weights_[i] > 0) spread.runs.push_back({i, 1, weights_[i] / all, {}});
        }
        return spread;
    }

private:
    std::vector<double> weights_{1.0};
};

const Registered<KeyDistribution, Explicit> explicit_entry(
    "explicit", "keys with an individual weight for each", {"weights = [50, 50, 50, 150]"});

}  // namespace
}  // namespace isotherm
