// SPDX-License-Identifier: Apache-2.0
#pragma once
// What multiplies the rate of arrivals over time. Each factor has one file: diurnal, weekday,
// spike, …

#include <string>
#include <vector>

#include "workloads/composed/linear_course.h"
#include "workloads/synthetic/arrival_shape.h"

namespace isotherm {

class RateFactor : public Configurable {
public:
    // The factor as a function of time; nowhere below 0. Does not depend on the run's length.
    virtual LinearCourse course(const RunPlace& place) const = 0;
    // Time since the start of the run at which the last part that the settings describe begins.
    virtual SimDuration begins_last() const { return {}; }

    // See ArrivalShape.
    virtual std::vector<std::string> files() const { return {}; }
    virtual Errors check_files(const std::string& /*folder*/) const { return {}; }
    virtual void make_absolute(const std::string& /*folder*/) {}
};

// The highest factor. A factor is a plain number, 1: the rate as it is.
inline constexpr double factor_highest = 1e6;

}  // namespace isotherm
