// SPDX-License-Identifier: Apache-2.0
#pragma once
// Settings of a bill besides the usage: prices, length of a month, reserved capacity.

#include <string>

#include "engine/billing/hour_capacity.h"
#include "engine/billing/reserved.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

struct BillingSettings : Configurable {
    std::string book = "use1-2024";
    std::int64_t hours_per_month = 730;
    HourRule capacity_in_hour = HourRule::maximum;
    bool free_tier = false;
    ReservedTerm reserved_term = ReservedTerm::one_year;
    std::int64_t reserved_read = 0;  // units, in blocks of 100
    std::int64_t reserved_write = 0;
    Share target_utilization{0.7};  // utilization assumed for provisioned tables in a comparison

    void settings(SettingsVisitor& visit) override;

    ReservedBlocks reserved() const;
};

}  // namespace isotherm
