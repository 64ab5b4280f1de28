// SPDX-License-Identifier: Apache-2.0
#pragma once
// The version of this program. The number is defined once, in CMakeLists.txt.

#include <string>

namespace isotherm {

// "0.1.0".
std::string version();
// Returns "isotherm 0.1.0 (commit 39078f5b1c02, RelWithDebInfo, GNU 12.2.0)", or "commit unknown"
// if the sources were built outside a git checkout.
std::string version_line();

}  // namespace isotherm
