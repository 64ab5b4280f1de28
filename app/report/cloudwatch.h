// SPDX-License-Identifier: Apache-2.0
#pragma once
// The run as CloudWatch would have shown it: sums under DynamoDB's metric names, in the shape of
// `aws cloudwatch get-metric-data`, so that tools made for CloudWatch can read it.

#include <nlohmann/json_fwd.hpp>

#include "engine/recording/recording.h"

namespace isotherm {

// Each point is the sum over the period that starts at its time stamp. As in CloudWatch, a period
// in which nothing was consumed or throttled has no point, and a table's metrics exclude those of
// its indexes. The period is five minutes for provisioned units and one minute for all other
// metrics.
nlohmann::ordered_json cloudwatch_json(const Recording& recording);

}  // namespace isotherm
