// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What CloudWatch's averages hide, in words.

#include <QCoreApplication>
#include <QString>

#include "app/gui/models/run_model.h"
#include "engine/insight/time_window.h"

namespace isotherm {

class LensSentence {
    Q_DECLARE_TR_FUNCTIONS(isotherm::LensSentence)

public:
    // Describes the time `counted`, with numbers; empty if the run has no such table.
    static QString text(const RunModel& run, std::size_t table, Side side, TimeWindow counted);
};

}  // namespace isotherm
