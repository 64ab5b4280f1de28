// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the items of an export to S3 say about their table.

#include "workloads/imports/imported_facts.h"

namespace isotherm {

// Takes the mean size of the items into the table of the export.
void take_exported_items(ImportedFacts& facts);

}  // namespace isotherm
