// SPDX-License-Identifier: Apache-2.0
#pragma once
// What is on the meter: how much of each item of a bill each table and index used.

#include <map>
#include <utility>

#include "engine/billing/money.h"
#include "engine/billing/price_item.h"
#include "engine/vocabulary/resource_name.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// Lines that belong to the account instead of to a table. Table names hold no spaces.
inline const ResourceName reserved_capacity_resource{"reserved capacity"};
inline const ResourceName free_tier_resource{"free tier"};
inline bool is_of_account(const ResourceName& name) {
    return name == reserved_capacity_resource || name == free_tier_resource;
}

// Units consumed against those a table in provisioned mode could have served meanwhile.
struct Utilization {
    Quantity consumed;   // units
    Quantity available;  // unit-seconds of provisioned capacity
    // Of what was provisioned; 0 when nothing was. Above 1 only while burst capacity is used.
    double share() const {
        return available.is_zero() ? 0 : consumed.in_units() / available.in_units();
    }
    double idle_share() const { return available.is_zero() || share() > 1 ? 0 : 1 - share(); }
};

struct Usage {
    using Key = std::pair<ResourceName, PriceItem>;

    std::map<Key, Quantity> quantities = {};
    std::map<std::pair<ResourceName, Units>, Utilization> utilizations = {};
    std::int64_t hours = 0;  // clock hours billed
    SimDuration time{};      // of them, covered by the run

    void add(const ResourceName& resource, PriceItem item, const Quantity& quantity);
    // Of the item, over all resources.
    Quantity total(PriceItem item) const;
};

// A month of `hours_per_month` that goes on like this: what is kept grows with the billed hours,
// what is consumed with the time covered, and what happens once stays.
Usage per_month(const Usage& usage, std::int64_t hours_per_month);

inline constexpr std::int64_t bytes_in_gb = 1LL << 30;
inline Quantity gigabytes(std::uint64_t bytes) {
    return Quantity(static_cast<Wide>(bytes), bytes_in_gb);
}

}  // namespace isotherm
