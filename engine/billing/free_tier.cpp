// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/free_tier.h"

#include <algorithm>
#include <array>

namespace isotherm {
namespace {

struct Band {
    PriceItem free;
    PriceItem used;
    bool units_at_any_time = false;  // true: units at any time; false: a quantity per month
};
constexpr std::array<Band, 7> bands{{
    {PriceItem::free_wcu, PriceItem::wcu_hour, true},
    {PriceItem::free_rcu, PriceItem::rcu_hour, true},
    {PriceItem::free_wcu_hours, PriceItem::wcu_hour},
    {PriceItem::free_rcu_hours, PriceItem::rcu_hour},
    {PriceItem::free_storage, PriceItem::storage_gb_month},
    {PriceItem::free_streams_rru, PriceItem::streams_rru_100k},
    {PriceItem::free_dto_gb, PriceItem::dto_gb_first_tier},
}};

// Free amounts in the price file are parsed like prices, as Money in units of 10^-12.
constexpr Wide pico = 1'000'000'000'000;

}  // namespace

Usage with_free_tier(const Usage& month, const PriceBook& book, std::int64_t hours_per_month) {
    Usage out = month;
    for (const Band& band : bands) {
        const auto amount = book.usd(band.free);
        if (!amount) continue;
        Quantity free(amount->in_pico_dollars(), pico);
        if (band.units_at_any_time) free = free * Quantity(hours_per_month);
        const Quantity deducted = std::min(free, out.total(band.used));
        if (Quantity() < deducted) out.add(free_tier_resource, band.used, -deducted);
    }
    return out;
}

bool has_free_tier(const PriceBook& book) {
    return std::any_of(bands.begin(), bands.end(),
                       [&](const Band& band) { return book.usd(band.free).has_value(); });
}

}  // namespace isotherm
