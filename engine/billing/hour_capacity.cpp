// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/hour_capacity.h"

#include <algorithm>
#include <cassert>

#include "engine/billing/money.h"

namespace isotherm {

CapacityRate charged_capacity(std::span<const CapacityStep> changes, SimTime begin, SimTime end,
                              HourRule rule) {
    assert(begin < end);
    Wide milli_unit_time = 0;
    std::int64_t time_there = 0;
    CapacityRate highest, first, last;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const SimTime from = std::max(begin, changes[i].time);
        const SimTime to = i + 1 < changes.size() ? std::min(end, changes[i + 1].time) : end;
        if (from >= to) continue;
        const CapacityRate capacity = changes[i].capacity;
        if (time_there == 0) first = capacity;
        last = capacity;
        highest = std::max(highest, capacity);
        milli_unit_time += Wide{capacity.in_milli_units_per_second()} * (to - from).count();
        time_there += (to - from).count();
    }
    switch (rule) {
        case HourRule::maximum:
            return highest;
        case HourRule::first:
            return first;
        case HourRule::last:
            return last;
        case HourRule::mean:
            break;
    }
    if (time_there == 0) return {};
    return CapacityRate::milli_units_per_second(
        static_cast<std::int64_t>((milli_unit_time + time_there / 2) / time_there));
}

}  // namespace isotherm
