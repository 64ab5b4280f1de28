// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/primary_selection_guard.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMimeData>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace isotherm {
namespace {

// The clicked widget is a line edit, also inside a spin box or combo box, or the viewport of a text
// edit.
bool is_text(const QObject* object) {
    if (qobject_cast<const QLineEdit*>(object) != nullptr) return true;
    const QObject* around = object->parent();
    return qobject_cast<const QPlainTextEdit*>(around) != nullptr ||
           qobject_cast<const QTextEdit*>(around) != nullptr;
}

bool has_primary_selection() {
    const QClipboard* clipboard = QApplication::clipboard();
    if (!clipboard->supportsSelection()) return false;
    const QMimeData* selected = clipboard->mimeData(QClipboard::Selection);
    return selected != nullptr && !selected->formats().isEmpty();
}

}  // namespace

PrimarySelectionGuard::PrimarySelectionGuard(QObject* parent) : QObject(parent) {
    QCoreApplication::instance()->installEventFilter(this);
}

bool PrimarySelectionGuard::eventFilter(QObject* watched, QEvent* event) {
    const bool click = event->type() == QEvent::MouseButtonPress ||
                       event->type() == QEvent::MouseButtonRelease ||
                       event->type() == QEvent::MouseButtonDblClick;
    if (!click || static_cast<QMouseEvent*>(event)->button() != Qt::MiddleButton) return false;
    return watched->isWidgetType() && is_text(watched) && !has_primary_selection();
}

}  // namespace isotherm
