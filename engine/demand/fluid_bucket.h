// SPDX-License-Identifier: Apache-2.0
#pragma once
// A bucket of capacity for demand that is a rate, not single requests: it fills at its rate, holds
// a limited number of units, and is drained by the demand.

#include <optional>

namespace isotherm {

// Relative rounding error of sums of rates; smaller differences are ignored.
inline constexpr double rate_rounding = 1e-9;

// Amounts in units, rates in units per second, times in seconds.
class FluidBucket {
public:
    // Whether the bucket limits anything.
    bool limits() const { return limits_; }
    double rate() const { return rate_; }
    double level() const { return level_; }
    double most() const { return most_; }

    // Sets the rate and the size; units that no longer fit are lost.
    void set(double rate, double most);
    void fill_to(double level) { level_ = level; }
    void stop() { *this = {}; }

    struct Served {
        double units = 0;
        // Seconds until something is refused; nullopt: nothing is.
        std::optional<double> empty_after;
    };
    // Serves demand that changes linearly from `from` to `to` within `time`. A bucket without a
    // limit serves all of it.
    Served serve(double from, double to, double time);

private:
    Served serve_above(double from, double to, double time);

    bool limits_ = false;
    double rate_ = 0;
    double most_ = 0;
    double level_ = 0;
};

}  // namespace isotherm
