// SPDX-License-Identifier: Apache-2.0
#pragma once
// The metrics of a run for other tools: OpenMetrics text, as Prometheus takes it in, and CSV.

#include <string>

#include "engine/recording/recording.h"

namespace isotherm {

// OpenMetrics 1.0. Names are those of the CloudWatch exporter of Prometheus, so that dashboards for
// it show a run: aws_dynamodb_consumed_write_capacity_units_sum{table_name="votes"}. Each sample is
// a sum over the period that starts at its time stamp; provisioned units are averages.
std::string openmetrics_text(const Recording& recording);

// One row for each minute, one column for each series, headed by
// TABLE|INDEX|METRIC|STATISTIC|PERIOD, as `isotherm import` reads it; empty where there is no
// point.
std::string metrics_csv(const Recording& recording);

}  // namespace isotherm
