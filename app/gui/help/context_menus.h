// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Menus of the right mouse button and of the Menu key. What they offer depends on the part of the
// window that was asked: a widget names its kind in the property "context", or has that of the
// widget around it. Every entry is a command of the window with its key.

#include <QMenu>
#include <QObject>
#include <QPointer>
#include <functional>
#include <string_view>
#include <vector>

#include "app/gui/widgets/action_table.h"

namespace isotherm {

inline constexpr const char* context_property = "context";
inline constexpr std::size_t context_entries_most = 10;

// The commands that a kind offers; empty if there is no such kind.
const std::vector<ActionId>& context_commands(std::string_view kind);
// cell, row_label, head, strip, chart, finding, event, tile, slot
const std::vector<std::string_view>& context_kinds();

class ContextMenus final : public QObject {
    Q_OBJECT

public:
    // `pin_at` pins the cell at a point of a widget before its menu opens.
    ContextMenus(QWidget& window, const ActionTable& actions,
                 std::function<void(QWidget&, QPoint)> pin_at);

    // Names the kind of a widget.
    static void name(QWidget& widget, const char* kind) {
        widget.setProperty(context_property, QString::fromLatin1(kind));
    }
    // Opens the menu of the widget that has the focus; returns false if it has none.
    bool open_for_focus();
    // The menu that is open; nullptr: none.
    QMenu* open_menu() const { return menu_; }

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool open(QWidget& of, QPoint at, QPoint global, bool by_keyboard);

    QWidget& window_;
    const ActionTable& actions_;
    std::function<void(QWidget&, QPoint)> pin_at_;
    QPointer<QMenu> menu_;
};

}  // namespace isotherm
