// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// "Go to anything": a line to type in, and a list below it of what fits. The keyboard is enough: up
// and down, Enter to go, Esc back to where one was.

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
    // `collect` fills the list before it is shown.
    GoToLine(Destinations& destinations, std::function<void()> collect, QWidget* parent = nullptr);

    void open();
    QListView& list() { return *list_; }
    QString empty_text() const { return nothing_->text(); }
    bool is_open() const { return popup_->isVisible(); }
    QSize sizeHint() const override;

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
};

}  // namespace isotherm
