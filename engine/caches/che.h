// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a cache holds in the long run if keys are asked for independently of each other: Che's
// approximation for least recently used ("Hierarchical Web caching systems: modeling, design and
// experimental results", H. Che, Y. Tung, Z. Wang, 2002), and the renewal argument for times to
// live.

#include <span>

namespace isotherm {

struct KeyRate {
    double rate = 0;  // look-ups per second, or their share
    double size = 1;  // room that its entry takes
};

// The time, in units of 1 / rate, for which an entry stays without being used: on average, the
// entries asked for within that time fill the room. Infinite if there is room for all.
double characteristic_time(std::span<const KeyRate> keys, double room);

// The share of look-ups that hit: an entry is there if it was used within `time`.
double lru_hit_ratio(std::span<const KeyRate> keys, double time);
// The same without limit, if an entry is dropped a time to live after it was set.
double ttl_hit_ratio(std::span<const KeyRate> keys, double ttl);

}  // namespace isotherm
