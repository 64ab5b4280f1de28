// SPDX-License-Identifier: Apache-2.0
#pragma once
// All settings of a scenario as a tree of fields, for building forms. A settings visitor collects
// the fields, so new settings appear automatically.

#include <string>
#include <string_view>
#include <vector>

#include "engine/toml/toml_edit.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

struct ScenarioField {
    // The children of a list are elements, whose children are settings.
    enum class Kind { group, number, text, choice, boolean, bare, list, element };

    Kind kind = Kind::group;
    TomlPath path;
    std::string name;
    std::string help;
    std::string source;
    std::string value;
    std::vector<std::string> choices;
    // Range of a number, in the unit of the setting's type.
    double lowest = 0;
    double highest = 0;
    std::string unit;         // "s", "B", "/s", "%"; empty for plain numbers and words
    std::string new_element;  // of a list: what to add, as TOML
    std::vector<ScenarioField> children;

    bool has_value() const {
        return kind != Kind::group && kind != Kind::list && kind != Kind::element;
    }
    // Returns the typed value as TOML text.
    std::string toml(const std::string& typed) const;
};

std::vector<ScenarioField> scenario_fields(const Scenario& scenario);

}  // namespace isotherm
