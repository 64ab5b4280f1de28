// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/help/context_menus.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <map>

#include "app/gui/canvas/time_canvas.h"

namespace isotherm {
namespace {

using Commands = std::vector<ActionId>;

const std::map<std::string_view, Commands>& menus_by_kind() {
    using enum ActionId;
    static const std::map<std::string_view, Commands> menus{
        {"cell",
         {why, requests, zoom_selection, focus, fork, what_if, table, copy, next_throttle, clear}},
        {"row_label", {focus, why, fold, zoom_in_across, zoom_out_across, requests, table, clear}},
        {"head", {other_side, next_table, fold, lens, show_all, what_if, plan, table}},
        {"strip", {next_throttle, previous_throttle, zoom_selection, show_all, clock, table}},
        {"chart", {why, zoom_selection, show_all, lens, clock, what_if, table, export_picture}},
        {"finding", {next_finding, previous_finding, why, what_if, plan, run_as_b, copy}},
        {"event", {next_event, previous_event, zoom_selection, fork, requests, copy}},
        {"tile", {next_throttle, previous_throttle, why, plan, show_all, table}},
        {"slot", {run_as_b, check_seeds, compare_mode, compare_tables, keep_b, back_to_a}}};
    return menus;
}

// The widget itself or the nearest around it that names its kind.
QWidget* named_around(QWidget* widget, const QWidget& window) {
    for (QWidget* at = widget; at != nullptr && at != &window; at = at->parentWidget())
        if (at->property(context_property).isValid()) return at;
    return nullptr;
}

}  // namespace

const std::vector<ActionId>& context_commands(std::string_view kind) {
    static const Commands none;
    const auto found = menus_by_kind().find(kind);
    return found == menus_by_kind().end() ? none : found->second;
}

const std::vector<std::string_view>& context_kinds() {
    static const std::vector<std::string_view> kinds = [] {
        std::vector<std::string_view> names;
        for (const auto& [kind, commands] : menus_by_kind()) names.push_back(kind);
        return names;
    }();
    return kinds;
}

ContextMenus::ContextMenus(QWidget& window, const ActionTable& actions,
                           std::function<void(QWidget&, QPoint)> pin_at)
    : QObject(&window), window_(window), actions_(actions), pin_at_(std::move(pin_at)) {
    QCoreApplication::instance()->installEventFilter(this);
}

bool ContextMenus::open_for_focus() {
    QWidget* focus = window_.focusWidget();
    if (focus == nullptr) return false;
    const QPoint at = focus->rect().center();
    return open(*focus, at, focus->mapToGlobal(at), true);
}

bool ContextMenus::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ContextMenu || !watched->isWidgetType()) return false;
    auto* widget = static_cast<QWidget*>(watched);
    if (widget->window() != &window_) return false;
    const auto& asked = static_cast<QContextMenuEvent&>(*event);
    return open(*widget, asked.pos(), asked.globalPos(),
                asked.reason() == QContextMenuEvent::Keyboard);
}

// By keyboard, the menu is that of the pinned cell.
bool ContextMenus::open(QWidget& of, QPoint at, QPoint global, bool by_keyboard) {
    // Fields for text have a menu of their own.
    if (of.inherits("QLineEdit") || of.inherits("QAbstractSpinBox")) return false;
    QWidget* named = named_around(&of, window_);
    if (named == nullptr) return false;
    QByteArray kind = named->property(context_property).toString().toLatin1();
    const QPoint inside = of.mapTo(named, at);
    // Left of a plot are the labels of its rows.
    if (kind == "cell" && !by_keyboard && inside.x() < static_cast<int>(TimeCanvas::label_room))
        kind = "row_label";
    if (!by_keyboard) pin_at_(*named, inside);
    if (menu_) menu_->close();
    menu_ = new QMenu(&window_);
    menu_->setAttribute(Qt::WA_DeleteOnClose);
    menu_->setObjectName(QStringLiteral("context_menu"));
    for (const ActionId command : context_commands(kind.toStdString()))
        menu_->addAction(actions_[command]);
    menu_->popup(global);
    return true;
}

}  // namespace isotherm
