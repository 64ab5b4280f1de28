// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a run costs: a bill for the capacity, use and storage of each table and index, hour by hour.

#include <vector>

#include "engine/billing/comparison.h"
#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

struct RunBill {
    Bill bill;
    std::vector<PricedChoice> choices;  // the same usage paid for in other ways
};

RunBill run_bill(const Recording& recording, const Scenario& scenario);

}  // namespace isotherm
