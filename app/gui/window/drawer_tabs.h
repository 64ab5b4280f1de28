// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The tabs of the drawer in the status bar: a click opens a table below the page, or closes it. In
// a narrow window they are one button with a menu.

#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QWidget>
#include <utility>
#include <vector>

#include "app/gui/window/side_panel.h"

namespace isotherm {

class DrawerTabs final : public QWidget {
    Q_OBJECT

public:
    // `folds`: they become a menu where there is little room.
    DrawerTabs(const std::vector<QDockWidget*>& docks, QWidget* parent, bool folds = true)
        : QWidget(parent), tabs_(new QWidget(this)), all_(new QToolButton(this)), folds_(folds) {
        auto* both = new QHBoxLayout(this);
        auto* row = new QHBoxLayout(tabs_);
        for (QHBoxLayout* layout : {both, row}) {
            layout->setContentsMargins(0, 0, 0, 0);
            layout->setSpacing(2);
        }
        both->addWidget(tabs_);
        both->addWidget(all_);
        auto* menu = new QMenu(all_);
        for (QDockWidget* dock : docks) {
            row->addWidget(tab_of(dock));
            menu->addAction(dock->toggleViewAction());
        }
        all_->setText(tr("Tables"));
        all_->setMenu(menu);
        all_->setPopupMode(QToolButton::InstantPopup);
        all_->setAutoRaise(true);
        all_->setProperty("compact", true);
        setObjectName(QStringLiteral("drawer_tabs"));
        choose_form();
        parent->installEventFilter(this);
    }

protected:
    // Docks that are hidden before the window is shown do not say so.
    void showEvent(QShowEvent* event) override {
        QWidget::showEvent(event);
        for (const auto& [dock, tab] : of_docks_) tab->setChecked(!dock->isHidden());
    }
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Resize) choose_form();
        return QWidget::eventFilter(watched, event);
    }

private:
    static constexpr double others_share = 0.4;  // of the width, for the texts of the status bar

    QToolButton* tab_of(QDockWidget* dock) {
        auto* tab = new QToolButton(tabs_);
        tab->setText(dock->windowTitle());
        tab->setAccessibleName(dock->windowTitle());
        connect(dock, &QDockWidget::windowTitleChanged, tab, [tab](const QString& title) {
            tab->setText(title);
            tab->setAccessibleName(title);
        });
        tab->setCheckable(true);
        tab->setAutoRaise(true);
        tab->setProperty("tab", true);
        const auto show_state = [dock, tab] { tab->setChecked(!dock->isHidden()); };
        connect(dock->toggleViewAction(), &QAction::toggled, tab, show_state);
        connect(dock, &QDockWidget::visibilityChanged, tab, show_state);
        connect(tab, &QToolButton::clicked, dock, [dock](bool open) {
            dock->setVisible(open);
            if (open) dock->raise();
        });
        of_docks_.emplace_back(dock, tab);
        return tab;
    }

    void choose_form() {
        const int room = parentWidget()->window()->width();
        // The tabs of the side panel are beside these in a narrow window.
        const bool narrow = folds_ && (room < SidePanel::narrow ||
                                       tabs_->sizeHint().width() > (1 - others_share) * room);
        tabs_->setVisible(!narrow);
        all_->setVisible(narrow);
    }

    QWidget* tabs_;
    QToolButton* all_;
    bool folds_;
    std::vector<std::pair<QDockWidget*, QToolButton*>> of_docks_;
};

}  // namespace isotherm
