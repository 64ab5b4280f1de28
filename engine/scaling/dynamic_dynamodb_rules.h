// SPDX-License-Identifier: Apache-2.0
#pragma once
// Dynamic DynamoDB's decision for one side of one table or global index, step by step as in its
// source code. Floating-point operations are in the same order, so that both round alike.

#include <cstdint>
#include <optional>
#include <string>

#include "engine/scaling/dynamic_dynamodb_options.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

// Values that CloudWatch reports for the lookback window.
struct DynamicReadings {
    double consumed_percent = 0;  // of provisioned
    double throttle_count = 0;    // events, a whole number
    double throttled_by_provisioned_percent = 0;
    double throttled_by_consumed_percent = 0;

    // Computes the readings from sums over `seconds`. nullopt (no datapoint) counts as 0.
    static DynamicReadings from(std::optional<double> consumed,
                                std::optional<double> throttle_events, double seconds,
                                std::int64_t provisioned);
};

struct DynamicSideDecision {
    bool update = false;
    std::int64_t units = 0;   // the value to set; the present value if `update` is false
    std::int64_t checks = 0;  // number of consecutive checks with low consumption
    Message reason;
};

// `index`: whether this is a global index, which Dynamic DynamoDB treats differently in two places
// (see the .cpp file).
DynamicSideDecision decide_side(const DynamicSideOptions& options, Side side, bool index,
                                std::int64_t provisioned, const DynamicReadings& readings,
                                std::int64_t checks);

}  // namespace isotherm
