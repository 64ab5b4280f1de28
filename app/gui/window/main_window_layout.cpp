// SPDX-License-Identifier: GPL-3.0-or-later
// Named layouts of the window. The user's arrangement of each one is kept.

#include <QSettings>
#include <QToolBar>
#include <algorithm>
#include <utility>

#include "app/gui/window/main_window.h"
#include "app/gui/window/presentation.h"
#include "app/gui/window/side_panel.h"

namespace isotherm {
namespace {

QString settings_key(const WindowLayout& layout) {
    return QStringLiteral("arrangements/") + QLatin1String(action_spec(layout.action).name);
}

}  // namespace

void MainWindow::connect_layout_actions() {
    for (std::size_t l = 0; l < window_layouts().size(); ++l) {
        on(window_layouts()[l].action, {.checked = [this, l] { return l == layout_; }},
           [this, l] { choose_layout(l); });
    }
    on(ActionId::reset_layout, [this] { reset_layout(); });
}

bool MainWindow::in_layout(const QDockWidget& dock) const {
    const auto& docks = window_layouts()[layout_].docks;
    return std::find(docks.begin(), docks.end(), dock.objectName().toStdString()) != docks.end();
}

// Choosing the presenting layout again returns to the previous one, so F11 works as a toggle.
void MainWindow::choose_layout(std::size_t layout) {
    if (layout == layout_) layout = window_layouts()[layout].presenting ? layout_before_ : layout;
    if (layout != layout_) {
        keep_arrangement();
        layout_before_ = std::exchange(layout_, layout);
        const bool presenting = window_layouts()[layout_].presenting;
        present(presenting);
        if (explores()) arrange();
        // The transport stands below what is presented.
        if (presenting)
            addToolBar(Qt::BottomToolBarArea, bars_[0]);
        else if (toolBarArea(bars_[0]) != Qt::TopToolBarArea)
            addToolBar(Qt::TopToolBarArea, bars_[0]);
    }
    show_state();
}

void MainWindow::keep_arrangement() {
    // Only the explore page shows the docks as the user arranged them.
    if (!explores()) return;
    side_->stand_beside();
    arrangements_[layout_] = saveState(window_layout_version);
    side_->place();
}

// Restores the user's arrangement of the layout, or its initial one if there is none.
void MainWindow::arrange() {
    const auto left = arrangements_.find(layout_);
    if (left != arrangements_.end() && restoreState(left->second, window_layout_version))
        return side_->place();
    restoreState(fresh_layout_, window_layout_version);
    for (QDockWidget* made : docks_) made->setVisible(in_layout(*made));
    size_docks();
    side_->place();
}

void MainWindow::reset_layout() {
    arrangements_.erase(layout_);
    if (explores()) arrange();
    show_state();
}

void MainWindow::load_arrangements() {
    const QSettings settings;
    for (std::size_t l = 0; l < window_layouts().size(); ++l) {
        const QByteArray stored = settings.value(settings_key(window_layouts()[l])).toByteArray();
        if (!stored.isEmpty()) arrangements_[l] = stored;
    }
    arrange();
}

void MainWindow::store_arrangements() {
    keep_arrangement();
    QSettings settings;
    for (const auto& [layout, arrangement] : arrangements_)
        settings.setValue(settings_key(window_layouts()[layout]), arrangement);
}

// Sizes the docks at the first show, when the height of the window is known.
void MainWindow::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    if (!std::exchange(sized_, true)) size_docks();
    side_->place();
}

void MainWindow::size_docks() {
    resizeDocks({table_dock_}, {std::clamp(height() / 8, 96, 220)}, Qt::Vertical);
}

void MainWindow::present(bool presenting) {
    ViewState& view = session_.view();
    if (presenting == view.presenting()) return;
    halo_->set_on(presenting);
    view.set_presenting(presenting);
    if (presenting) usual_text_scale_ = view.text_scale();
    view.set_text_scale(usual_text_scale_ * (presenting ? Presentation::text_scale(*this) : 1));
    if (presenting)
        Presentation::of(*this).begin();
    else
        Presentation::of(*this).end();
}

}  // namespace isotherm
