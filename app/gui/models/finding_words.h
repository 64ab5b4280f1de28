// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Findings and remedies in the user's language.

#include <QCoreApplication>
#include <QString>

#include "engine/insight/throttle_finding.h"
#include "engine/insight/trials.h"

namespace isotherm {

class FindingWords {
    Q_DECLARE_TR_FUNCTIONS(isotherm::FindingWords)

public:
    static QString cause(ThrottleCause cause);             // "A hot key"
    static QString place(const ThrottleFinding& finding);  // "votes · writes"
    // The numbers that show the cause: one to four sentences.
    static QString evidence(const ThrottleFinding& finding);
    // The most important of them, in at most two lines of a card, and whether it is a matter of
    // uneven load or of too little capacity.
    static QString sentence(const ThrottleFinding& finding);
    // How it is known: "recorded", or "estimate" if the evidence is weak.
    static QString confidence(const ThrottleFinding& finding);
    // What DynamoDB reports: exception, reason and metric.
    static QString reported(const ThrottleFinding& finding);
    // Changes of settings with the last two names of each path: "voters.write_shards = 8".
    static QString short_change(const QString& change);
    static QString remedy(RemedyKind kind);  // "Write shards"
    // How many throttled tries stay and the bill before and after, as found by running it.
    static QString outcome(const TriedRemedy& tried, const Trials& trials);
};

}  // namespace isotherm
