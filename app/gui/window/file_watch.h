// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Tells when the file of the scenario that is open was changed by another program.

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>
#include <optional>

namespace isotherm {

class FileWatch final : public QObject {
    Q_OBJECT

public:
    explicit FileWatch(QObject* parent = nullptr);

    // Watches a file for changes of what it has now. Nothing is watched if there is no such file.
    void look_at(const QString& path);

Q_SIGNALS:
    void changed(const QString& path);

private:
    void look();
    std::optional<QByteArray> content() const;

    QFileSystemWatcher watcher_;
    QTimer soon_;  // programs write a file in several steps
    QString path_;
    std::optional<QByteArray> text_;
};

}  // namespace isotherm
