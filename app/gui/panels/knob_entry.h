// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The field for the number of a knob. Escape discards what has been typed; Up and Down step,
// PageUp and PageDown double and halve; the wheel steps only while the field has the focus.

#include <QKeyEvent>
#include <QLineEdit>
#include <QWheelEvent>

namespace isotherm {

class KnobEntry final : public QLineEdit {
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;

Q_SIGNALS:
    void given_up();
    void stepped(int steps);
    void scaled(double factor);

protected:
    bool event(QEvent* event) override {
        // Undo is the window's as long as nothing has been typed.
        if (event->type() == QEvent::ShortcutOverride && !isModified()) {
            auto* key = static_cast<QKeyEvent*>(event);
            if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
                event->ignore();
                return true;
            }
        }
        return QLineEdit::event(event);
    }
    void keyPressEvent(QKeyEvent* event) override {
        switch (event->key()) {
            case Qt::Key_Escape:
                if (!isModified()) break;
                Q_EMIT given_up();
                return event->accept();
            case Qt::Key_Up:
                return Q_EMIT stepped(1);
            case Qt::Key_Down:
                return Q_EMIT stepped(-1);
            case Qt::Key_PageUp:
                return Q_EMIT scaled(2);
            case Qt::Key_PageDown:
                return Q_EMIT scaled(0.5);
            default:
                break;
        }
        QLineEdit::keyPressEvent(event);
    }
    void wheelEvent(QWheelEvent* event) override {
        if (!hasFocus() || event->angleDelta().y() == 0) return event->ignore();
        Q_EMIT stepped(event->angleDelta().y() > 0 ? 1 : -1);
        event->accept();
    }
};

}  // namespace isotherm
