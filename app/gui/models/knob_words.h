// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The numbers of a scenario that are worth varying (what-if knobs), as shown to and typed by users.

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
    // Parses a typed number, with or without its unit; nullopt: not a number.
    static std::optional<double> number(const WhatIfKnob& knob, const QString& typed);
    // Says why a typed number cannot be taken and what can; empty: it can.
    static QString refusal(const WhatIfKnob& knob, const QString& typed);
    // By how much Up and Down change the number.
    static double step(const WhatIfKnob& knob);
};

}  // namespace isotherm
