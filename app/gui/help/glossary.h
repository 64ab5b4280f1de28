// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The words of the window: two sentences each, with the numbers of an era, and a scenario that
// shows the thing. Its text is in resources/glossary, a file for each language.

#include <QString>
#include <QStringList>
#include <vector>

#include "engine/model/era.h"

namespace isotherm {

struct GlossaryEntry {
    QString id;         // "hot_key"; the same in all languages
    QStringList words;  // how it is written; the first is its title
    QString text;       // with {name} for a number of the era
    QString scenario;   // file name without .toml; empty: none
};

// In the order of the file; English if the language has no glossary.
const std::vector<GlossaryEntry>& glossary(const QString& language);
// Fills in the numbers of the era. Unknown names stay as they are.
QString glossary_text(const GlossaryEntry& entry, const Era& era);
// The glossary as one page of Markdown, or one entry if `id` is not empty.
QString glossary_page(const QString& language, const Era& era, const QString& id = {});
// Makes the first occurrence of each word a link to the glossary (word:ID). Headings, links and
// code stay as they are.
QString with_word_links(const QString& markdown, const QString& language);

}  // namespace isotherm
