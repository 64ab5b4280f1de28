// SPDX-License-Identifier: Apache-2.0
#pragma once
// isotherm plan on a recorded series instead of a scenario.

#include <string>
#include <vector>

#include "engine/plans/promise.h"
#include "engine/plans/payment.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

struct PlanSeriesOptions {
    std::vector<std::string> files;
    std::string table;
    std::string index;
    std::string era;
    std::string book;  // empty: the book of the era
    std::string plot;
    std::string out;  // for --apply
    bool apply = false;
    bool json = false;
    PaymentChoices payments;
};

// Whether the file is a recorded series: CSV or CloudWatch's JSON.
bool is_series(const std::string& path);

ExitCode plan_recorded_series(const PlanSeriesOptions& options, const Promise& promise);

}  // namespace isotherm
