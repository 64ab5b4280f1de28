// SPDX-License-Identifier: Apache-2.0
#include "engine/run/seed_comparison.h"

#include "engine/run/simulation.h"

namespace isotherm {
namespace {

Result<std::optional<double>> throttled_share(Scenario scenario, std::int64_t seed,
                                              const SeedComparison& how) {
    scenario.seed = seed;
    auto created = Simulation::create(scenario);
    if (!created.ok()) return created.errors();
    Simulation& simulation = *created.value();
    while (simulation.now() < how.until && !simulation.finished()) {
        if (how.stopping()) return std::optional<double>();
        simulation.advance(std::min(simulation.now() + stopping_interval, how.until));
    }
    if (simulation.failure() != nullptr) return *simulation.failure();
    return std::optional(
        figures_of(simulation.recording(), scenario, whole_seconds(how.until)).throttled_share());
}

}  // namespace

Result<std::optional<PairedDifference>> compare_seeds(const Scenario& a, const Scenario& b,
                                                      const SeedComparison& how) {
    PairedDifference difference;
    for (int i = 0; i < how.seeds; ++i) {
        const auto of_a = throttled_share(a, a.seed + i, how);
        if (!of_a.ok()) return of_a.errors();
        const auto of_b = throttled_share(b, b.seed + i, how);
        if (!of_b.ok()) return of_b.errors();
        if (!of_a.value() || !of_b.value()) return std::optional<PairedDifference>();
        difference.add(*of_a.value(), *of_b.value());
        how.done(i + 1);
    }
    return std::optional(difference);
}

}  // namespace isotherm
