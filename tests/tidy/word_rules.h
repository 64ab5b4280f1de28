// SPDX-License-Identifier: Apache-2.0
#pragma once
// What texts may not say: documents that are not here, names that say nothing, work that is left.

#include <vector>

#include "tests/tidy/source_tree.h"

namespace isotherm::tidy {

std::vector<Finding> citation_findings(const std::vector<SourceFile>& files);
std::vector<Finding> link_findings(const std::vector<SourceFile>& files);
std::vector<Finding> name_findings(const std::vector<SourceFile>& files);
std::vector<Finding> unfinished_findings(const std::vector<SourceFile>& files);

}  // namespace isotherm::tidy
