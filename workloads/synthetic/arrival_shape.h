// SPDX-License-Identifier: Apache-2.0
#pragma once
// When a synthetic workload's requests come. One shape a file: constant, poisson, diurnal, …

#include <cstddef>
#include <memory>
#include <span>

#include "engine/requests/workload_demand.h"
#include "engine/vocabulary/catalog.h"
#include "engine/vocabulary/random_stream.h"
#include "engine/vocabulary/settings.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// What a shape may know of the run: its own random numbers, and when the run ends.
struct ShapeContext {
    RandomStream random;
    SimDuration duration{};
};

// The arrival times of one workload, in order.
class ArrivalTimes {
public:
    virtual ~ArrivalTimes() = default;

    // Fills times from the front, never decreasing, all before the end of the run, and returns how
    // many; fewer than asked only when nothing comes any more. How many are asked for at a time
    // does not change the sequence.
    virtual std::size_t fill(std::span<SimTime> times) = 0;
};

class ArrivalShape : public Configurable {
public:
    virtual std::unique_ptr<ArrivalTimes> start(const ShapeContext& context) const = 0;
    // When the last thing begins that the settings speak of, since the start.
    virtual SimDuration begins_last() const { return {}; }
    // The mean rate of these times, in a run of this length.
    virtual RateCurve rate_curve(SimDuration duration) const = 0;
};

}  // namespace isotherm
