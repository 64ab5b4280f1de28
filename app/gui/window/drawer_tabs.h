// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The tabs of the drawer in the status bar: a click opens a table below the page, or closes it.

#include <QDockWidget>
#include <QHBoxLayout>
#include <QToolButton>
#include <QWidget>
#include <vector>

namespace isotherm {

class DrawerTabs final : public QWidget {
public:
    DrawerTabs(const std::vector<QDockWidget*>& docks, QWidget* parent) : QWidget(parent) {
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(2);
        for (QDockWidget* dock : docks) {
            auto* tab = new QToolButton(this);
            tab->setText(dock->windowTitle());
            tab->setAccessibleName(dock->windowTitle());
            tab->setCheckable(true);
            tab->setAutoRaise(true);
            tab->setProperty("compact", true);
            row->addWidget(tab);
            const auto show_state = [dock, tab] { tab->setChecked(!dock->isHidden()); };
            connect(dock->toggleViewAction(), &QAction::toggled, tab, show_state);
            connect(dock, &QDockWidget::visibilityChanged, tab, show_state);
            connect(tab, &QToolButton::clicked, dock, [dock](bool open) {
                dock->setVisible(open);
                if (open) dock->raise();
            });
            show_state();
        }
    }
};

}  // namespace isotherm
