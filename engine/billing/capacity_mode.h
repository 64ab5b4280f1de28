// SPDX-License-Identifier: Apache-2.0
#pragma once
// On-demand or provisioned: where the two cost the same.

#include <optional>

#include "engine/billing/price_book.h"
#include "engine/billing/reserved.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {

// The utilization (consumed / provisioned, on average) below which on-demand is cheaper: the price
// of a unit-hour over that of the 3,600 request units it can serve. nullopt when a price is not
// known.
std::optional<double> break_even_utilization(const PriceBook& book, TableClass table_class,
                                             Units units);
// The same against a reserved block at its effective price; Standard class.
std::optional<double> break_even_utilization(const PriceBook& book, ReservedTerm term, Side side);

// The capacity of which that consumption is this share, up to the next milli-unit. `covered` and
// `utilization` are above 0; of the latter, millionths count.
CapacityRate capacity_for(HalfUnits consumed, SimDuration covered, Share utilization);

}  // namespace isotherm
