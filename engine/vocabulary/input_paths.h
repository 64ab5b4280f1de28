// SPDX-License-Identifier: Apache-2.0
#pragma once
// The files that a user means by a name: a file, all files below a folder, or those that a pattern
// such as logs/*.gz fits.

#include <string>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Returns the files in the order of their paths; "-" and names of files stay as they are, also if
// there is no such file. Hidden files of folders are left out. Error: a folder without files, or a
// pattern that fits none.
Result<std::vector<std::string>> files_meant(const std::string& path);
Result<std::vector<std::string>> files_meant(const std::vector<std::string>& paths);

// Whether the name can mean several files.
bool means_several(const std::string& path);

}  // namespace isotherm
