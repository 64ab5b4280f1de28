// SPDX-License-Identifier: Apache-2.0
#include "engine/caches/che.h"

#include <limits>

#include "engine/vocabulary/exact_math.h"

namespace isotherm {
namespace {

// The chance that a key was asked for within the time.
double used_within(double rate, double time) {
    constexpr double certain = 700;  // exact::exp knows no larger ones
    return rate * time >= certain ? 1 : 1 - exact::exp(-rate * time);
}

double filled_within(std::span<const KeyRate> keys, double time) {
    double sum = 0;
    for (const KeyRate& key : keys) sum += key.size * used_within(key.rate, time);
    return sum;
}

// The mean of what `there` says of the keys, weighted by their rates.
template <class There>
double mean_over(std::span<const KeyRate> keys, There there) {
    double hits = 0, all = 0;
    for (const KeyRate& key : keys) {
        hits += key.rate * there(key.rate);
        all += key.rate;
    }
    return all > 0 ? hits / all : 0;
}

}  // namespace

double characteristic_time(std::span<const KeyRate> keys, double room) {
    double total = 0, rate = 0;
    for (const KeyRate& key : keys) {
        if (key.rate <= 0) continue;
        total += key.size;
        rate += key.rate;
    }
    if (total <= room || rate <= 0) return std::numeric_limits<double>::infinity();
    double high = 1 / rate;
    while (filled_within(keys, high) < room) high *= 2;
    double low = 0;
    constexpr int steps = 60;  // as exact as a double
    for (int step = 0; step < steps; ++step) {
        const double middle = (low + high) / 2;
        (filled_within(keys, middle) < room ? low : high) = middle;
    }
    return high;
}

double lru_hit_ratio(std::span<const KeyRate> keys, double time) {
    return mean_over(keys, [time](double rate) { return used_within(rate, time); });
}

double ttl_hit_ratio(std::span<const KeyRate> keys, double ttl) {
    return mean_over(keys, [ttl](double rate) { return rate * ttl / (1 + rate * ttl); });
}

}  // namespace isotherm
