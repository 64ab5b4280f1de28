// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One sentence about what differs between run B and run A.

#include <QCoreApplication>
#include <QString>
#include <optional>

#include "app/gui/models/run_model.h"
#include "engine/run/comparison.h"

namespace isotherm {

class CompareSentence {
    Q_DECLARE_TR_FUNCTIONS(isotherm::CompareSentence)

public:
    // Compares the results over the time that both runs have recorded.
    static QString result(const RunFigures& a, const RunFigures& b);
    // Lists how B's scenario differs, such as "B: tables.votes.capacity.write = 2000".
    static QString changes(const RunModel& a, const RunModel& b);
};

// Formats for example "$1.92"; small amounts get more decimals.
QString dollars_text(double dollars);

}  // namespace isotherm
