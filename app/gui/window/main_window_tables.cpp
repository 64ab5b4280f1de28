// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures as tables of numbers, at the second of the cursor.

#include "app/gui/window/main_window.h"

namespace isotherm {

// A heat block is a table of cells, any other picture one of seconds.
void MainWindow::show_as_table() {
    const QWidget* focus = focusWidget();
    const bool of_seconds = (qobject_cast<const TimeCanvas*>(focus) != nullptr &&
                             qobject_cast<const HeatMapCanvas*>(focus) == nullptr) ||
                            explore_->heat_map().cells() == std::nullopt;
    QDockWidget* dock = of_seconds ? table_dock_ : cells_dock_;
    auto* panel = qobject_cast<TablePanel*>(dock->widget());
    show_dock(dock, &panel->table());
    if (const auto cursor = session_.view().cursor()) panel->reveal(*cursor);
}

// Sets the knobs of a remedy; the changes are lines of the scenario.
void MainWindow::try_changes(const QString& changes) {
    for (const QString& change : changes.split(QStringLiteral(", "))) {
        const QString path = change.section(QStringLiteral(" = "), 0, 0).trimmed();
        QString value = change.section(QStringLiteral(" = "), 1).trimmed();
        value.remove(QLatin1Char('"'));
        try_change(path, value);
    }
}

}  // namespace isotherm
