// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/usage.h"

#include <chrono>

namespace isotherm {

void Usage::add(const ResourceName& resource, PriceItem item, const Quantity& quantity) {
    if (quantity.is_zero()) return;
    Quantity& sum = quantities[{resource, item}];
    sum = sum + quantity;
}

Quantity Usage::total(PriceItem item) const {
    Quantity sum;
    for (const auto& [key, quantity] : quantities) {
        if (key.second == item) sum = sum + quantity;
    }
    return sum;
}

Usage per_month(const Usage& usage, std::int64_t hours_per_month) {
    const SimDuration month = std::chrono::hours(hours_per_month);
    Usage out;
    out.hours = hours_per_month;
    out.time = month;
    out.utilizations = usage.utilizations;
    const Quantity by_hours =
        usage.hours > 0 ? Quantity(hours_per_month, usage.hours) : Quantity(1);
    const Quantity by_time =
        usage.time.count() > 0 ? Quantity(month.count(), usage.time.count()) : Quantity(1);
    for (const auto& [key, quantity] : usage.quantities) {
        switch (traits_of(key.second).growth) {
            case Growth::with_hours:
                out.add(key.first, key.second, quantity * by_hours);
                break;
            case Growth::with_time:
                out.add(key.first, key.second, quantity * by_time);
                break;
            case Growth::once:
                out.add(key.first, key.second, quantity);
                break;
        }
    }
    return out;
}

}  // namespace isotherm
