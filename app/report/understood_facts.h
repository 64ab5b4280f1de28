// SPDX-License-Identifier: Apache-2.0
#pragma once
// What one file of an import says, read off the facts that it gave.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/vocabulary/time.h"
#include "workloads/imports/documents/import_document.h"
#include "workloads/imports/imported_facts.h"

namespace isotherm {

struct UnderstoodFact {
    std::string path;          // "tables.orders.capacity.write", "orders ConsumedReadCapacityUnits"
    std::string value;         // "2000"; empty: see `points`
    std::int64_t points = 0;   // of a metric, or keys of a report
    WallTime first{}, last{};  // of the points
};

// The facts whose source is this document, in the order of tables and indexes. Values that a closer
// source overruled are not among them.
std::vector<UnderstoodFact> understood_from(const ImportedFacts& facts,
                                            const ImportDocument& document);

}  // namespace isotherm
