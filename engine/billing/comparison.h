#pragma once
// The same usage under each way of paying for it: on demand, provisioned, reserved, Standard-IA.
//
// What is provisioned follows what was consumed hour by hour, spread evenly over the hour's covered
// time, so "at 100 %" is a floor no scaling policy reaches. Blocks
// of reserved capacity are chosen at list price, without regard to the free tier. Only admitted
// requests count: what a table throttled would cost more in every row but "as it is". Where nothing
// was consumed (a plain description of capacity) the choices that follow consumption are left out.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/billing/statement.h"

namespace isotherm {

struct PricedChoice {
    std::string name;  // "on_demand", "provisioned_100", … : stable
    std::string text;  // "provisioned, 70 % used"
    Statement month;
    bool cheapest = false;  // of the complete ones, the floor aside
};

// As it is first. Choices whose prices the book lacks altogether are there with `missing` filled.
std::vector<PricedChoice> compare_choices(const Meter& meter, const PriceBook& book,
                                          const BillingSettings& settings);

nlohmann::ordered_json json_of(const std::vector<PricedChoice>& choices);

}  // namespace isotherm
