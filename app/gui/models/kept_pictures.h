// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Small pictures of what was open, for the start page. They are kept in the user's cache.

#include <QPixmap>
#include <QString>

namespace isotherm {

// The file of the picture of a path, whether it exists or not.
QString kept_picture(const QString& path);
// Keeps a picture of what is open, scaled to a card.
void keep_picture(const QString& path, const QPixmap& picture);

}  // namespace isotherm
