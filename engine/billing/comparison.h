// SPDX-License-Identifier: Apache-2.0
#pragma once
// Compares the cost of the same requests with different ways of payment: on demand, provisioned,
// reserved, Standard-IA.
//
// Choices whose capacity differs from the run's are priced for the whole demand: consumed units
// plus requested units that were refused, as if all had been served. Their provisioned capacity
// follows the demand hour by hour, evenly spread over the covered time of the hour. So "100 % used"
// is a lower bound of the cost that no scaling policy reaches. The number of reserved blocks is
// chosen by list price, without the free tier; if no block would pay for itself, the choice is left
// out. Without any demand (if only capacity was described), the choices that follow demand are left
// out.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/billing/statement.h"

namespace isotherm {

struct PricedChoice {
    std::string name;  // "on_demand", "provisioned_100", … (stable names)
    std::string text;  // "provisioned, 70 % used"
    Statement month;
    bool cheapest = false;  // among the complete choices, except provisioned_100
    // Whether the choice has the capacity of the run, so that throttling would be the same.
    // Throttling with any other capacity has not been simulated.
    bool same_capacity = false;
    std::optional<double> throttled_share = {};  // of all attempts, if simulated
};

// The first choice is the present configuration. Choices for which the book lacks prices have
// `missing` filled.
std::vector<PricedChoice> compare_choices(const Meter& meter, const PriceBook& book,
                                          const BillingSettings& settings);

nlohmann::ordered_json json_of(const std::vector<PricedChoice>& choices);

}  // namespace isotherm
