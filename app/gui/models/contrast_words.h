// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How B differs from A, table by table: result, reason and price as sentences.

#include <QCoreApplication>
#include <QString>

#include "app/gui/models/run_model.h"
#include "engine/insight/side_contrast.h"

namespace isotherm {

class ContrastWords {
    Q_DECLARE_TR_FUNCTIONS(isotherm::ContrastWords)

public:
    // One sentence for each side that throttles in A or B, those with the most first; at most
    // three. The sentence is only about that side of that table. If there is only one side in use,
    // its reason alone.
    static QStringList sentences(const RunModel& b);
    static QString result(const SideContrast& of);  // "votes: B refuses 12 writes fewer (0 % …)."
    static QString reason(const SideContrast& of);  // empty: nothing explains it
};

}  // namespace isotherm
