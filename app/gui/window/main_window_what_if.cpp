// SPDX-License-Identifier: GPL-3.0-or-later
// What if: the panel's buttons, and undo of its knobs.

#include <QApplication>
#include <QTextDocument>

#include "app/gui/panels/what_if_panel.h"
#include "app/gui/window/main_window.h"
#include "app/gui/window/side_panel.h"

namespace isotherm {

void MainWindow::connect_what_if() {
    connect(what_if_, &WhatIfPanel::apply_asked, this, &MainWindow::apply_live);
    connect(what_if_, &WhatIfPanel::b_asked, this, &MainWindow::run_as_b);
    what_if_->set_text_source([this] { return scenario_->text(); });
    connect(scenario_->editor().document(), &QTextDocument::contentsChanged, what_if_,
            &WhatIfPanel::show_lines);
    connect(what_if_, &WhatIfPanel::write_asked, this, [this](const QString& text) {
        scenario_->replace(text);
        banner_->show_message(Banner::Kind::note, tr("The changes are in the scenario's text."),
                              tr("They are run with Apply scenario or Run as B."));
    });
    connect(what_if_, &WhatIfPanel::fork_asked, this,
            [this](SimTime before) { session_.fork(before); });
    // Undo belongs to the knobs while their panel has the focus.
    connect(what_if_, &WhatIfPanel::undo_changed, this, &MainWindow::show_commands);
    connect(qApp, &QApplication::focusChanged, this, &MainWindow::show_commands);
    on(ActionId::what_if,
       {.possible = [this] { return explores(); },
        .checked = [this] { return SidePanel::in_front(*what_if_dock_); }},
       [this] {
           if (SidePanel::in_front(*what_if_dock_))
               what_if_dock_->hide();
           else
               show_dock(what_if_dock_, what_if_);
       });
    connect(what_if_dock_, &QDockWidget::visibilityChanged, this, &MainWindow::show_state);
}

}  // namespace isotherm
