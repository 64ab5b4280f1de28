// SPDX-License-Identifier: Apache-2.0
#pragma once
// Probability that random arrivals empty a bucket although its rate is above their mean.

namespace isotherm {

// Returns the probability that a bucket is empty at some moment within `time` seconds. The bucket
// holds `level` units now and gains `spare` units per second more than the mean demand takes.
// Demand is treated as a Brownian motion with `variance` units^2 per second. `load` is demand /
// rate, 0 to 1.
double chance_of_empty(double level, double spare, double variance, double time, double load);

// Returns the expected number of times within `time` seconds that a bucket of size `most` runs
// empty, if it is full most of the time.
double empties_expected(double most, double spare, double variance, double time);

}  // namespace isotherm
