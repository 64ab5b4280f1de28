// SPDX-License-Identifier: Apache-2.0
#pragma once
// How near a run came to its limits.

#include <optional>
#include <string>

#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

struct TightestLimit {
    ResourceName resource;
    Side side = Side::read;
    std::optional<std::size_t> partition;  // nullopt: the limit of the whole table or index
    double use = 0;                        // demand / limit in the busiest minute
};

// The limit that the load would reach first if all of it grew alike, judged by means over a minute:
// what is above a limit for less than that is the burst's. nullopt if nothing was asked for.
std::optional<TightestLimit> tightest_limit(const Recording& recording);

// The scenario's text with all load multiplied by `factor`: rates of arrivals and speeds of
// replays, within the ranges that sliders have. nullopt if no workload has such a number.
std::optional<std::string> with_grown_load(const std::string& text, const Scenario& scenario,
                                           double factor);

}  // namespace isotherm
