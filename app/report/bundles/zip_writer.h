// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Packs all files below a folder, in the order of their names, into a new zip file. `shown` is the
// path for messages. Exit codes of errors: 73 or 74.
Errors pack_zip(const std::string& folder, const std::string& zip, const std::string& shown);

}  // namespace isotherm
