// SPDX-License-Identifier: Apache-2.0
#pragma once
// Bills and comparisons for people.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/billing/comparison.h"
#include "engine/billing/statement.h"
#include "engine/billing/table_class.h"

namespace isotherm {

// A line each: what, how much, at which price, how sure; totals an hour and a month.
std::string text_of(const Statement& month);
std::string text_of(const std::vector<PricedChoice>& choices);

// Where one way to pay becomes cheaper than another, by the book and for this month.
struct BreakEvens {
    std::optional<double> write_utilization;  // below it on demand is cheaper
    std::optional<double> read_utilization;
    std::optional<double> reserved_1y_hours;  // share of the term's hours from which a block pays
    std::optional<double> reserved_3y_hours;
    std::optional<ClassAdvice> other_class;  // AWS's rule of thumb
};
BreakEvens break_evens(const PriceBook& book, const Statement& month);
std::string text_of(const BreakEvens& break_evens);
nlohmann::ordered_json json_of(const BreakEvens& break_evens);

}  // namespace isotherm
