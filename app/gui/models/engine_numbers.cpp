// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/engine_numbers.h"

#include <QLocale>
#include <cmath>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/compare_sentence.h"

namespace isotherm {
namespace {

// Formats a difference of shares in percentage points.
QString points_text(double share) {
    QString text = QLocale().toString(std::abs(share) * 100, 'f', 2);
    return share < 0 ? QChar(0x2212) + text : text;
}

}  // namespace

QString engine_number(double number, Meaning meaning) {
    switch (meaning) {
        case Meaning::tenths:
            return QLocale().toString(number, 'f', 1);
        case Meaning::hundredths:
            return QLocale().toString(number, 'f', 2);
        case Meaning::whole:
            return QLocale().toString(number, 'f', 0);
        case Meaning::percent:
            return share_text(number, 1);
        case Meaning::rounded:
            return share_text(number, 0);
        case Meaning::points:
            return points_text(number);
        case Meaning::dollars:
            return dollars_text(number);
        case Meaning::quantity:
            return amount_text(number);
        default:
            return QLocale().toString(number, 'g', 6);
    }
}

}  // namespace isotherm
