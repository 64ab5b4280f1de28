// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// All settings of a scenario as a tree of fields, from which forms are made. A settings visitor
// collects them, so that new settings appear automatically.

#include <QString>
#include <QStringList>
#include <vector>

#include "engine/scenario/toml_edit.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

struct ScenarioField {
    enum class Kind { group, number, text, choice, boolean, bare };

    Kind kind = Kind::group;
    TomlPath path;
    QString name;
    QString help;  // including range and source
    QString value;
    QStringList choices;
    // Range of a number, in the unit of the setting's type.
    double lowest = 0;
    double highest = 0;
    QString unit;  // "s", "B", "/s", "%"; empty for plain numbers and words
    std::vector<ScenarioField> children;

    // Converts what the user typed into a TOML value.
    std::string toml(const QString& typed) const;
};

std::vector<ScenarioField> scenario_fields(const Scenario& scenario);

}  // namespace isotherm
