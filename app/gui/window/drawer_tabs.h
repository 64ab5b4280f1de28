// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The tabs of the drawer in the status bar: a click opens a table below the page, or closes it.

#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>
#include <QWidget>
#include <utility>
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
            connect(dock, &QDockWidget::visibilityChanged, tab, show_state);
            dock->installEventFilter(this);  // also tells of a change before the window is shown
            tabs_.emplace_back(dock, tab);
            connect(tab, &QToolButton::clicked, dock, [dock](bool open) {
                dock->setVisible(open);
                if (open) dock->raise();
            });
            show_state();
        }
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        const QEvent::Type type = event->type();
        if (type == QEvent::HideToParent || type == QEvent::ShowToParent)
            for (const auto& [dock, tab] : tabs_)
                if (dock == watched) tab->setChecked(!dock->isHidden());
        return QWidget::eventFilter(watched, event);
    }

private:
    std::vector<std::pair<QDockWidget*, QToolButton*>> tabs_;
};

}  // namespace isotherm
