// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The slots A and B as buttons: each says which run it has, its menu fills it, and so does a file
// that is dropped on it.

#include <QMenu>
#include <QToolButton>
#include <QWidget>

#include "app/gui/controller/session.h"

namespace isotherm {

// A button that takes files.
class SlotButton final : public QToolButton {
    Q_OBJECT

public:
    explicit SlotButton(QWidget* parent = nullptr) : QToolButton(parent) { setAcceptDrops(true); }

Q_SIGNALS:
    void dropped(const QString& path);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
};

class CompareSlots final : public QWidget {
    Q_OBJECT

public:
    enum class Source { scenario, run, bundle };

    explicit CompareSlots(Session& session, QWidget* parent = nullptr);

    SlotButton& button(CompareSlot slot) { return slot == CompareSlot::a ? *a_ : *b_; }
    QToolButton& swap_button() { return *swap_; }
    // Fills the menu as it does before it is shown.
    QMenu& menu(CompareSlot slot);

Q_SIGNALS:
    // A file or folder is to be chosen for a slot.
    void source_asked(isotherm::CompareSlot slot, isotherm::CompareSlots::Source source);
    void fork_asked();

private:
    void show_labels();
    QString label(CompareSlot slot) const;
    void fill_menu(CompareSlot slot);
    void add_earlier(CompareSlot slot, QMenu& menu);

    Session& session_;
    SlotButton* a_;
    SlotButton* b_;
    QToolButton* swap_;
};

}  // namespace isotherm
