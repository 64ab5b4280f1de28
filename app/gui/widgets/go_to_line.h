// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// "Go to anything": a line to type in and a list of matches below it. The keyboard is enough: Up
// and Down select, Enter goes there, Esc returns to the previous widget.

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <functional>

#include "app/gui/models/destinations.h"

namespace isotherm {

class GoToLine final : public QLineEdit {
    Q_OBJECT

public:
    // `collect` fills `destinations`; it is called each time the list opens.
    GoToLine(Destinations& destinations, std::function<void()> collect, QWidget* parent = nullptr);

    void open();
    QListView& list() { return *list_; }
    QString empty_text() const { return nothing_->text(); }
    bool is_open() const { return popup_->isVisible(); }
    QSize sizeHint() const override;
    // Whether the line is only as wide as its key, because the menus need the room.
    void set_narrow(bool narrow) { narrow_ = narrow; }

Q_SIGNALS:
    void chosen(const isotherm::Destination& destination);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void show_found();
    void say_current();
    void place();
    void step(int rows);
    void choose();
    void leave();

    Destinations& destinations_;
    std::function<void()> collect_;
    QFrame* popup_;
    QListView* list_;
    QLabel* nothing_;
    QPointer<QWidget> came_from_;
    bool narrow_ = false;
};

}  // namespace isotherm
