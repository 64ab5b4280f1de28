// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What came out otherwise in run B than in run A, in one sentence.

#include <QCoreApplication>
#include <QString>
#include <optional>

#include "app/gui/models/run_model.h"
#include "engine/run/comparison.h"

namespace isotherm {

class CompareSentence {
    Q_DECLARE_TR_FUNCTIONS(isotherm::CompareSentence)

public:
    // Over the time that both have on record.
    static QString result(const RunFigures& a, const RunFigures& b);
    // "B: tables.votes.capacity.write = 2000".
    static QString changes(const RunModel& a, const RunModel& b);
};

// "$1.92", with as many digits as tell something.
QString dollars_text(double dollars);

}  // namespace isotherm
