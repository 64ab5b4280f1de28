// SPDX-License-Identifier: Apache-2.0
#pragma once
// The choice between Standard and Standard-IA: cheaper storage for more expensive throughput.

#include <optional>
#include <vector>

#include "engine/billing/statement.h"

namespace isotherm {

struct ClassAdvice {
    bool change = false;  // whether to change to the other class
    Money saving;         // saving from the change, for the period of the costs; can be negative
};

// AWS's rule (table class optimizer). In Standard-IA, storage is 60 % cheaper and throughput 25 %
// more expensive. So Standard-IA is cheaper if storage costs more than 0.25/0.6 of the throughput.
// Compared with IA, Standard throughput is 20 % cheaper (1/1.25) and Standard storage 150 % more
// expensive (1/0.4). So Standard is cheaper if IA storage costs less than 0.2/1.5 of the IA
// throughput. Both costs must be for the same period, such as a month. Tables with reserved
// capacity should not change, because blocks do not cover IA.
ClassAdvice advise_standard_ia(Money storage, Money throughput);
ClassAdvice advise_standard(Money ia_storage, Money ia_throughput);

// Applies the rule to the monthly bill of one table and its indexes, which have the table's class.
// Items other than storage and throughput are ignored. nullopt if the bill contains reserved
// capacity or if a price is not known.
std::optional<ClassAdvice> advise_class(const Statement& month);

// The same hours as if the tables had that class, to compare the classes by the book's own prices.
std::vector<ResourceHour> in_class(std::vector<ResourceHour> hours, TableClass table_class);

}  // namespace isotherm
