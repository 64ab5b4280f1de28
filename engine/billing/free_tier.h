// SPDX-License-Identifier: Apache-2.0
#pragma once
// The free tier of a month, for the whole account: in 2012 5 write and
// 10 read units and 100 MB; later 18,600 unit-hours of each kind (25 units for 744 h, a usage band
// of the price list), 25 GB, stream reads and data transfer. Standard class only.

#include "engine/billing/price_book.h"
#include "engine/billing/usage.h"

namespace isotherm {

// The usage of a whole month less what is free, as negative quantities of `free_tier_resource`.
// Units free at any time (2012) count as that many unit-hours of the month, which is exact while
// at least so many are provisioned. Reserved capacity is deducted first. A book without a free tier
// deducts nothing.
Usage with_free_tier(const Usage& month, const PriceBook& book, std::int64_t hours_per_month);

// Whether the book says anything about a free tier.
bool has_free_tier(const PriceBook& book);

}  // namespace isotherm
