// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A recovery copy of the scenario that is being edited, in case the program crashes. It is written
// shortly after each change, removed when the text is saved or discarded, and offered at the next
// start.

#include <QLockFile>
#include <QObject>
#include <QString>
#include <QTimer>
#include <memory>
#include <optional>

namespace isotherm {

// Unsaved text and the file it was read from; `path` is empty if there is no file.
struct UnsavedText {
    QString text;
    QString path;
};

class RecoveryCopy final : public QObject {
    Q_OBJECT

public:
    // Uses the folder for the program's own data.
    explicit RecoveryCopy(QObject* parent = nullptr) : RecoveryCopy(default_folder(), parent) {}
    RecoveryCopy(QString folder, QObject* parent);
    // Removes the copy, because at a normal exit the text has been saved or discarded.
    ~RecoveryCopy() override;

    // Writes the copy after two seconds, unless keep() or forget() is called before.
    void keep(UnsavedText text);
    void write_now();
    void forget();

    // Returns the text left behind by a program that is no longer running; the latest if there are
    // several; nullopt: none.
    std::optional<UnsavedText> left_behind();
    // Removes the copy that left_behind() returned, so that it is not offered again.
    void remove_left_behind();

    static QString default_folder();

private:
    QString file() const;

    QString folder_;
    QString name_;                     // unique file name
    std::unique_ptr<QLockFile> lock_;  // held as long as the program runs
    std::optional<UnsavedText> kept_;
    QString left_behind_;
    QTimer later_;
};

}  // namespace isotherm
