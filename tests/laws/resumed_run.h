// SPDX-License-Identifier: Apache-2.0
#pragma once
// A run that is saved and goes on from its state, as often as wanted.

#include <initializer_list>
#include <string>
#include <utility>

#include "tests/laws/run_of.h"

namespace isotherm {

// The report of a run that is saved at these moments, each time ended, and resumed. It must be that
// of a run in one piece. A state that cannot be read fails the test.
inline std::string resumed_report(const Scenario& scenario,
                                  std::initializer_list<SimDuration> moments) {
    auto simulation = std::move(Simulation::create(scenario).value());
    for (const SimDuration at : moments) {
        simulation->advance(sim_start + at);
        auto next = std::move(Simulation::create(scenario).value());
        const std::string state = simulation->state();
        const auto damaged = next->resume(state, simulation->give_history());
        EXPECT_EQ(damaged, std::nullopt) << *damaged;
        simulation = std::move(next);
    }
    simulation->advance(simulation->end());
    return simulation->report().json().dump();
}

}  // namespace isotherm
