// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/recovery_copy.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUuid>
#include <utility>

namespace isotherm {
namespace {

constexpr int write_ms = 2'000;
constexpr qint64 most_bytes = 16 << 20;

QString ending() { return QStringLiteral(".unsaved"); }

std::optional<UnsavedText> text_in(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > most_bytes) return std::nullopt;
    const QJsonObject read = QJsonDocument::fromJson(file.readAll()).object();
    UnsavedText unsaved{read[QStringLiteral("text")].toString(),
                        read[QStringLiteral("path")].toString()};
    return unsaved.text.isEmpty() ? std::nullopt : std::optional(std::move(unsaved));
}

}  // namespace

RecoveryCopy::RecoveryCopy(QString folder, QObject* parent)
    : QObject(parent),
      folder_(std::move(folder)),
      name_(QUuid::createUuid().toString(QUuid::WithoutBraces)) {
    later_.setSingleShot(true);
    later_.setInterval(write_ms);
    connect(&later_, &QTimer::timeout, this, &RecoveryCopy::write_now);
}

RecoveryCopy::~RecoveryCopy() { forget(); }

QString RecoveryCopy::default_folder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) +
           QStringLiteral("/unsaved");
}

QString RecoveryCopy::file() const { return folder_ + QLatin1Char('/') + name_ + ending(); }

void RecoveryCopy::keep(UnsavedText text) {
    kept_ = std::move(text);
    later_.start();
}

// If the copy cannot be written, nothing is reported, because the text is still in the window.
void RecoveryCopy::write_now() {
    later_.stop();
    if (!kept_ || !QDir().mkpath(folder_)) return;
    if (lock_ == nullptr) {
        lock_ = std::make_unique<QLockFile>(file() + QStringLiteral(".lock"));
        lock_->setStaleLockTime(0);  // a lock is stale only if its process has ended
        if (!lock_->tryLock()) return lock_.reset();
    }
    QSaveFile saved(file());
    if (!saved.open(QIODevice::WriteOnly)) return;
    saved.write(QJsonDocument(QJsonObject{{QStringLiteral("path"), kept_->path},
                                          {QStringLiteral("text"), kept_->text}})
                    .toJson());
    saved.commit();
}

void RecoveryCopy::forget() {
    later_.stop();
    kept_.reset();
    if (lock_ == nullptr) return;
    QFile::remove(file());
    lock_.reset();
}

std::optional<UnsavedText> RecoveryCopy::left_behind() {
    const QFileInfoList files = QDir(folder_).entryInfoList(
        {QLatin1Char('*') + ending()}, QDir::Files, QDir::Time);  // latest first
    for (const QFileInfo& one : files) {
        QLockFile lock(one.filePath() + QStringLiteral(".lock"));
        lock.setStaleLockTime(0);
        if (!lock.tryLock()) continue;  // its program is still running
        auto unsaved = text_in(one.filePath());
        if (!unsaved) continue;
        left_behind_ = one.filePath();
        return unsaved;
    }
    return std::nullopt;
}

void RecoveryCopy::remove_left_behind() {
    if (!left_behind_.isEmpty()) QFile::remove(std::exchange(left_behind_, {}));
}

}  // namespace isotherm
