// SPDX-License-Identifier: Apache-2.0
#pragma once
// Tenants and Contributor Insights in report.json.

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "engine/recording/recording.h"
#include "engine/run/run_bill.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Tenants as a report shows them.
struct TenantRow {
    const TenantRecord* record = nullptr;
    TenantUse total = {};
    // The tenant's part of the month's bill for throughput, by units consumed; storage and other
    // items are nobody's. nullopt: a price is not known.
    std::optional<Money> month = {};
};
struct TenantTable {
    std::vector<TenantRow> rows;  // by tries, the busiest first
    // The tenant with most of the throttled tries; nullptr: nothing is throttled, or there is only
    // one tenant.
    const TenantRow* noisy = nullptr;
    TenantUse others;  // all but the noisy one
};
// `table.noisy` points into `table.rows`.
TenantTable tenant_table(const Recording& recording, const Statement& month);

nlohmann::ordered_json tenants_json(const Recording& recording, const Scenario& scenario,
                                    const Statement& month);

// What Contributor Insights would show: at most 25 keys of each rule.
nlohmann::ordered_json insights_json(const Recording& recording, const Scenario& scenario);

}  // namespace isotherm
