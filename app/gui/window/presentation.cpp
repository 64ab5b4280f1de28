// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/presentation.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMenuBar>
#include <QScreen>
#include <QStatusBar>
#include <algorithm>
#include <utility>

#include "app/gui/window/main_window.h"

namespace isotherm {
namespace {

constexpr int wide_screen = 1'500;  // pixels
constexpr double usual_scale = 1.5;
constexpr double wide_scale = 2;

}  // namespace

Presentation::Presentation(MainWindow& window) : QObject(&window), window_(window) {
    connect(window.actions()[ActionId::go_to], &QAction::triggered, this, [this] {
        if (!presenting_) return;
        show_menus();
        window_.go_to_line().open();
    });
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (presenting_ && now != nullptr && QApplication::activePopupWidget() == nullptr &&
            now != window_.menuBar() && !window_.menuBar()->isAncestorOf(now))
            hide_menus();
    });
}

Presentation& Presentation::of(const MainWindow& window) {
    return *window.findChild<Presentation*>(QString(), Qt::FindDirectChildrenOnly);
}

double Presentation::text_scale(const QWidget& window) {
    const QScreen* screen = window.screen();
    const int width = std::max(window.width(), screen == nullptr ? 0 : screen->size().width());
    return width >= wide_screen ? wide_scale : usual_scale;
}

void Presentation::begin() {
    if (presenting_) return;
    presenting_ = true;
    geometry_ = window_.geometry();
    state_ = window_.windowState();
    qApp->installEventFilter(this);
    legend_ = window_.session().view().shows_legend();
    window_.session().view().set_shows_legend(false);
    hide_menus();
    window_.statusBar()->hide();
    window_.setWindowState(state_ | Qt::WindowFullScreen);
}

void Presentation::end() {
    if (!presenting_) return;
    presenting_ = false;
    qApp->removeEventFilter(this);
    window_.session().view().set_shows_legend(legend_);
    window_.menuBar()->show();
    window_.statusBar()->show();
    window_.setWindowState(state_);
    // Not all window systems remember where a window was before it filled the screen.
    if (!state_.testFlag(Qt::WindowMaximized) && !state_.testFlag(Qt::WindowFullScreen))
        window_.setGeometry(geometry_);
}

void Presentation::show_menus() { window_.menuBar()->show(); }

void Presentation::hide_menus() { window_.menuBar()->hide(); }

// Alt that is pressed and released alone shows the menus, as it opens them elsewhere.
bool Presentation::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride)
        alt_alone_ = static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt;
    if (event->type() == QEvent::KeyRelease && std::exchange(alt_alone_, false) &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt && watched->isWidgetType()) {
        show_menus();
        window_.menuBar()->setFocus(Qt::MenuBarFocusReason);
        const QList<QAction*> menus = window_.menuBar()->actions();
        if (!menus.isEmpty()) window_.menuBar()->setActiveAction(menus.front());
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace isotherm
