// SPDX-License-Identifier: Apache-2.0
#pragma once
// A bucket of capacity under a demand that is a rate, not single requests: fills at its rate, holds
// so much at most, and is drained by what is asked for.

#include <optional>

namespace isotherm {

// Units and units per second; times in seconds.
class FluidBucket {
public:
    // Whether it limits anything.
    bool limits() const { return limits_; }
    double rate() const { return rate_; }
    double level() const { return level_; }
    double most() const { return most_; }

    // A new rate and most it holds; what no longer fits is lost.
    void set(double rate, double most);
    void fill_to(double level) { level_ = level; }
    void stop() { *this = {}; }

    struct Served {
        double units = 0;
        std::optional<double> empty_after;  // since the beginning, when first something is refused
    };
    // Demand runs in a straight line from `from` to `to` for `time`. A bucket that limits nothing
    // serves all.
    Served serve(double from, double to, double time);

private:
    Served serve_above(double from, double to, double time);

    bool limits_ = false;
    double rate_ = 0;
    double most_ = 0;
    double level_ = 0;
};

}  // namespace isotherm
