// SPDX-License-Identifier: Apache-2.0
#pragma once
// Settings of a bill besides the usage: prices, length of a month, reserved capacity.

#include <memory>
#include <string>

#include "engine/billing/hour_capacity.h"
#include "engine/billing/price_book.h"
#include "engine/billing/reserved.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

struct BillingSettings : Configurable {
    std::string prices;  // the user's price file, relative to `folder`; empty: the shipped one
    std::string folder;  // of the scenario file
    std::string book = "use1-2024";
    std::int64_t hours_per_month = 730;
    HourRule capacity_in_hour = HourRule::maximum;
    bool free_tier = false;
    ReservedTerm reserved_term = ReservedTerm::one_year;
    std::int64_t reserved_read = 0;  // units, in blocks of 100
    std::int64_t reserved_write = 0;
    Share target_utilization{0.7};  // utilization assumed for provisioned tables in a comparison

    // Commitment of a Database Savings Plan, US dollars per hour; 0: none.
    double savings_plan = 0;

    void settings(SettingsVisitor& visit) override;

    ReservedBlocks reserved() const;
    Money savings_commitment() const;  // rounded to millionths of a dollar
    // The books of `prices`, or the shipped ones.
    const PriceBooks& books() const;
    // The chosen book. It is there: the reader of settings refuses others.
    PriceBook chosen_book() const;

private:
    void read_own_books(SettingsVisitor& visit);

    std::shared_ptr<const PriceBooks> own_books_;  // of `prices`
};

}  // namespace isotherm
