// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/canvas_accessible.h"

#include <QAction>
#include <array>

#include "app/gui/widgets/action_table.h"

namespace isotherm {
namespace {

// An accessible action and the command of the window that it triggers. Names are one word, like
// those of QAccessibleActionInterface.
struct CanvasAction {
    const char* name;
    const char* command;
};
constexpr std::array<CanvasAction, 3> canvas_actions{
    {{"ShowAsTable", "table"}, {"ZoomIn", "zoom_in"}, {"ZoomOut", "zoom_out"}}};

QAccessibleInterface* describe(const QString& class_name, QObject* object) {
    if (class_name != QLatin1String(TimeCanvas::staticMetaObject.className())) return nullptr;
    auto* canvas = qobject_cast<TimeCanvas*>(object);
    return canvas == nullptr ? nullptr : new CanvasAccessible(canvas);
}

}  // namespace

void CanvasAccessible::install() {
    [[maybe_unused]] static const bool installed = [] {
        QAccessible::installFactory(describe);
        return true;
    }();
}

CanvasAccessible::CanvasAccessible(TimeCanvas* canvas)
    : QAccessibleWidget(canvas, QAccessible::Chart) {}

const TimeCanvas& CanvasAccessible::canvas() const {
    return *static_cast<const TimeCanvas*>(widget());
}

QString CanvasAccessible::text(QAccessible::Text which) const {
    switch (which) {
        case QAccessible::Description:
            return canvas().spoken();
        case QAccessible::Value:
            return canvas().spoken_value();
        default:
            return QAccessibleWidget::text(which);
    }
}

QAction* CanvasAccessible::command(const QString& action) const {
    for (const CanvasAction& one : canvas_actions) {
        if (action == QLatin1String(one.name))
            return widget()->window()->findChild<QAction*>(QLatin1String(one.command));
    }
    return nullptr;
}

QStringList CanvasAccessible::actionNames() const {
    QStringList names = QAccessibleWidget::actionNames();
    for (const CanvasAction& one : canvas_actions) {
        const QAction* of = command(QLatin1String(one.name));
        if (of != nullptr && of->isEnabled()) names << QLatin1String(one.name);
    }
    return names;
}

void CanvasAccessible::doAction(const QString& action) {
    if (QAction* of = command(action))
        of->trigger();
    else
        QAccessibleWidget::doAction(action);
}

QStringList CanvasAccessible::keyBindingsForAction(const QString& action) const {
    const QAction* of = command(action);
    if (of == nullptr) return QAccessibleWidget::keyBindingsForAction(action);
    QStringList keys;
    for (const QKeySequence& key : of->shortcuts()) keys << key.toString(QKeySequence::NativeText);
    return keys;
}

QString CanvasAccessible::localizedActionName(const QString& action) const {
    const QAction* of = command(action);
    return of == nullptr ? QAccessibleWidget::localizedActionName(action)
                         : ActionTable::without_mnemonic(of->text());
}

}  // namespace isotherm
