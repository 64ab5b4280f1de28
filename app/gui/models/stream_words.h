// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a recorded stream holds, in words and numbers as people read them.

#include <QCoreApplication>
#include <QString>
#include <QStringList>
#include <utility>
#include <vector>

#include "workloads/recorded/stream_facts.h"

namespace isotherm {

class StreamWords {
    Q_DECLARE_TR_FUNCTIONS(isotherm::StreamWords)

public:
    using Row = std::pair<QString, QString>;  // what, and how much

    // "weblog: web server log …", why, and what may be wrong about it.
    static QString format(const StreamFacts& facts);
    // Where not all of it was read; empty otherwise.
    static QString unread(const StreamFacts& facts);
    // What a table would need for it, on average and in the busiest second.
    static QString need(const StreamFacts& facts);
    // Everything that was counted, in the order of `isotherm trace info`.
    static std::vector<Row> numbers(const StreamFacts& facts);
    // All of it as text for the clipboard, a line each.
    static QString all(const StreamFacts& facts);

    // "1 Aug 1995 04:00:01 UTC", or the time since the start of a clock of its own.
    static QString moment(std::int64_t time_us);
    // The same of a second of the stream.
    static QString second(const StreamFacts& facts, std::int64_t second);
    // "7.6 MB"
    static QString bytes(double count);
};

// When the stream's first second began; the epoch where its clock counts something else.
WallTime start_of(const StreamFacts& facts);

}  // namespace isotherm
