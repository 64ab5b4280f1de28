// SPDX-License-Identifier: Apache-2.0
#pragma once
// Independent arrivals whose rate runs along straight lines: what ramps and spikes are made of.

#include <vector>

#include "workloads/synthetic/arrival_clock.h"
#include "workloads/synthetic/arrival_shape.h"

namespace isotherm {

// For `length` the rate goes in a straight line. Rates in requests per second.
struct RatePiece {
    SimDuration length{};
    double from = 0;
    double to = 0;
};

// The same as a curve, in a run of this length.
RateCurve curve_of(const std::vector<RatePiece>& pieces, SimDuration duration);

// A Poisson process along the pieces, which follow each other; the last rate then holds to the end
// of the run. Exact: each exponential draw is the area under the rate up to the next arrival
// (change of time), so there is one draw and at most one square root per request.
class LinearRateTimes final : public ArrivalTimes {
public:
    LinearRateTimes(const std::vector<RatePiece>& pieces, const ShapeContext& context);
    std::size_t fill(std::span<SimTime> times) override;

private:
    struct Piece {
        Ticks start = 0;
        Ticks end = 0;
        double rate = 0;      // at the start, requests per tick
        double slope = 0;     // requests per tick and tick
        double mean_gap = 0;  // where the slope is 0
    };

    RandomStream random_;
    std::vector<Piece> pieces_;
    std::size_t piece_ = 0;
    Ticks clock_ = 0;
    Ticks end_;
    double area_to_next_;
};

}  // namespace isotherm
