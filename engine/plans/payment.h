// SPDX-License-Identifier: Apache-2.0
#pragma once
// The cheapest way to pay for the same capacity and use: table classes, reserved capacity, a
// savings plan. Nothing here changes what is throttled, so nothing has to be simulated.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/billing/meter.h"
#include "engine/billing/price_book.h"
#include "engine/billing/statement.h"

namespace isotherm {

// What is billed.
struct BilledUse {
    std::vector<ResourceHour> hours;
    std::vector<ServiceUse> services;
};

struct Payment {
    std::map<std::string, TableClass> classes;  // of tables that change theirs
    std::optional<ReservedBlocks> reserved;     // newly bought; nullopt: none
    Money savings_plan;                         // an hour; zero: none
    Statement month;

    bool commits() const { return reserved.has_value() || savings_plan > Money{}; }
};

// What may be chosen. A choice that the scenario has already made stays.
struct PaymentChoices {
    bool table_class = true;
    bool reserved = true;
    bool savings_plan = true;
};

// The bill with the settings as they are.
Payment present_payment(const BilledUse& use, const PriceBook& book,
                        const BillingSettings& settings);
// The cheapest of the combinations whose prices are known, the present one included.
Payment cheapest_payment(const BilledUse& use, const PriceBook& book,
                         const BillingSettings& settings, const PaymentChoices& choices);

}  // namespace isotherm
