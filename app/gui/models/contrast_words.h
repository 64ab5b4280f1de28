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
    // All that is said about A and B: the result of all tables in the first line, one line for each
    // of `sentences`, and the compared time if one run is longer. Empty without both scenarios.
    static QString whole(const RunModel& b);
    static QString result(const SideContrast& of);  // "votes: B refuses 12 writes fewer (0 % …)."
    static QString reason(const SideContrast& of);  // empty: nothing explains it
    // "Its bill is the same, $13.13/h."; empty: a price is not known.
    static QString price(const std::vector<SideContrast>& rows, const ResourceName& resource,
                         std::int64_t seconds);
};

}  // namespace isotherm
