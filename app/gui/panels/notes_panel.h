// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Notes about moments of the run: a line to write one at the pinned cell, and a list that leads
// back to each. They are kept in the bundle.

#include <QLineEdit>
#include <QTreeWidget>
#include <QWidget>

#include "app/gui/controller/session.h"

namespace isotherm {

class NotesPanel final : public QWidget {
    Q_OBJECT

public:
    explicit NotesPanel(Session& session, QWidget* parent = nullptr);

    QLineEdit& entry() { return *entry_; }
    QTreeWidget& list() { return *list_; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void refresh();
    void show_place();
    void add();
    void go_to(int row);
    // The cell that a new note is about; nullopt: none is pinned or pointed at.
    std::optional<BundleNote> place() const;

    Session& session_;
    QLineEdit* entry_;
    QTreeWidget* list_;
};

}  // namespace isotherm
