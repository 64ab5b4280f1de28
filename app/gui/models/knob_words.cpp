// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/knob_words.h"

#include <QLocale>
#include <cmath>

#include "app/render/canvas.h"

namespace isotherm {

QString KnobWords::name(const WhatIfKnob& knob) {
    const std::string& detail = knob.detail;
    const QString side = detail == "read"    ? tr("reads")
                         : detail == "write" ? tr("writes")
                                             : tr("reads and writes");
    switch (knob.kind) {
        case KnobKind::capacity:
            return detail == "read" ? QStringLiteral("RCU") : QStringLiteral("WCU");
        case KnobKind::policy_minimum:
            return tr("minimum of the policy (%1)").arg(side);
        case KnobKind::policy_maximum:
            return tr("maximum of the policy (%1)").arg(side);
        case KnobKind::policy_target:
            return tr("target (%1)").arg(side);
        case KnobKind::item_size:
            return tr("item size");
        case KnobKind::write_shards:
            return tr("write shards");
        case KnobKind::arrivals:
            return detail == "rate" ? tr("rate") : tr("rate: %1").arg(qtext(detail));
        case KnobKind::keys:
            return detail == "exponent"   ? tr("skew (Zipf exponent)")
                   : detail == "distinct" ? tr("distinct keys")
                                          : tr("keys: %1").arg(qtext(detail));
        case KnobKind::replay_speed:
            return tr("replay speed");
    }
    return {};
}

QString KnobWords::text(const WhatIfKnob& knob, double number) {
    const double shown = std::abs(number - std::round(number)) < 1e-9 ? std::round(number) : number;
    const int decimals = shown == std::round(shown) ? 0 : std::abs(shown) < 10 ? 2 : 1;
    const QString digits = QLocale().toString(shown, 'f', decimals);
    if (knob.unit.empty()) return digits;
    return knob.unit == "/s" ? digits + qtext(knob.unit)
                             : digits + QChar(0x00a0) + qtext(knob.unit);
}

std::optional<double> KnobWords::number(const WhatIfKnob& knob, const QString& typed) {
    QString digits = typed.trimmed();
    const QString unit = qtext(knob.unit);
    if (!unit.isEmpty() && digits.endsWith(unit)) digits.chop(unit.size());
    bool is_number = false;
    double number = QLocale().toDouble(digits.trimmed(), &is_number);
    if (!is_number) number = digits.trimmed().toDouble(&is_number);
    if (!is_number || !std::isfinite(number)) return std::nullopt;
    return number;
}

QString KnobWords::refusal(const WhatIfKnob& knob, const QString& typed) {
    const auto typed_number = number(knob, typed);
    const QString least = text(knob, knob.lowest), most = text(knob, knob.highest);
    if (!typed_number)
        return tr("\u201c%1\u201d is not a number. Write one from %2 to %3.")
            .arg(typed.trimmed(), least, most);
    if (*typed_number < knob.lowest || *typed_number > knob.highest)
        return tr("Out of range: write a number from %1 to %2.").arg(least, most);
    if (knob.whole && *typed_number != std::round(*typed_number))
        return tr("Write a whole number from %1 to %2.").arg(least, most);
    return {};
}

double KnobWords::step(const WhatIfKnob& knob) {
    constexpr double small = 0.05;  // for exponents and small rates
    return knob.whole || knob.unit == "%" || knob.wanted >= 10 ? 1 : small;
}

}  // namespace isotherm
