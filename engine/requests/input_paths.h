// SPDX-License-Identifier: Apache-2.0
#pragma once
// Interface of workloads that read files. Their paths are relative to the scenario's folder.

#include <string>

namespace isotherm {

class InputPaths {
public:
    virtual ~InputPaths() = default;
    // Makes all paths in the settings absolute. `folder`: the folder of the scenario.
    virtual void make_absolute(const std::string& folder) = 0;
};

}  // namespace isotherm
