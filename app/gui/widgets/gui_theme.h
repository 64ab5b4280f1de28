// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Palette and style sheet that give the Qt widgets the colours of the pictures' theme.

#include <QPalette>
#include <QString>

#include "app/render/theme.h"

namespace isotherm {

QPalette palette_of(const Theme& theme);
QString style_sheet_of(const Theme& theme, double text_scale);

}  // namespace isotherm
