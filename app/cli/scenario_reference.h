// SPDX-License-Identifier: Apache-2.0
#pragma once
// The reference of scenarios, in Markdown, made from the settings as they are declared:
// resources/docs/scenario-reference.md.

#include <string>

namespace isotherm {

std::string scenario_reference();

}  // namespace isotherm
