// SPDX-License-Identifier: Apache-2.0
#pragma once
// Dynamic DynamoDB's decision for reads or writes of one table or global index, step by step as its
// program takes it. Floating point in its order of operations, so that
// both round alike.

#include <cstdint>
#include <optional>
#include <string>

#include "engine/scaling/dynamic_dynamodb_options.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

// What CloudWatch said about the lookback window.
struct DynamicReadings {
    double consumed_percent = 0;  // of provisioned
    double throttle_count = 0;    // events; whole
    double throttled_by_provisioned_percent = 0;
    double throttled_by_consumed_percent = 0;

    // Sums over `seconds`; no datapoint counts as nothing.
    static DynamicReadings from(std::optional<double> consumed,
                                std::optional<double> throttle_events, double seconds,
                                std::int64_t provisioned);
};

struct DynamicSideDecision {
    bool update = false;
    std::int64_t units = 0;   // wanted; the present value without update
    std::int64_t checks = 0;  // low checks in a row
    Message reason;
};

// `index`: a global index; its program differs from the table's in two places (see the source).
DynamicSideDecision decide_side(const DynamicSideOptions& options, Side side, bool index,
                                std::int64_t provisioned, const DynamicReadings& readings,
                                std::int64_t checks);

}  // namespace isotherm
