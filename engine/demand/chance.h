// SPDX-License-Identifier: Apache-2.0
#pragma once
// How likely random arrivals spend a bucket whose rate is above their mean.

namespace isotherm {

// A bucket with so many units, filling at `spare` units per second more than is asked for on
// average, while what is asked for varies by `variance` (units^2 per second): the probability that
// it is empty at some moment within `time` seconds, taking demand as a Brownian motion. `load` is
// demand over rate, 0 to 1.
double chance_of_empty(double level, double spare, double variance, double time, double load);

// Of a bucket that is full most of the time: how often that happens in `time`, expected.
double empties_expected(double most, double spare, double variance, double time);

}  // namespace isotherm
