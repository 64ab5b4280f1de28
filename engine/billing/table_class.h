// SPDX-License-Identifier: Apache-2.0
#pragma once
// Standard or Standard-IA: cheaper storage against dearer throughput.

#include <optional>
#include <vector>

#include "engine/billing/statement.h"

namespace isotherm {

struct ClassAdvice {
    bool change = false;  // to the other class
    Money saving;         // of the change, per the time the costs are of; negative: it would cost
};

// AWS's rule (table class optimizer): storage 60 % cheaper and throughput 25 % dearer in
// Standard-IA, so it pays where storage costs more than 0.25/0.6 of the throughput. It pays to go
// back where IA storage costs less than 0.2/1.5 of IA throughput. Tables with reserved capacity are
// left where they are: blocks do not cover IA. The costs are of one time, such as a month.
ClassAdvice advise_standard_ia(Money storage, Money throughput);
ClassAdvice advise_standard(Money ia_storage, Money ia_throughput);

// The rule on a month's bill of a table with its indexes, whose class is theirs; other items stay
// out of it. nullopt with reserved capacity, or where not all prices are known.
std::optional<ClassAdvice> advise_class(const Statement& month);

// The same hours, had the tables been of that class; for comparing by the book's own prices.
std::vector<ResourceHour> in_class(std::vector<ResourceHour> hours, TableClass table_class);

}  // namespace isotherm
