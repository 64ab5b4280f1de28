// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Every setting of a scenario as a tree of fields: what forms are made of. Collected by a visitor
// of the settings as they are declared, so that a new setting is in the form by itself.

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
    QString help;  // with range and source
    QString value;
    QStringList choices;
    // Of numbers, in the unit of the setting's type.
    double lowest = 0;
    double highest = 0;
    QString unit;  // "s", "B", "/s", "%"; empty for plain numbers and words
    std::vector<ScenarioField> children;

    // The value somebody typed, as it stands in TOML.
    std::string toml(const QString& typed) const;
};

std::vector<ScenarioField> scenario_fields(const Scenario& scenario);

}  // namespace isotherm
