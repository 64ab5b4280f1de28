// SPDX-License-Identifier: Apache-2.0
#pragma once
// Rules about text: no citations of missing documents, no meaningless names, no notes about
// unfinished work.

#include <vector>

#include "tests/tidy/source_tree.h"

namespace isotherm::tidy {

std::vector<Finding> citation_findings(const std::vector<SourceFile>& files);
std::vector<Finding> link_findings(const std::vector<SourceFile>& files);
std::vector<Finding> name_findings(const std::vector<SourceFile>& files);
std::vector<Finding> unfinished_findings(const std::vector<SourceFile>& files);

}  // namespace isotherm::tidy
