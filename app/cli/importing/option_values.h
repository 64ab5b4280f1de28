// SPDX-License-Identifier: Apache-2.0
#pragma once
// Values of the options of an import, checked whether or not a file needs them.

#include <string>

#include "engine/vocabulary/result.h"
#include "workloads/imports/import_options.h"
#include "workloads/imports/imported_facts.h"

namespace isotherm {

// What is wrong with --zone and --region.
Errors wrong_places(const ImportOptions& options);

// What is wrong if --table names none of the tables of the files.
Errors unknown_table(const ImportedFacts& facts, const ImportOptions& options);

// Takes --map, such as "time=ts,key=user.id"; returns what is wrong with it.
Errors take_mapping(const std::string& text, ImportOptions& options);

}  // namespace isotherm
