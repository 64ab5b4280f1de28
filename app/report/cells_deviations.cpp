// SPDX-License-Identifier: Apache-2.0
#include "app/report/cells_deviations.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/scenario/scenario_fields.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

// The routers of global admission, and how long a router keeps tokens.
struct Routers {
    std::int64_t count = 1;
    SimDuration lifetime{};
};

Routers routers_of(const Scenario& scenario) {
    Routers routers;
    for (const ScenarioField& group : scenario_fields(scenario)) {
        if (group.name != "model") continue;
        for (const ScenarioField& field : group.children) {
            if (field.name == "routers")
                routers.count = number_in<std::int64_t>(field.value).value_or(1);
            if (field.name == "token_lifetime")
                routers.lifetime = parse_duration(field.value).value_or(SimDuration{});
        }
    }
    return routers;
}

bool meets_a_limit(const ResourceDemand& resource) {
    return resource.lag.has_value() || resource.sides[Side::read].throttles_from ||
           resource.sides[Side::write].throttles_from;
}

bool any_provisioned(const Demand& demand) {
    return std::ranges::any_of(demand.resources,
                               [](const ResourceDemand& one) { return !one.on_demand; });
}

bool any_even_arrivals(const Scenario& scenario) {
    return std::ranges::any_of(scenario.workloads, [&](const auto& named) {
        const auto calls = named.second.workload->demand(workload_context(scenario, named.second));
        return calls && calls->calls.even;
    });
}

bool any_retry_quota(const Scenario& scenario) {
    return std::ranges::any_of(scenario.workloads, [](const auto& named) {
        const auto plan = named.second.client->resend_plan();
        return plan && plan->retry_cost > 0;
    });
}

}  // namespace

std::vector<std::string> cells_deviations(const Scenario& scenario, const Demand& demand) {
    std::vector<std::string> sentences;
    if (scenario.fidelity != Fidelity::cells) return sentences;
    const Routers routers = routers_of(scenario);
    const bool divided = routers.count > 1 && any_provisioned(demand);
    const double saved =
        scenario.era.initial_burst *
        in_seconds(std::max(scenario.era.allocated_window, scenario.era.burst_window));
    if (divided && saved < in_seconds(routers.lifetime)) {
        sentences.push_back(fmt::format(
            "fidelity = \"cells\" counts the {} request routers of a table as one, so it leaves "
            "out what routers without tokens refuse in the first {}, while tables that start with "
            "initial_burst = {} have few",
            routers.count, text_of(routers.lifetime), scenario.era.initial_burst));
    }
    if (!std::ranges::any_of(demand.resources, meets_a_limit)) return sentences;
    if (divided && any_even_arrivals(scenario)) {
        sentences.push_back(
            "fidelity = \"cells\" counts the request routers of a table as one; while a table "
            "refuses most requests, clients with evenly spaced requests try about 3 % more often "
            "than with fidelity = \"requests\"");
    }
    if (any_retry_quota(scenario)) {
        sentences.push_back(
            "fidelity = \"cells\" counts the retry quotas of a workload's clients as one; in the "
            "minutes in which they run out, tries differ by up to 8 % from those with fidelity = "
            "\"requests\"");
    }
    return sentences;
}

}  // namespace isotherm
