// SPDX-License-Identifier: Apache-2.0
#pragma once
// Conversion between seconds of a run and pixels, and the labels of a time axis.

#include <cmath>
#include <string>
#include <vector>

#include "engine/vocabulary/time.h"

namespace isotherm {

// Maps [first, end) seconds of the run to [left, right) logical pixels.
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
    std::string below;  // the day (or year); only at the first tick and where it changes
};

// Returns ticks at round times of day in UTC, at least `least_spacing` pixels apart. If the run's
// start is unknown (the epoch), labels show the time since the start.
std::vector<TimeTick> time_ticks(const TimeAxis& axis, WallTime start, double least_spacing);

// Returns what the labels count: "UTC" or "since start".
std::string time_axis_caption(WallTime start);

// Returns for example "20 Jan 2016, 12:00:00 to 18:00:00 UTC".
std::string time_range_text(WallTime start, std::int64_t first_second, std::int64_t end_second);

// Returns for example "6 h", "1 h 30 min" or "57.6 s".
std::string length_text(double seconds);

}  // namespace isotherm
