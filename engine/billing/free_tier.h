// SPDX-License-Identifier: Apache-2.0
#pragma once
// The free tier of a month for a whole account. In 2012: 5 write and 10 read units and 100 MB.
// Later: 18,600 unit-hours of each kind (25 units for 744 h, a usage band of the price list), 25
// GB, stream reads and data transfer. Standard class only.

#include "engine/billing/price_book.h"
#include "engine/billing/usage.h"

namespace isotherm {

// Adds the free amounts to the usage of a whole month, as negative quantities of
// `free_tier_resource`. Free units (2012) are deducted as units x hours of the month, which is
// exact as long as at least as many units are provisioned all the time. Reserved capacity is
// deducted first. A book without a free tier deducts nothing.
Usage with_free_tier(const Usage& month, const PriceBook& book, std::int64_t hours_per_month);

// Whether the book contains any free amounts.
bool has_free_tier(const PriceBook& book);

}  // namespace isotherm
