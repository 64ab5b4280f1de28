// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The assumptions and questions of an import in the user's language. An import writes them in
// English, because they are comments of the scenario that it makes; here each is found by its form.

#include <QString>

namespace isotherm {

// The same remark in the language of the window; unchanged if it has none of the known forms, as
// the expressions of a template.
QString translated_remark(const QString& english);

}  // namespace isotherm
