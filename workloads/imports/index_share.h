// SPDX-License-Identifier: Apache-2.0
#pragma once
// The share of a table's writes that change an entry of a global index, from CloudWatch.

#include "workloads/imports/metric_course.h"

namespace isotherm {

// Takes the share as in_index. Call it after the item size is known.
void take_index_share(ImportedFacts& facts, const CallsOf& of, const MetricCourse& index,
                      const MetricCourse& table);

}  // namespace isotherm
