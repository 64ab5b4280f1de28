// SPDX-License-Identifier: Apache-2.0
#pragma once
// Seconds of a run to pixels and back, and where a time axis is labelled.

#include <cmath>
#include <string>
#include <vector>

#include "engine/vocabulary/time.h"

namespace isotherm {

// [first, end) seconds of the run over [left, right) logical pixels.
struct TimeAxis {
    double first_second = 0;
    double end_second = 1;
    double left = 0;
    double right = 1;

    double pixels_per_second() const { return (right - left) / (end_second - first_second); }
    double x_of(double second) const {
        return left + (second - first_second) * pixels_per_second();
    }
    double second_at(double x) const { return first_second + (x - left) / pixels_per_second(); }
};

struct TimeTick {
    double second = 0;
    std::string label;  // "12:05", "12:05:30", "20 Jan"
    std::string below;  // the day (or year), at the first tick and where it changes
};

// At round times of day in UTC, at least `least_spacing` pixels apart. A run whose start is not
// known (the epoch) is labelled by the time since its start.
std::vector<TimeTick> time_ticks(const TimeAxis& axis, WallTime start, double least_spacing);

// What the labels count: "UTC", or "since the start".
std::string time_axis_caption(WallTime start);

// "20 Jan 2016, 12:00:00 to 18:00:00 UTC".
std::string time_range_text(WallTime start, std::int64_t first_second, std::int64_t end_second);

// "6 h", "1 h 30 min", "57.6 s".
std::string length_text(double seconds);

}  // namespace isotherm
