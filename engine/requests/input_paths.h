// SPDX-License-Identifier: Apache-2.0
#pragma once
// Workloads that read files, whose paths a scenario gives from its own folder.

#include <string>

namespace isotherm {

class InputPaths {
public:
    virtual ~InputPaths() = default;
    // From now on the settings give paths that hold from anywhere. `folder`: the scenario's.
    virtual void make_absolute(const std::string& folder) = 0;
};

}  // namespace isotherm
