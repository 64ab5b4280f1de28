// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A number of a scenario that is worth trying, as people read and type it.

#include <QCoreApplication>
#include <QString>
#include <optional>

#include "engine/insight/what_if_knob.h"

namespace isotherm {

class KnobWords {
    Q_DECLARE_TR_FUNCTIONS(isotherm::WhatIf)

public:
    static QString name(const WhatIfKnob& knob);  // "WCU", "write shards"
    static QString text(const WhatIfKnob& knob, double number);
    // The number somebody typed, with or without its unit.
    static std::optional<double> number(const WhatIfKnob& knob, const QString& typed);
};

}  // namespace isotherm
