// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where the window opens: where it was, moved in if its screen is gone; at the first start a size
// that fits the screen.

#include <QRect>
#include <QWidget>

namespace isotherm {

// Version of the stored geometry; those of other versions are not restored.
inline constexpr int window_geometry_version = 1;

struct FirstGeometry {
    QRect frame;
    bool maximised = false;
};
// 1440x900, cut to 92 % of the available screen; small screens are used whole.
FirstGeometry first_geometry(QRect available, QSize wanted = {1440, 900});
// Moves a window into the available area, and shrinks it if it is larger.
QRect moved_in(QRect window, QRect available);

void store_geometry(const QWidget& window);
// Restores what was stored, or sizes the window for its first start.
void restore_geometry(QWidget& window);

}  // namespace isotherm
