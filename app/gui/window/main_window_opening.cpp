// SPDX-License-Identifier: GPL-3.0-or-later
// Shows the progress of opening a file, and the page of a recorded stream.

#include "app/gui/window/main_window.h"

#include <utility>

namespace isotherm {

void MainWindow::connect_opening() {
    connect(&session_.opening(), &Opening::changed, this, &MainWindow::show_opening);
    connect(&session_, &Session::stream_opened, this, [this] {
        show_stream();
        show_recent();
    });
    connect(stream_, &StreamPage::scenario_asked, actions_[ActionId::make_scenario],
            &QAction::trigger);
    connect(stream_, &StreamPage::another_asked, this, &MainWindow::ask_open);
    connect(stream_, &StreamPage::cancel_asked, &session_.opening(), &Opening::cancel);
    connect(&session_.run(), &RunModel::restarted, this, &MainWindow::name_table);
    on(ActionId::make_scenario,
       {.possible = [this] { return shows_stream_page() && stream_->has_facts(); }}, [this] {
           if (!may_discard_scenario()) return;
           banner_->hide();
           session_.make_scenario();
       });
    on(ActionId::cancel_opening,
       {.possible = [this] { return session_.opening().kind() != Opening::Kind::none; }},
       [this] { session_.opening().cancel(); });
}

void MainWindow::show_opening() {
    if (session_.opening().kind() == Opening::Kind::stream) {
        if (!std::exchange(reading_stream_, true)) page_before_ = pages_->currentWidget();
        stream_->show_reading(session_.opening());
        pages_->setCurrentWidget(stream_);
    } else if (std::exchange(reading_stream_, false)) {
        // The stream was not opened: return to the page before it.
        if (page_before_ == stream_)
            show_stream();
        else
            pages_->setCurrentWidget(page_before_);
    }
    show_state();
}

// Names the table dock after what its rows are.
void MainWindow::name_table() {
    table_dock_->setWindowTitle(session_.run().column_seconds() == 1 ? tr("Seconds")
                                                                     : tr("Minutes"));
}

void MainWindow::show_stream() {
    reading_stream_ = false;
    stream_->show_facts(session_.stream());
    pages_->setCurrentWidget(stream_);
    show_state();
}

}  // namespace isotherm
