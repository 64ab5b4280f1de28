// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/entered_time.h"

#include <QRegularExpression>
#include <cmath>

#include "engine/vocabulary/quantity.h"

namespace isotherm {

std::optional<SimDuration> entered_time(const QString& text) {
    static const QRegularExpression clock(QStringLiteral(
        R"(^\s*(?:(\d{1,4})d\s+)?(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2}(?:\.\d{1,6})?)\s*$)"));
    if (const auto match = clock.match(text); match.hasMatch()) {
        const auto part = [&match](int group) { return match.captured(group).toDouble(); };
        const double seconds = part(1) * 86'400 + part(2) * 3'600 + part(3) * 60 + part(4);
        return SimDuration(std::llround(seconds * 1e6));
    }
    bool is_number = false;
    const double seconds = text.trimmed().toDouble(&is_number);
    if (is_number && seconds >= 0 && seconds < 1e9) return SimDuration(std::llround(seconds * 1e6));
    return parse_duration(text.trimmed().toStdString());
}

}  // namespace isotherm
