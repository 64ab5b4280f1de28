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

void FileWatch::look_at(const QString& path) {
    const QStringList before = watcher_.files() + watcher_.directories();
    if (!before.isEmpty()) watcher_.removePaths(before);
    soon_.stop();
    path_ = QFileInfo(path).isFile() ? path : QString();
    text_ = content();
    if (path_.isEmpty()) return;
    // Many editors replace the file, after which only its folder is still watched.
    watcher_.addPaths({path_, QFileInfo(path_).absolutePath()});
}

std::optional<QByteArray> FileWatch::content() const {
    QFile file(path_);
    if (path_.isEmpty() || !file.open(QIODevice::ReadOnly)) return std::nullopt;
    return file.read(static_cast<qint64>(largest_scenario) + 1);
}

void FileWatch::look() {
    const auto now = content();
    if (!now) return;
    if (!watcher_.files().contains(path_)) watcher_.addPath(path_);
    if (now == text_) return;
    text_ = now;
    Q_EMIT changed(path_);
}

}  // namespace isotherm
