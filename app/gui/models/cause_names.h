// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Names of limits, sides and amounts in the user's language.

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
    static QString event_kind(int kind);                        // `kind` is an EventKind
    static QString capacity(bool on_demand, Throughput units);  // "2,000/500", "on demand"
    // Returns for example "00:12:43", or "minute 00:12" if only the minute is known.
    static QString moment(TimeWindow seconds);
};

// Formats for example "38,112"; digits are grouped according to the language.
QString count_text(std::int64_t number);
QString count_text(std::uint64_t number);
// Formats for example "94.5" or "1,200"; one decimal for small numbers that are not whole.
QString amount_text(double amount);
// Formats for example "2.1 %".
QString share_text(double share, int decimals = 1);
// Returns for example "P7".
QString partition_name(std::size_t partition);
// Formats a hash range by its leading `digits` hexadecimal digits, such as "40–7F".
QString range_text(std::uint64_t first, std::uint64_t last, int digits = 2);

}  // namespace isotherm
