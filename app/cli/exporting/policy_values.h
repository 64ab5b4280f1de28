// SPDX-License-Identifier: Apache-2.0
#pragma once
// The values of a resource's scaling policies, by the names that a scenario gives them.

#include <map>
#include <string>
#include <vector>

#include "engine/vocabulary/settings.h"

namespace isotherm {

struct PolicyValues {
    std::string policy;
    std::map<std::string, double> numbers;  // shares, whole numbers, seconds; true is 1
    std::vector<PolicyValues> actions;
    std::string at;  // of an action

    double number(const std::string& name, double otherwise) const {
        const auto found = numbers.find(name);
        return found == numbers.end() ? otherwise : found->second;
    }
};

// By `read`, `write` and `both`; those without a policy are absent.
std::map<std::string, PolicyValues> policy_values(Configurable& plan);

}  // namespace isotherm
