// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The pages that students take home, as a PDF file: one page in each language.

#include <QString>
#include <QStringList>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Writes the handouts of these languages ("en", "ja"), a page each. An existing file is replaced
// only when the new one is complete.
Errors write_handouts(const QString& path, const QStringList& languages);

}  // namespace isotherm
