// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The bill of a run in words: the amount and the time it is for.

#include <QCoreApplication>
#include <QString>

namespace isotherm {

class BillWords {
    Q_DECLARE_TR_FUNCTIONS(isotherm::BillWords)

public:
    // Formats for example "$4.50 in 24 h". A run of less than an hour is billed a begun hour, so
    // its bill is marked as hourly: "$13.13/h".
    static QString text(double dollars, std::int64_t recorded_seconds);
};

}  // namespace isotherm
