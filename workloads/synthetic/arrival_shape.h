// SPDX-License-Identifier: Apache-2.0
#pragma once
// The arrival times of a synthetic workload. Each shape has one file: constant, poisson, diurnal, …

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/requests/workload_demand.h"
#include "engine/vocabulary/catalog.h"
#include "engine/vocabulary/random_stream.h"
#include "engine/vocabulary/result.h"
#include "engine/vocabulary/settings.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// When a run starts by the calendar (UTC), and the base folder of relative paths in its scenario.
struct RunPlace {
    WallTime start{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}};
    std::string folder = {};
};

// The facts about a run that a shape may use: its own random numbers, the length of the run, and
// its place.
struct ShapeContext {
    RandomStream random;
    SimDuration duration{};
    RunPlace place = {};
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
    virtual RateCurve rate_curve(SimDuration duration, const RunPlace& place) const = 0;
    // Whether counts of arrivals can be drawn from the rate curve. False if the rate itself is
    // random (other than bursts), so that the arrivals are known only by drawing them.
    virtual bool follows_curve() const { return true; }
    // Whether arrivals are independent of each other, so that also the sum with others is a Poisson
    // process.
    virtual bool independent() const { return true; }

    // The files that the settings name, as written there.
    virtual std::vector<std::string> files() const { return {}; }
    // Returns what is wrong with the files. `folder`: the base of relative paths.
    virtual Errors check_files(const std::string& /*folder*/) const { return {}; }
    virtual void make_absolute(const std::string& /*folder*/) {}
};

}  // namespace isotherm
