// SPDX-License-Identifier: Apache-2.0
#pragma once
// How near a run came to its limits.

#include <optional>

#include "engine/recording/recording.h"

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

}  // namespace isotherm
