// SPDX-License-Identifier: Apache-2.0
#pragma once
// A rate times factors, as a function of time that consists of straight lines.

#include <vector>

#include "engine/requests/workload_demand.h"
#include "engine/vocabulary/result.h"
#include "workloads/composed/linear_course.h"

namespace isotherm {

class ComposedRate {
public:
    // `rate`: requests per second where all factors are 1.
    ComposedRate(double rate, std::vector<LinearCourse> factors);

    // The rate from `at` on, in requests per second. Where several factors change at once, their
    // product is a curve: a line then deviates from it by at most a thousandth of the higher of its
    // two ends, or is a millisecond long.
    CourseLine line_at(SimDuration at) const;

    // What is wrong with a rate that nothing can follow; no error if it is sound. The factors are
    // taken at their highest, whether or not that is at the same time.
    Errors too_high() const;

    // The rate until the end of a run of this length. After 50,000 lines, the mean of what came
    // before.
    RateCurve curve(SimDuration duration) const;

private:
    double rate_;
    std::vector<LinearCourse> factors_;
};

// The same for any rate that consists of lines.
template <class LineAt>
RateCurve curve_of_lines(SimDuration duration, const LineAt& line_at) {
    constexpr std::size_t lines_most = 50'000;
    RateCurve curve;
    double area = 0;
    for (SimDuration at{}; at < duration;) {
        if (curve.stretches.size() == lines_most) {
            const double mean = area / in_seconds(at);
            curve.stretches.push_back({sim_start + at, sim_start + duration, mean, mean});
            break;
        }
        const CourseLine line = line_at(at);
        const SimDuration end = std::min(line.end, duration);
        const double to = line.at(end, at);
        curve.stretches.push_back({sim_start + at, sim_start + end, line.from, to});
        area += (line.from + to) / 2 * in_seconds(end - at);
        at = end;
    }
    return curve;
}

}  // namespace isotherm
