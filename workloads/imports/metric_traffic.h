// SPDX-License-Identifier: Apache-2.0
#pragma once
// Workloads from CloudWatch metrics: rates of requests from consumed units and their number, what
// callers asked for beyond that from throttle events, sizes and consistency from units per request.

#include <cstdint>
#include <map>

#include "workloads/imports/metric_course.h"

namespace isotherm {

void add_metric_traffic(ImportedFacts& facts, const ImportOptions& options, ImportPlan& plan);

// Requests that callers made in a period in which `admitted` were admitted and `throttled` tries
// were refused, if each caller tries `attempts` times and refusals are independent: with p =
// throttled / (throttled + admitted), admitted / (1 - p^attempts).
double requests_asked_for(double admitted, double throttled, std::int64_t attempts);

// Shares of the requests of the whole units below and above a mean size: 1.6 units are 40 % of 1
// and 60 % of 2. Sizes are from 1 to 400 units.
std::map<std::int64_t, double> whole_sizes(double units);

// The tries of AWS's SDKs in their standard mode.
inline constexpr std::int64_t attempts_assumed = 3;

// The names of workloads of a table: "writes", or "orders_writes" if there are several tables.
std::string workload_name(const ImportedFacts& facts, const std::string& table,
                          const std::string& index, std::string_view what);

}  // namespace isotherm
