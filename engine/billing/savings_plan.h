// SPDX-License-Identifier: Apache-2.0
#pragma once
// Database Savings Plans (since 2025-12-02): for a year, a commitment of dollars per hour buys
// throughput at a discount, on demand and provisioned, in any table class and for replicated
// writes. What the commitment does not cover is charged at list price; what it does not use is
// lost. Storage, streams, backups and all else are not covered [inferred: only throughput and
// capacity are ever named].
//
// Reserved capacity and the free tier come first; the plan covers what is left of the list price,
// the largest discount first [inferred from the general order of Savings Plans].

#include <optional>

#include "engine/billing/statement.h"

namespace isotherm {

// Discounts as shares of the list price.
struct SavingsPlanRates {
    Quantity requests;
    Quantity capacity;
};
// nullopt if the book does not know them.
std::optional<SavingsPlanRates> savings_plan_rates(const PriceBook& book);

// List prices of what a plan can cover in an hour.
struct CoverableHour {
    Money requests;
    Money capacity;
};
// The part of it that a commitment covers. What the commitment pays is less by the discounts.
CoverableHour covered_by(Money commitment, const CoverableHour& hour,
                         const SavingsPlanRates& rates);

// The bill of `usage` under the settings' savings plan. `usage` is that of the meter, with whatever
// else is paid for.
Bill bill_under_plan(const Usage& usage, const Meter& meter, const PriceBook& book,
                     const BillingSettings& settings);

// The commitment with the lowest total cost, rounded down to a thousandth of a dollar; each hour of
// the meter counts as a whole one. nullopt if the book knows no plan.
std::optional<Money> cheapest_commitment(const Meter& meter, const PriceBook& book,
                                         const BillingSettings& settings);

}  // namespace isotherm
