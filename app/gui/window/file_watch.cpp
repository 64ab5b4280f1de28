// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/file_watch.h"

#include <QFile>
#include <QFileInfo>

#include "app/gui/controller/session.h"

namespace isotherm {
namespace {

constexpr int settling_ms = 150;

}  // namespace

FileWatch::FileWatch(QObject* parent) : QObject(parent) {
    soon_.setSingleShot(true);
    soon_.setInterval(settling_ms);
    connect(&soon_, &QTimer::timeout, this, &FileWatch::look);
    const auto wait = [this] { soon_.start(); };
    connect(&watcher_, &QFileSystemWatcher::fileChanged, this, wait);
    connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, wait);
}

void FileWatch::look_at(const QString& path, const QString& text) {
    const QStringList before = watcher_.files() + watcher_.directories();
    if (!before.isEmpty()) watcher_.removePaths(before);
    soon_.stop();
    path_ = QFileInfo(path).isFile() ? path : QString();
    text_ = text.toUtf8();
    if (path_.isEmpty()) return;
    // Many editors replace the file, after which only its folder is still watched.
    watcher_.addPaths({path_, QFileInfo(path_).absolutePath()});
}

void FileWatch::look() {
    QFile file(path_);
    if (path_.isEmpty() || !file.open(QIODevice::ReadOnly)) return;
    if (!watcher_.files().contains(path_)) watcher_.addPath(path_);
    const QByteArray now = file.read(static_cast<qint64>(largest_scenario) + 1);
    if (now == text_) return;
    text_ = now;
    Q_EMIT changed(path_);
}

}  // namespace isotherm
