// SPDX-License-Identifier: Apache-2.0
#pragma once
// Writes the scenario reference in Markdown from the declared settings; the output is kept as
// resources/docs/scenario-reference.md.

#include <string>

namespace isotherm {

std::string scenario_reference();

}  // namespace isotherm
