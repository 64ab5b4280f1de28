// SPDX-License-Identifier: Apache-2.0
#pragma once
// The usage: the quantity of each billed item by table and index.

#include <map>
#include <utility>

#include "engine/billing/money.h"
#include "engine/billing/price_item.h"
#include "engine/vocabulary/resource_name.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// Resources for the lines of the whole account. The names contain a space, so no table can have
// them.
inline const ResourceName reserved_capacity_resource{"reserved capacity"};
inline const ResourceName savings_plan_resource{"savings plan"};
inline const ResourceName free_tier_resource{"free tier"};
inline bool is_of_account(const ResourceName& name) {
    return name == reserved_capacity_resource || name == savings_plan_resource ||
           name == free_tier_resource;
}

// A use of something other than capacity, requests and storage of a table: a stream's reads, a job,
// a cache node's hours. Whatever a run has such uses of lists them; see service_uses.h.
struct ServiceUse {
    ResourceName resource;
    PriceItem item = PriceItem::streams_rru_100k;
    Quantity quantity;
};

// Consumed units of a provisioned table, and the units that it could have served in the same time.
struct Utilization {
    Quantity consumed;   // units
    Quantity available;  // unit-seconds of provisioned capacity
    // The share of provisioned units consumed; 0 if there are none. Above 1 only with burst
    // capacity.
    double share() const {
        return available.is_zero() ? 0 : consumed.in_units() / available.in_units();
    }
    double idle_share() const { return available.is_zero() || share() > 1 ? 0 : 1 - share(); }
};

struct Usage {
    using Key = std::pair<ResourceName, PriceItem>;

    std::map<Key, Quantity> quantities = {};
    std::map<std::pair<ResourceName, Units>, Utilization> utilizations = {};
    std::int64_t hours = 0;  // number of clock hours billed
    SimDuration time{};      // part of these hours that the run covers

    void add(const ResourceName& resource, PriceItem item, const Quantity& quantity);
    // The quantity of the item, added up over all resources.
    Quantity total(PriceItem item) const;
};

// Extrapolates the usage to a month of `hours_per_month`: capacity and storage grow in proportion
// to the billed hours, consumption in proportion to the covered time; one-time items stay (see
// Growth).
Usage per_month(const Usage& usage, std::int64_t hours_per_month);

inline constexpr std::int64_t bytes_in_gb = 1LL << 30;
inline Quantity gigabytes(std::uint64_t bytes) {
    return Quantity(static_cast<Wide>(bytes), bytes_in_gb);
}

}  // namespace isotherm
