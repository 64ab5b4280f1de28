// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads what a user named for an import: files, folders and patterns. Large files are read twice,
// once to see what they are and once for what they say, so that only one of them at a time is in
// memory.

#include <string>
#include <vector>

#include "workloads/imports/import_format.h"

namespace isotherm {

// Reads the files into facts; returns what is wrong with them.
Errors read_import_files(const std::vector<std::string>& paths, const ImportOptions& options,
                         ImportedFacts& facts);

}  // namespace isotherm
