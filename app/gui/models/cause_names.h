// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Names of limits, sides and amounts as people read them, in their language.

#include <QCoreApplication>
#include <QString>

#include "app/gui/models/shown_clock.h"
#include "engine/insight/time_window.h"
#include "engine/model/partition_count.h"
#include "engine/requests/outcome.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

class Words {
    Q_DECLARE_TR_FUNCTIONS(isotherm::Words)

public:
    static QString cause(Outcome outcome);                      // "partition share"
    static QString cause_sentence(Outcome outcome);             // "the partition's share of …"
    static QString reads_or_writes(Side side);                  // "reads"
    static QString event_kind(int kind);                        // by EventKind
    static QString capacity(bool on_demand, Throughput units);  // "2,000/500", "on demand"
    // "00:12:43", or "minute 00:12" where no more is known.
    static QString moment(TimeWindow seconds);
};

// "38,112": digits grouped as the language does.
QString count_text(std::int64_t number);
QString count_text(std::uint64_t number);
// "94.5", "1,200": decimals only where they say something.
QString amount_text(double amount);
// "2.1 %".
QString share_text(double share, int decimals = 1);
// "P7"
QString partition_name(std::size_t partition);
// "40–7F": as many hexadecimal digits as asked for.
QString range_text(std::uint64_t first, std::uint64_t last, int digits = 2);

}  // namespace isotherm
