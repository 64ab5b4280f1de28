// SPDX-License-Identifier: Apache-2.0
#pragma once
// Bills and comparisons of prices as text.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/billing/comparison.h"
#include "engine/billing/statement.h"
#include "engine/billing/table_class.h"

namespace isotherm {

// One line per billed item: quantity, price, amount and confidence; then the totals per hour and
// month.
std::string text_of(const Statement& month);
std::string text_of(const std::vector<PricedChoice>& choices);

// Break-even points between ways to pay. They follow from the price book; `other_class` depends
// also on this month's usage.
struct BreakEvens {
    std::optional<double> write_utilization;  // on demand is cheaper below this utilization
    std::optional<double> read_utilization;
    // share of hours from which a reserved write block pays off
    std::optional<double> reserved_1y_hours;
    std::optional<double> reserved_3y_hours;
    std::optional<ClassAdvice> other_class;  // by AWS's rule of thumb; nullopt: no advice
};
BreakEvens break_evens(const PriceBook& book, const Statement& month);
std::string text_of(const BreakEvens& break_evens);
nlohmann::ordered_json json_of(const BreakEvens& break_evens);

}  // namespace isotherm
