// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/side_panel.h"

#include <algorithm>
#include <utility>

namespace isotherm {
namespace {

constexpr int full_width = 1'400;  // of a window from which on the panel has its usual width
constexpr int usual_panel = 300;
constexpr int small_panel = 272;

}  // namespace

SidePanel::SidePanel(QMainWindow& window, ViewState& view)
    : QObject(&window), window_(window), view_(view) {
    setObjectName(QStringLiteral("side_panel"));
    connect(&view, &ViewState::pin_changed, this, &SidePanel::follow_pin);
}

void SidePanel::add(QDockWidget& dock, bool always) {
    if (always) dock.setTitleBarWidget(new QWidget(&dock));
    if (!docks_.empty()) window_.tabifyDockWidget(docks_.back(), &dock);
    docks_.push_back(&dock);
    if (!always) dock.hide();
    // Only one tab at a time lies over the page.
    connect(dock.toggleViewAction(), &QAction::toggled, this, [this, &dock](bool shown) {
        if (!over_ || placing_) return;
        if (shown)
            bring(dock);
        else if (chosen_ == &dock)
            chosen_ = nullptr;
    });
}

bool SidePanel::in_front(const QDockWidget& dock) {
    return dock.isVisible() && dock.geometry().right() > 0 && dock.geometry().bottom() > 0;
}

bool SidePanel::beside() const {
    return !over_ && std::any_of(docks_.begin(), docks_.end(),
                                 [](const QDockWidget* dock) { return !dock->isHidden(); });
}

void SidePanel::bring(QDockWidget& dock) {
    if (over_ && loose(dock)) {
        const bool placing = std::exchange(placing_, true);
        for (QDockWidget* other : docks_)
            if (other != &dock && loose(*other)) other->hide();
        placing_ = placing;
        chosen_ = &dock;
    }
    dock.show();
    dock.raise();
    if (over_) place_over();
}

// Taken out of the layout of the window.
bool SidePanel::loose(QDockWidget& dock) const {
    return window_.dockWidgetArea(&dock) == Qt::NoDockWidgetArea;
}

// A pin has its cell explained; without it the tab before comes back.
void SidePanel::follow_pin() {
    const bool now = view_.pin().has_value();
    if (inspector_ == nullptr || std::exchange(pinned_, now) == now) return;
    if (now) {
        before_pin_ = nullptr;
        if (inspector_->isHidden() && !over_) return;  // the user has closed it
        for (QDockWidget* dock : docks_)
            if (in_front(*dock) && dock != what_if_) before_pin_ = dock;
        // Over the page it comes only in place of another tab.
        if (before_pin_ != nullptr && before_pin_ != inspector_) bring(*inspector_);
        return;
    }
    if (before_pin_ != nullptr && before_pin_ != inspector_ && in_front(*inspector_))
        bring(*before_pin_);
}

void SidePanel::place() {
    if (placing_ || docks_.empty() || !window_.isVisible() || view_.presenting()) return;
    const bool over = window_.width() < narrow;
    const bool was_over = over_;
    placing_ = true;
    if (over) lie_over();
    if (!over && over_) stand_beside();
    over_ = over;
    place_what_if();
    const bool wide = window_.width() >= full_width;
    if (!over && (was_over || std::exchange(wide_, wide) != wide))
        window_.resizeDocks({docks_.front()}, {wide ? usual_panel : small_panel}, Qt::Horizontal);
    placing_ = false;
    if (over && chosen_ != nullptr) bring(*chosen_);
    Q_EMIT placed();
}

void SidePanel::stand_beside() {
    const bool placing = std::exchange(placing_, true);
    QDockWidget* before = nullptr;
    for (QDockWidget* dock : docks_) {
        if (loose(*dock)) {
            window_.addDockWidget(Qt::RightDockWidgetArea, dock);
            dock->setVisible(usual_ && usual_(*dock));
        }
        if (window_.dockWidgetArea(dock) != Qt::RightDockWidgetArea) continue;
        if (before != nullptr) window_.tabifyDockWidget(before, dock);
        before = dock;
    }
    over_ = false;
    placing_ = placing;
}

// Docks that are taken out of the layout are children like any other. They are closed at first.
void SidePanel::lie_over() {
    for (QDockWidget* dock : docks_)
        if (!loose(*dock)) window_.removeDockWidget(dock);
}

void SidePanel::place_over() {
    const QRect page = window_.centralWidget()->geometry();
    for (QDockWidget* dock : docks_) {
        if (dock->isHidden() || !loose(*dock)) continue;
        const int width =
            std::min(page.width(),
                     std::max({page.width() / 3, small_panel, dock->minimumSizeHint().width()}));
        dock->setAutoFillBackground(true);
        dock->setGeometry(page.right() + 1 - width, page.top(), width, page.height());
        dock->raise();
    }
}

// What if has the left side of a wide window for itself.
void SidePanel::place_what_if() {
    if (what_if_ == nullptr || over_) return;
    const bool own = window_.width() >= own_what_if;
    const Qt::DockWidgetArea wanted = own ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea;
    if (window_.dockWidgetArea(what_if_) == wanted) return;
    const bool hidden = what_if_->isHidden();
    window_.addDockWidget(wanted, what_if_);
    if (!own)
        window_.tabifyDockWidget(docks_.front() == what_if_ ? docks_[1] : docks_[2], what_if_);
    what_if_->setVisible(!hidden);
}

}  // namespace isotherm
