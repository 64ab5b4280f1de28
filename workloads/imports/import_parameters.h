// SPDX-License-Identifier: Apache-2.0
#pragma once
// Values that the user gives for what templates leave open, and which of them a template asked for.

#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace isotherm {

class ImportParameters {
public:
    ImportParameters() = default;
    ImportParameters(std::initializer_list<std::pair<const std::string, std::string>> values)
        : values_(values) {}

    void set(const std::string& name, std::string value) { values_[name] = std::move(value); }
    // The value, which counts as used from then on; nullptr: not given.
    const std::string* find(const std::string& name) const {
        const auto found = values_.find(name);
        if (found == values_.end()) return nullptr;
        used_.insert(name);
        return &found->second;
    }
    // Names that no template asked for, in their order.
    std::vector<std::string> unused() const {
        std::vector<std::string> names;
        for (const auto& [name, value] : values_)
            if (!used_.contains(name)) names.push_back(name);
        return names;
    }

private:
    std::map<std::string, std::string> values_;
    mutable std::set<std::string> used_;
};

// The options that give what an unresolved expression of a template stands for, such as
// "--parameter ssm:/shop/reads=VALUE" for "${ssm:/shop/reads}".
std::string option_for(const std::string& expression);

}  // namespace isotherm
