// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/index_writes.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr std::int64_t write_unit_bytes = 1024;
// An entry whose size no source has, as the scenario assumes it.
constexpr std::int64_t small_entry_bytes = 100;

constexpr std::int64_t item_bytes_assumed = 1024;

// Writes in the metric: their number if it is there, else their units / the units of one write.
double writes_in(const MetricCourse& course, double units_each) {
    const std::string metric = metric_of("Consumed", Side::write, "CapacityUnits");
    const double counted = course.sum(metric, "SampleCount");
    return counted > 0 ? counted : course.sum(metric, "Sum") / units_each;
}

}  // namespace

double write_units_of(std::int64_t bytes) {
    return static_cast<double>(std::max<std::int64_t>(1, bytes) / write_unit_bytes +
                               (std::max<std::int64_t>(1, bytes) % write_unit_bytes != 0 ? 1 : 0));
}

std::int64_t entry_bytes_of(const ImportedIndex& index, std::int64_t item_bytes) {
    if (index.projection.value_or("all") == "all") return item_bytes;
    return index.entry_bytes.value_or(small_entry_bytes);
}

WriteCharge write_charge(const ImportedTable& table, double changing) {
    WriteCharge charge;
    for (const auto& [name, index] : table.indexes) {
        if (!index.local.value_or(false)) continue;
        const double share = changing * std::clamp(index.in_index.value_or(1.0), 0.0, 1.0);
        if (index.projection.value_or("all") == "all") {
            charge.per_item_unit += share;
        } else {
            charge.fixed += share * write_units_of(entry_bytes_of(index, 0));
        }
        charge.indexes += (charge.indexes.empty() ? "" : ", ") + name;
    }
    return charge;
}

// Both numbers are writes, not units: with items of 3 KB and entries of 1 KB, 6,000 units of the
// table and 2,000 of the index are 2,000 writes each, so every write changes an entry.
void take_index_share(ImportedFacts& facts, const CallsOf& of, const MetricCourse& index,
                      const MetricCourse& table) {
    ImportedTable& of_table = facts.tables[of.table];
    ImportedIndex& entry = of_table.indexes[of.index];
    const std::int64_t item_bytes = of_table.item_bytes.value_or(item_bytes_assumed);
    const double table_writes =
        writes_in(table, write_charge(of_table, 1.0).units(write_units_of(item_bytes)));
    const double index_writes = writes_in(index, write_units_of(entry_bytes_of(entry, item_bytes)));
    if (table_writes <= 0 || index_writes <= 0) return;
    entry.in_index.take(
        std::min(1.0, index_writes / table_writes), {Closeness::measured, "CloudWatch"},
        fmt::format("{} writes of the index / {} of the table = {:.4g} (CloudWatch)",
                    grouped(index_writes, 0), grouped(table_writes, 0),
                    index_writes / table_writes));
}

}  // namespace isotherm
