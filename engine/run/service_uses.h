// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a run uses besides throughput and storage of its tables: cache nodes, warm throughput,
// Contributor Insights, vector indexes. Whatever else a run does for money adds its uses here.

#include <vector>

#include "engine/billing/usage.h"
#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// `hours`: clock hours that the bill has.
std::vector<ServiceUse> service_uses(const Recording& recording, const Scenario& scenario,
                                     std::int64_t hours);

// What CloudWatch Contributor Insights for one table or index counts and is charged for.
struct InsightsUse {
    InsightsMode mode = InsightsMode::off;
    std::int64_t rules = 0;    // PKT, with a sort key SKT; PKC and SKC besides if accesses count
    std::uint64_t events = 0;  // one per item, two with a sort key
};
InsightsUse insights_use(const Scenario& scenario, const Recording& recording, std::size_t table);

}  // namespace isotherm
