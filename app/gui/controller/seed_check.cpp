// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/controller/seed_check.h"

#include <optional>

#include "app/render/canvas.h"
#include "engine/run/simulation.h"

namespace isotherm {
namespace {

// Simulated between two looks at whether to stop.
constexpr SimDuration slice = 1s;

Result<std::optional<double>> throttled_share(Scenario scenario, std::int64_t seed, SimTime until,
                                              const std::atomic<bool>& stopping) {
    scenario.seed = seed;
    auto created = Simulation::create(scenario);
    if (!created.ok()) return created.errors();
    Simulation& simulation = *created.value();
    while (simulation.now() < until && !simulation.finished()) {
        if (stopping) return std::optional<double>();
        simulation.advance(std::min(simulation.now() + slice, until));
    }
    return std::optional(
        figures_of(simulation.recording(), scenario, whole_seconds(until)).throttled_share());
}

}  // namespace

void SeedCheck::start(const Scenario& a, const Scenario& b, SimTime until) {
    stop();
    running_ = true;
    job_.start(this, [this, a, b, until](const std::atomic<bool>& stopping,
                                         const BackgroundJob::Tell& tell) {
        PairedDifference difference;
        for (int i = 0; i < seeds; ++i) {
            const auto of_a = throttled_share(a, a.seed + i, until, stopping);
            const auto of_b = throttled_share(b, b.seed + i, until, stopping);
            if (!of_a.ok() || !of_b.ok()) {
                const QString what = qtext((of_a.ok() ? of_b : of_a).errors().front().what);
                return tell([this, what] {
                    running_ = false;
                    Q_EMIT failed(what);
                });
            }
            if (stopping) return;
            difference.add(*of_a.value(), *of_b.value());
            tell([this, i] {
                done_ = i + 1;
                Q_EMIT progressed(i + 1);
            });
        }
        tell([this, difference] {
            running_ = false;
            Q_EMIT finished(difference);
        });
    });
}

void SeedCheck::stop() {
    job_.stop();
    done_ = 0;
    running_ = false;
}

}  // namespace isotherm
