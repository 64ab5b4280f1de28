// SPDX-License-Identifier: Apache-2.0
#pragma once
// The break-even between on-demand and provisioned mode.

#include <optional>

#include "engine/billing/price_book.h"
#include "engine/billing/reserved.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {

// The average utilization (consumed / provisioned) below which on-demand mode is cheaper: the price
// of a unit-hour divided by the price of the 3,600 request units that it can serve. nullopt if a
// price is not known.
std::optional<double> break_even_utilization(const PriceBook& book, TableClass table_class,
                                             Units units);
// The same for the effective price of a reserved block; Standard class.
std::optional<double> break_even_utilization(const PriceBook& book, ReservedTerm term, Side side);

// The capacity of which the share `utilization` is used if `consumed` is consumed in the time
// `covered`, rounded up to a milli-unit per second. `covered` and `utilization` must be above 0;
// `utilization` is rounded to millionths.
CapacityRate capacity_for(HalfUnits consumed, SimDuration covered, Share utilization);

}  // namespace isotherm
