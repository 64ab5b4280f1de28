// SPDX-License-Identifier: Apache-2.0
#pragma once
// The run as CloudWatch would have shown it: one-minute sums under DynamoDB's metric names, in the
// shape of `aws cloudwatch get-metric-data`, so that tools made for CloudWatch read it.

#include <nlohmann/json_fwd.hpp>

#include "engine/recording/recording.h"

namespace isotherm {

// Points are sums over the period that starts at their time stamp. A period in which nothing was
// consumed, or nothing throttled, has no point, as in CloudWatch; a table's metrics never include
// those of its indexes. Provisioned units come every five minutes, all else every minute.
nlohmann::ordered_json cloudwatch_json(const Recording& recording);

}  // namespace isotherm
