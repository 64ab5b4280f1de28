// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Describes a recorded stream in the user's language.

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
    using Row = std::pair<QString, QString>;  // name and value

    // Returns the format, such as "weblog: web server log …", the reason for it, and possible
    // doubts.
    static QString format(const StreamFacts& facts);
    // Returns a sentence about a stream that was read only in part; empty if it was read
    // completely.
    static QString unread(const StreamFacts& facts);
    // Returns a sentence about the capacity that a table would need on average and in the busiest
    // second.
    static QString need(const StreamFacts& facts);
    // Returns all counted numbers, in the order of `isotherm trace info`.
    static std::vector<Row> numbers(const StreamFacts& facts);
    // Returns everything as text for the clipboard, one line each.
    static QString all(const StreamFacts& facts);

    // Returns for example "1 Aug 1995 04:00:01 UTC"; if the stamps are not Unix time, the stamp as
    // a duration.
    static QString moment(std::int64_t time_us);
    // The same for a second counted from the stream's first one.
    static QString second(const StreamFacts& facts, std::int64_t second);
    // Returns for example "7.6 MB".
    static QString bytes(double count);
};

// Returns the start of the stream's first second; the epoch if its stamps are not Unix time.
WallTime start_of(const StreamFacts& facts);

}  // namespace isotherm
