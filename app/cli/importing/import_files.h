// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads the files that an import names.

#include <string>
#include <vector>

#include "workloads/imports/documents/import_document.h"

namespace isotherm {

// Reads files and, of folders, all files below them in the order of their names.
Result<std::vector<ImportDocument>> read_import_files(const std::vector<std::string>& paths);

}  // namespace isotherm
