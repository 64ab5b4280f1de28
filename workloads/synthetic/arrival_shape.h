// SPDX-License-Identifier: Apache-2.0
#pragma once
// The arrival times of a synthetic workload. Each shape has one file: constant, poisson, diurnal, …

#include <cstddef>
#include <memory>
#include <span>

#include "engine/requests/workload_demand.h"
#include "engine/vocabulary/catalog.h"
#include "engine/vocabulary/random_stream.h"
#include "engine/vocabulary/settings.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// The facts about a run that a shape may use: its own random numbers, and the length of the run.
struct ShapeContext {
    RandomStream random;
    SimDuration duration{};
};

// The arrival times of one workload, in order.
class ArrivalTimes {
public:
    virtual ~ArrivalTimes() = default;

    // Fills times from the front and returns their number. Times never decrease and lie before the
    // end of the run; fewer than requested means that no more will come. The number requested per
    // call does not change the sequence.
    virtual std::size_t fill(std::span<SimTime> times) = 0;

    // The position and the random numbers.
    virtual void state(StateVisitor& visit) = 0;
};

class ArrivalShape : public Configurable {
public:
    virtual std::unique_ptr<ArrivalTimes> start(const ShapeContext& context) const = 0;
    // Time since the start of the run at which the last part that the settings describe begins.
    virtual SimDuration begins_last() const { return {}; }
    // Returns the mean rate as a function of time, for a run of this length.
    virtual RateCurve rate_curve(SimDuration duration) const = 0;
};

}  // namespace isotherm
