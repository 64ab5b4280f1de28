// SPDX-License-Identifier: Apache-2.0
#pragma once
// The variables of a Serverless Framework file: ${self:custom.writes} and ${opt:stage, 'dev'} are
// followed inside the file; ${ssm:…}, ${env:…}, ${cf:…} and ${file(…)} are known only outside.

#include "workloads/imports/import_options.h"
#include "workloads/imports/documents/imported_value.h"

namespace isotherm {

// Returns the document with its variables replaced. Values that cannot be resolved become objects
// with `unresolved_member`.
ImportJson with_serverless_variables(const ImportJson& root, const ImportOptions& options);

}  // namespace isotherm
