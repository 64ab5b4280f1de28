// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Tells when the file of the scenario that is open was changed by another program.

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

namespace isotherm {

class FileWatch final : public QObject {
    Q_OBJECT

public:
    explicit FileWatch(QObject* parent = nullptr);

    // Watches a file whose text is `text`. An empty path watches nothing.
    void look_at(const QString& path, const QString& text);

Q_SIGNALS:
    void changed(const QString& path);

private:
    void look();

    QFileSystemWatcher watcher_;
    QTimer soon_;  // programs write a file in several steps
    QString path_;
    QByteArray text_;
};

}  // namespace isotherm
