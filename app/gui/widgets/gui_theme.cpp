// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widgets/gui_theme.h"

namespace isotherm {
namespace {

QColor mixed(const QColor& a, const QColor& b, double share) {
    const auto mix = [share](int x, int y) { return static_cast<int>(x + (y - x) * share + 0.5); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

}  // namespace

QPalette palette_of(const Theme& theme) {
    const QColor ground = mixed(theme.background, theme.text, 0.045);
    QPalette palette;
    palette.setColor(QPalette::Window, ground);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.background);
    palette.setColor(QPalette::AlternateBase, mixed(theme.background, theme.text, 0.03));
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.quiet_text);
    palette.setColor(QPalette::Button, mixed(theme.background, theme.text, 0.09));
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::BrightText, theme.throttled);
    palette.setColor(QPalette::ToolTipBase, mixed(theme.background, theme.text, 0.1));
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Highlight, theme.consumed);
    palette.setColor(QPalette::HighlightedText, theme.background);
    palette.setColor(QPalette::Link, theme.consumed);
    palette.setColor(QPalette::Light, mixed(theme.background, theme.text, 0.16));
    palette.setColor(QPalette::Midlight, mixed(theme.background, theme.text, 0.12));
    palette.setColor(QPalette::Mid, mixed(theme.background, theme.text, 0.2));
    palette.setColor(QPalette::Dark, mixed(theme.background, theme.text, 0.28));
    palette.setColor(QPalette::Shadow, mixed(theme.background, QColor(Qt::black), 0.5));
    const QColor weak = mixed(theme.background, theme.text, 0.42);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, weak);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.grid);
    return palette;
}

QString style_sheet_of(const Theme& theme, double text_scale) {
    const QColor line = mixed(theme.background, theme.text, 0.14);
    const QColor raised = mixed(theme.background, theme.text, 0.09);
    const QColor hover = mixed(theme.background, theme.text, 0.16);
    constexpr double status_height = 22;
    const int size = static_cast<int>(12.5 * text_scale + 0.5);
    return QStringLiteral(
               "* { font-size: %1px; }"
               "QMainWindow::separator { background: %2; width: 3px; height: 3px; }"
               "QToolButton, QPushButton { border: 1px solid transparent; border-radius: 4px;"
               " padding: 4px 8px; background: %3; color: %5; }"
               "QPushButton[compact=\"true\"] { padding: 1px 8px; }"
               "QToolButton[compact=\"true\"] { padding: 0px 14px 1px 5px; background: "
               "transparent; }"
               "QToolButton[bare=\"true\"] { padding: 0px; background: transparent; }"
               "QToolButton[chip=\"true\"] { padding: 0px 4px; background: transparent;"
               " color: %10; }"
               "QToolButton[chip=\"true\"]:checked { background: %4; color: %5; }"
               "QToolButton[chip=\"true\"]::menu-indicator { image: none; }"
               "QToolButton[tab=\"true\"] { padding: 1px 7px; background: transparent; }"
               "QToolButton:hover, QPushButton:hover { background: %4; }"
               "QToolButton:focus, QPushButton:focus { border-color: %6; }"
               "QToolButton:checked, QPushButton:checked { background: %7; color: %8; }"
               "QToolButton:disabled, QPushButton:disabled { background: transparent; color: %11; }"
               "QPushButton[primary=\"true\"] { background: %7; color: %8; font-weight: bold; }"
               "QPushButton[primary=\"true\"]:disabled { background: %3; color: %11; }"
               "QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox { border: 1px solid %2;"
               " border-radius: 4px; padding: 3px 6px; background: %9; color: %5; }"
               "QLineEdit:focus, QComboBox:focus { border-color: %6; }"
               "QLineEdit[bare=\"true\"] { border: none; border-radius: 0px; padding: 0px 3px; }"
               "QTabBar::tab { padding: 5px 7px; border: none; color: %10; background: "
               "transparent; }"
               "QTabBar::tab:selected { color: %5; border-bottom: 2px solid %7; }"
               "QFrame[card=\"true\"] { border: 1px solid %2; border-radius: 4px; background: %9; }"
               "QLabel[role=\"title\"], QLabel[role=\"strong\"] { font-weight: bold; }"
               "QLabel[role=\"quiet\"] { color: %10; }"
               "QDockWidget { titlebar-close-icon: none; }"
               "QDockWidget::title { padding: 4px 8px 0px; background: %3; }"
               "QHeaderView::section { background: %3; color: %10; border: none; padding: 4px 6px; "
               "}"
               "QTableView, QTreeView, QPlainTextEdit, QTextBrowser { border: none;"
               " background: %9; gridline-color: %2; }"
               "QMenuBar QLineEdit { margin-right: 8px; }"
               "QFrame#destinations { border: 1px solid %6; background: %9; }"
               "QListView { border: none; background: %9; }"
               "QTreeView::item { padding: 2px 0px; }"
               "QToolBar { border: none; spacing: 0px; padding: 0px; }"
               "QStatusBar { color: %10; min-height: %12px; max-height: %12px; }"
               "QStatusBar::item { border: none; }"
               "QStatusBar QToolButton { padding: 0px 8px; }"
               "QScrollArea { border: none; background: transparent; }"
               "QMenuBar { background: %9; } QMenuBar::item { padding: 3px 9px; }"
               "QMenuBar::item:selected { background: %4; }")
        .arg(size)
        .arg(line.name(), raised.name(), hover.name(), theme.text.name(), theme.selection.name(),
             theme.consumed.name(), theme.background.name())
        .arg(theme.background.name(), theme.quiet_text.name(),
             mixed(theme.background, theme.text, 0.42).name())
        .arg(static_cast<int>(status_height * text_scale + 0.5));
}

}  // namespace isotherm
