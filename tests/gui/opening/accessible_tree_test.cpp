// SPDX-License-Identifier: GPL-3.0-or-later
// The tree that screen readers see: every control has a name, on every page.
// ISOTHERM_TREE=1 prints it.

#include <gtest/gtest.h>

#include <QAccessible>
#include <QLabel>
#include <cstdlib>
#include <iostream>

#include "app/gui/bands/band_head.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

bool is_control(QAccessible::Role role) {
    static const std::array roles{
        QAccessible::Button,   QAccessible::CheckBox,   QAccessible::RadioButton,
        QAccessible::ComboBox, QAccessible::Slider,     QAccessible::EditableText,
        QAccessible::List,     QAccessible::Table,      QAccessible::Tree,
        QAccessible::Chart,    QAccessible::ButtonMenu, QAccessible::PageTab};
    return std::find(roles.begin(), roles.end(), role) != roles.end();
}

// Names of what a reader passes, a line each; controls without a name are failures.
void walk(QAccessibleInterface* node, const std::string& page, int depth, int& controls) {
    if (node == nullptr || node->state().invisible || depth > 40) return;
    const QString name = node->text(QAccessible::Name);
    const QAccessible::Role role = node->role();
    const QString kind = node->object() == nullptr
                             ? QString()
                             : QLatin1String(node->object()->metaObject()->className());
    if (std::getenv("ISOTHERM_TREE") != nullptr && !name.isEmpty())
        std::cout << std::string(static_cast<std::size_t>(2 * depth), ' ') << kind.toStdString()
                  << ": " << name.toStdString() << " | "
                  << node->text(QAccessible::Description).toStdString() << '\n';
    if (is_control(role) && node->object() != nullptr && node->object()->isWidgetType()) {
        ++controls;
        const auto* widget = static_cast<QWidget*>(node->object());
        // Qt's own parts of a widget, such as the buttons that scroll tabs.
        const bool own = !widget->objectName().startsWith(QLatin1String("qt_")) &&
                         widget->focusPolicy() != Qt::NoFocus;
        EXPECT_TRUE(!own || !name.isEmpty())
            << page << ": " << kind.toStdString() << ' ' << widget->objectName().toStdString()
            << " in " << widget->parentWidget()->metaObject()->className() << ' '
            << widget->parentWidget()->objectName().toStdString();
    }
    // The name of a label is what is read out: another name would hide its text.
    if (const auto* label = qobject_cast<QLabel*>(node->object())) {
        EXPECT_TRUE(label->text().isEmpty() || label->accessibleName().isEmpty())
            << page << ": \"" << label->text().toStdString() << "\" is read as \""
            << label->accessibleName().toStdString() << '"';
    }
    // Cells of tables and lines of texts are read by their own means.
    if (role == QAccessible::Table || role == QAccessible::Tree || role == QAccessible::List)
        return;
    for (int child = 0; child < node->childCount(); ++child)
        walk(node->child(child), page, depth + 1, controls);
}

int controls_of(Desktop& desktop, const std::string& page) {
    QApplication::processEvents();
    int controls = 0;
    walk(QAccessible::queryAccessibleInterface(desktop.window.get()), page, 0, controls);
    return controls;
}

TEST(AccessibleTree, NamesEveryControlOfEveryPage) {
    Desktop desktop;
    EXPECT_GT(controls_of(desktop, "start page"), 5);
    desktop.open_hot();
    for (QDockWidget* dock : desktop.window->findChildren<QDockWidget*>()) {
        dock->show();
        dock->raise();
        EXPECT_GT(controls_of(desktop, dock->objectName().toStdString()), 10);
    }
    desktop.action("edit_scenario")->trigger();
    EXPECT_GT(controls_of(desktop, "editor page"), 5);
}

// One sentence for each band: its name, capacity, what was refused in view, and the hottest row.
TEST(AccessibleTree, ABandSpeaksOneSentence) {
    Desktop desktop;
    desktop.open_hot();
    BandHead* head = desktop.window->explore().bands().focused().head();
    ASSERT_NE(head, nullptr);
    QAccessibleInterface* told = QAccessible::queryAccessibleInterface(head);
    ASSERT_NE(told, nullptr);
    const QString said = told->text(QAccessible::Description);
    for (const char* part :
         {"votes", "400", "partitions", "throttled in view: 15,210", "hottest", "of the limit"})
        EXPECT_TRUE(said.contains(QLatin1String(part))) << part << ": " << said.toStdString();
}

}  // namespace
}  // namespace isotherm
