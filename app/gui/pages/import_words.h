// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What an import says, in the user's language.

#include <QCoreApplication>
#include <QString>

#include "app/gui/controller/importing.h"

namespace isotherm {

class ImportWords {
    Q_DECLARE_TR_FUNCTIONS(isotherm::ImportWords)

public:
    static QString kind(const ImportedFile& file);
    static QString amount(const ImportedFile& file);  // "57 used, 1 skipped"
    static QString fact(const UnderstoodFact& fact);  // "1,440 points, 2026-11-16T00:00:00Z to …"
    static QString error(const Error& error);         // "line 12: …"
    static QString fix(const Error& error);
    // The answer, or else what the scenario has, or else what was assumed.
    static QString value(const AnsweredValue& answered);
    // One sentence on the whole: what is wrong, or how much is open.
    static QString state(const UnderstoodImport& whole);
    // The engine's texts name options of the console; here they are fields of the page.
    static QString without_options(QString text);
};

}  // namespace isotherm
