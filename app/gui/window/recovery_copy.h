// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A copy of the scenario that is being edited, for when the program ends without asking: written a
// moment after each change, gone when the text is saved or given up, offered at the next start.

#include <QLockFile>
#include <QObject>
#include <QString>
#include <QTimer>
#include <memory>
#include <optional>

namespace isotherm {

// What somebody had written, and the file it was read from; no file where `path` is empty.
struct UnsavedText {
    QString text;
    QString path;
};

class RecoveryCopy final : public QObject {
    Q_OBJECT

public:
    // In the folder for the program's own data.
    explicit RecoveryCopy(QObject* parent = nullptr) : RecoveryCopy(default_folder(), parent) {}
    RecoveryCopy(QString folder, QObject* parent);
    // Nobody ends an orderly program with text that is worth keeping.
    ~RecoveryCopy() override;

    // Written in two seconds, unless something else is kept or forgotten until then.
    void keep(UnsavedText text);
    void write_now();
    void forget();

    // What a program left behind that is not running any more; the latest of several.
    std::optional<UnsavedText> left_behind();
    // It has been taken, and is not offered again.
    void remove_left_behind();

    static QString default_folder();

private:
    QString file() const;

    QString folder_;
    QString name_;                     // unique
    std::unique_ptr<QLockFile> lock_;  // held while the program lives
    std::optional<UnsavedText> kept_;
    QString left_behind_;
    QTimer later_;
};

}  // namespace isotherm
