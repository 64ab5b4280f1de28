// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A heat-map cell in words: one line for the status bar and tooltips, and the "Why?" explanation.

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include "engine/insight/cell_facts.h"

namespace isotherm {

struct Scenario;

class CellWords {
    Q_DECLARE_TR_FUNCTIONS(isotherm::CellWords)

public:
    static QString sentence(const CellFacts& facts, Side side);
    // Returns the causal chain behind what the cell shows, one step per line. With the scenario,
    // the limit is the one that refused.
    static QStringList why(const Recording& recording, std::size_t table, Side side,
                           const CellFacts& facts, const Scenario* scenario = nullptr);
};

}  // namespace isotherm
