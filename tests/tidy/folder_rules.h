// SPDX-License-Identifier: Apache-2.0
#pragma once
// Rules about which folder may include which, and how many files a folder may have.

#include <vector>

#include "tests/tidy/source_tree.h"

namespace isotherm::tidy {

std::vector<Finding> include_findings(const std::vector<SourceFile>& files);
std::vector<Finding> cycle_findings(const std::vector<SourceFile>& files);
std::vector<Finding> folder_size_findings(const std::vector<SourceFile>& files);

}  // namespace isotherm::tidy
