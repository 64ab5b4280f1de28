// SPDX-License-Identifier: Apache-2.0
#pragma once
// The same requests under each way of paying for them: on demand, provisioned, reserved,
// Standard-IA.
//
// Choices of another capacity are priced for the demand: what was consumed and what was asked for
// in vain, as if all of it were served. Provisioned capacity follows it hour by hour, spread evenly
// over the hour's covered time, so "at 100 %" is a floor no scaling policy reaches. Blocks of
// reserved capacity are chosen at list price, without regard to the free tier; where not one would
// pay, it is no choice. Where nothing was asked for (a plain description of capacity) the choices
// that follow demand are left out.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/billing/statement.h"

namespace isotherm {

struct PricedChoice {
    std::string name;  // "on_demand", "provisioned_100", … : stable
    std::string text;  // "provisioned, 70 % used"
    Statement month;
    bool cheapest = false;  // of the complete ones, the floor aside
    // It has the capacity that was there, and so would throttle the same; what another capacity
    // would throttle, nobody has simulated.
    bool same_capacity = false;
    std::optional<double> throttled_share = {};  // of all tries, where a run has shown it
};

// As it is first. Choices whose prices the book lacks altogether are there with `missing` filled.
std::vector<PricedChoice> compare_choices(const Meter& meter, const PriceBook& book,
                                          const BillingSettings& settings);

nlohmann::ordered_json json_of(const std::vector<PricedChoice>& choices);

}  // namespace isotherm
