// SPDX-License-Identifier: Apache-2.0
#pragma once
// Independent arrivals at a rate that consists of straight lines, which are asked for one by one.

#include <memory>

#include "workloads/composed/linear_course.h"
#include "workloads/synthetic/arrival_clock.h"
#include "workloads/synthetic/arrival_shape.h"

namespace isotherm {

// The lines of a rate in requests per second, one after another.
class RateLines {
public:
    virtual ~RateLines() = default;
    // `at` is 0, or the end of the line before.
    virtual CourseLine next(SimDuration at) = 0;
    // What changes from line to line.
    virtual void state(StateVisitor& visit) = 0;
};

// A Poisson process with that rate. Exact: each exponential draw is the area under the rate until
// the next arrival (time change; Çinlar 1975), so each request costs one draw and at most one
// square root.
class LineTimes final : public ArrivalTimes {
public:
    // The area under the rate from one arrival to the next: drawn, or always 1.
    enum class Gaps : std::uint8_t { exponential, equal };

    LineTimes(std::unique_ptr<RateLines> lines, const ShapeContext& context,
              Gaps gaps = Gaps::exponential);
    std::size_t fill(std::span<SimTime> times) override;
    void state(StateVisitor& visit) override;

private:
    void next_line();
    double next_area() { return gaps_ == Gaps::equal ? 1 : random_.exponential(); }

    std::unique_ptr<RateLines> lines_;
    Gaps gaps_;
    RandomStream random_;
    GapRounding rounded_{0};  // rates can be of any height, so every rounding is carried over
    Ticks clock_ = 0;
    Ticks end_;
    double area_to_next_;
    // The present line.
    Ticks line_begin_ = 0;
    Ticks line_end_ = 0;
    double rate_ = 0;   // at its beginning, requests per tick
    double slope_ = 0;  // requests per tick^2
};

}  // namespace isotherm
