// SPDX-License-Identifier: Apache-2.0
#pragma once
// Requests at even distances fare better at an empty bucket than independent ones: they never come
// right after each other.

#include <cstdint>

namespace isotherm {

// The weight of requests that are refused as often as independent ones.
inline constexpr std::uint32_t full_weight = 1'024;

// How often a bucket that is empty refuses requests at even distances: 0 to full_weight, where
// independent requests have full_weight. In the same time come `even` requests at even distances
// and `others` independent ones, of which `admitted` get through, all together.
//
// Tokens come at even times, and the next request takes each. Requests at distance 1/e are uniform
// in time to come, others exponential with rate o, so the next request is an even one with chance
// p = e / o (1 - exp(-o / e)). Of the even ones, 1 - a p / e are refused, of the others
// 1 - a (1 - p) / o. With nearly enough tokens, the bucket is empty only for a short time after it
// served a request. If that was an even one, no other even one comes in this time, so of the even
// ones only o / (o + e) as many are refused.
std::uint32_t weight_of_even(double even, double others, double admitted);

}  // namespace isotherm
