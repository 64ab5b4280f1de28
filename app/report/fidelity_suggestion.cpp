// SPDX-License-Identifier: Apache-2.0
#include "app/report/fidelity_suggestion.h"

#include <fmt/format.h>

#include <cmath>

namespace isotherm {
namespace {

// Time to simulate one request, measured on one core of 2.3 GHz; see performance.md.
constexpr double seconds_a_request = 50e-9;
constexpr double long_run = 60;  // seconds

std::string about(double seconds) {
    constexpr double minute = 60, hour = 3'600;
    if (seconds < 2 * hour) return fmt::format("{:.0f} minutes", std::ceil(seconds / minute));
    return fmt::format("{:.0f} hours", std::ceil(seconds / hour));
}

}  // namespace

double expected_requests(const Scenario& scenario) {
    double requests = 0;
    for (const auto& [name, workload] : scenario.workloads) {
        const auto demand = workload.workload->demand(workload_context(scenario, workload));
        if (!demand) continue;
        for (const RateStretch& stretch : demand->calls.stretches)
            requests += (stretch.from + stretch.to) / 2 * in_seconds(stretch.end - stretch.begin) *
                        demand->rows_per_call;
    }
    return requests;
}

std::optional<std::string> fidelity_suggestion(const Scenario& scenario) {
    if (scenario.fidelity == Fidelity::cells) return std::nullopt;
    const double requests = expected_requests(scenario);
    if (requests * seconds_a_request < long_run) return std::nullopt;
    return fmt::format(
        "the run follows about {:.2g} requests and takes about {}. With fidelity = \"cells\" it "
        "draws the numbers of requests of each partition and second instead; its time does not "
        "depend on their rate",
        requests, about(requests * seconds_a_request));
}

}  // namespace isotherm
