// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/kept_pictures.h"

#include <QCryptographicHash>
#include <QDir>
#include <QSaveFile>
#include <QStandardPaths>

namespace isotherm {
namespace {

constexpr QSize kept_size{576, 224};

}  // namespace

QString kept_picture(const QString& path) {
    const QByteArray name =
        QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
    return QStandardPaths::writableLocation(QStandardPaths::CacheLocation) +
           QStringLiteral("/pictures/") + QString::fromLatin1(name) + QStringLiteral(".png");
}

void keep_picture(const QString& path, const QPixmap& picture) {
    if (path.isEmpty() || picture.isNull()) return;
    const QString file = kept_picture(path);
    // A picture that cannot be kept is only missing on the start page.
    if (!QDir().mkpath(QFileInfo(file).absolutePath())) return;
    QSaveFile written(file);
    if (!written.open(QIODevice::WriteOnly)) return;
    picture.scaled(kept_size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .save(&written, "png");
    written.commit();
}

}  // namespace isotherm
