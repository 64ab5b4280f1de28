// SPDX-License-Identifier: Apache-2.0
#pragma once
// Independent arrivals with a rate that is piecewise linear in time; used for ramps and spikes.

#include <vector>

#include "workloads/synthetic/arrival_clock.h"
#include "workloads/synthetic/arrival_shape.h"

namespace isotherm {

// The rate changes linearly from `from` to `to` within `length`. Rates in requests per second.
struct RatePiece {
    SimDuration length{};
    double from = 0;
    double to = 0;
};

// Converts the pieces to a rate curve for a run of this length.
RateCurve curve_of(const std::vector<RatePiece>& pieces, SimDuration duration);

// A Poisson process with the rate of the pieces, one after the other; the last rate then holds
// until the end of the run. Exact: each exponential draw is the area under the rate until the next
// arrival (time change), so each request costs one draw and at most one square root.
class LinearRateTimes final : public ArrivalTimes {
public:
    LinearRateTimes(const std::vector<RatePiece>& pieces, const ShapeContext& context);
    std::size_t fill(std::span<SimTime> times) override;
    void state(StateVisitor& visit) override {
        visit(random_, rounded_, piece_, clock_, area_to_next_);
    }

private:
    struct Piece {
        Ticks start = 0;
        Ticks end = 0;
        double rate = 0;      // at the start, requests per tick
        double slope = 0;     // requests per tick^2
        double mean_gap = 0;  // in ticks; used if the slope is 0
    };

    RandomStream random_;
    std::vector<Piece> pieces_;
    GapRounding rounded_;
    std::size_t piece_ = 0;
    Ticks clock_ = 0;
    Ticks end_;
    double area_to_next_;
};

}  // namespace isotherm
