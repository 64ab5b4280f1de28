// SPDX-License-Identifier: Apache-2.0
#pragma once
// The Pareto front of two numbers that should both be small, such as cost and throttling.

#include <algorithm>
#include <vector>

namespace isotherm {

// Those that no other one beats in one number without losing in the other, in ascending order of
// the first number. Of equals, the first one stays.
template <class One, class First, class Second>
std::vector<One> pareto_front(std::vector<One> all, const First& first, const Second& second) {
    std::stable_sort(all.begin(), all.end(), [&](const One& a, const One& b) {
        return first(a) != first(b) ? first(a) < first(b) : second(a) < second(b);
    });
    std::vector<One> front;
    for (One& one : all)
        if (front.empty() || second(one) < second(front.back())) front.push_back(std::move(one));
    return front;
}

}  // namespace isotherm
