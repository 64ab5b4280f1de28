// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The words of an exported picture: what it shows, what was found, and how to make it again.

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include "app/gui/controller/session.h"
#include "app/gui/pages/explore_page.h"

namespace isotherm {

class ExportWords {
    Q_DECLARE_TR_FUNCTIONS(isotherm::ExportWords)

public:
    static ExportWords of(Session& session, const ExplorePage& page);
    // The offered name of the file: "votes-A-B-write-0-10m.png".
    static QString file_name(Session& session);

    QString title;      // of the run, with the tables and sides shown
    QStringList above;  // labels of A and B, the sentence about them, the findings
    QStringList below;  // pinned cell, selection, notes
};

}  // namespace isotherm
