// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The theme of the pictures carried over to the widgets around them.

#include <QPalette>
#include <QString>

#include "app/render/theme.h"

namespace isotherm {

QPalette palette_of(const Theme& theme);
QString style_sheet_of(const Theme& theme, double text_scale);

}  // namespace isotherm
