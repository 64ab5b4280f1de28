// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of the page of bands, and the place of the bars above it.

#include <QToolBar>

#include "app/gui/window/main_window.h"
#include "app/gui/window/side_panel.h"

namespace isotherm {

void MainWindow::connect_band_actions() {
    ViewState& view = session_.view();
    on(ActionId::other_side, [this] { cycle_sides(); });
    const auto focus_next = [this](int step) {
        explore_->bands().focus_next(step);
        explore_->heat_map().setFocus();
    };
    on(ActionId::next_table, [focus_next] { focus_next(1); });
    on(ActionId::previous_table, [focus_next] { focus_next(-1); });
    on(ActionId::collapse_band, [this, &view] {
        const std::size_t table = explore_->bands().focused().entry().table;
        view.set_collapsed(table, !view.band(table).collapsed);
    });
    on(ActionId::collapse_others, [this] { explore_->bands().collapse_others(); });
    on(ActionId::move_band_up, [this] { explore_->bands().move_focused(-1); });
    on(ActionId::move_band_down, [this] { explore_->bands().move_focused(1); });
    on(ActionId::band_order, [&view] {
        const int next = (static_cast<int>(view.band_order()) + 1) % band_order_count;
        view.set_band_order(static_cast<BandOrder>(next));
    });
    on(ActionId::row_order, [&view] {
        const int next = (static_cast<int>(view.row_order()) + 1) % row_order_count;
        view.set_row_order(static_cast<RowOrder>(next));
    });
    on(ActionId::fit_page, [this] { explore_->bands().fit(); });
    on(ActionId::same_scale, {.checked = [&view] { return view.same_scale(); }},
       [&view] { view.set_same_scale(!view.same_scale()); });
    on(ActionId::legend, {.checked = [&view] { return view.shows_legend(); }},
       [&view] { view.set_shows_legend(!view.shows_legend()); });
    on(ActionId::wheel_scrolls, {.checked = [&view] { return view.wheel_scrolls(); }},
       [&view] { view.set_wheel_scrolls(!view.wheel_scrolls()); });
}

// From the side that is shown to the other one, to both, and to one again.
void MainWindow::cycle_sides() {
    ViewState& view = session_.view();
    const auto only = [&view](Side side) {
        view.set_sides(side == Side::read ? ShownSides::read : ShownSides::write);
        view.show_table(view.table(), side);
    };
    switch (view.sides()) {
        case ShownSides::automatic:
            return only(view.side() == Side::read ? Side::write : Side::read);
        case ShownSides::read:
            return only(Side::write);
        case ShownSides::write:
            return view.set_sides(ShownSides::both);
        default:
            return only(Side::read);
    }
}

// Moves the cursor to another row; beyond the last one, to the next band. Returns false if the
// other band has been focused instead.
bool MainWindow::move_to_row(CellCursor& cursor, int rows) {
    const HeatMapCanvas& map = explore_->heat_map();
    const KeyPosition here = map.neighbour(cursor.position, 0);
    const KeyPosition next = map.neighbour(cursor.position, rows);
    cursor.position = next;
    if (next != here || !session_.view().pin() || explore_->bands().bands().size() < 2) return true;
    explore_->bands().focus_next(rows > 0 ? 1 : -1);
    explore_->heat_map().setFocus();
    cursor.position = rows > 0 ? 0 : ~KeyPosition{0};
    session_.view().set_pin(cursor);
    return false;
}

// The toolbar is always one row: what names the run stands in it only where it fits.
void MainWindow::place_bars() {
    if (bars_.size() < 2) return;
    const int needed = transport_->sizeHint().width() + subject_->sizeHint().width();
    bars_[1]->setVisible(explores() && needed <= width());
    status_right_->setToolTip(subject_->identity());
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    place_bars();
    side_->place();
    name_corner();
    show_finding_line();
}

}  // namespace isotherm
