// SPDX-License-Identifier: Apache-2.0
#pragma once
// What writes mean for indexes. A write consumes the units of the item from its table's capacity,
// and those of the entries in local indexes, which have no capacity of their own: CloudWatch counts
// both as the table's. Of a global index, CloudWatch shows which share of the writes changes it.

#include <string>

#include "workloads/imports/metric_course.h"

namespace isotherm {

// Units of a write = item units x `per_item_unit` + `fixed`. Without local indexes, 1 and 0.
struct WriteCharge {
    double per_item_unit = 1;  // 1 + the indexes whose entries are as large as the item
    double fixed = 0;          // units of entries whose size does not depend on the item's
    std::string indexes;       // names, joined by ", "; empty: there are no local indexes

    double units(double item_units) const { return item_units * per_item_unit + fixed; }
    // Units of the item alone; below 1 if fewer writes have an entry than is assumed here.
    double item_units(double units) const { return (units - fixed) / per_item_unit; }
};

// `changing` is the share of the writes that change the item: one whose condition fails consumes
// the item's units, but touches no entry.
WriteCharge write_charge(const ImportedTable& table, double changing);

// Bytes of an index entry as the scenario will have them, for items of `item_bytes`.
std::int64_t entry_bytes_of(const ImportedIndex& index, std::int64_t item_bytes);

// Write units of an item or entry of this size: 1 KB each, rounded up (Developer Guide, Capacity
// unit consumption for write operations).
double write_units_of(std::int64_t bytes);

// Takes the share as in_index. Call it after the item size is known.
void take_index_share(ImportedFacts& facts, const CallsOf& of, const MetricCourse& index,
                      const MetricCourse& table);

}  // namespace isotherm
