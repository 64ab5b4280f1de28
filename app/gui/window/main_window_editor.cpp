// SPDX-License-Identifier: GPL-3.0-or-later
// The editor's page: scenarios with errors open on it, and changes of the file by other programs
// are told.

#include <QFileInfo>

#include "app/gui/pages/editor_page.h"
#include "app/gui/window/file_watch.h"
#include "app/gui/window/main_window.h"
#include "engine/vocabulary/text_file.h"

namespace isotherm {

void MainWindow::connect_editor() {
    connect(editor_page_, &EditorPage::back_asked, this, &MainWindow::leave_editor);
    file_watch_ = new FileWatch(this);
    connect(file_watch_, &FileWatch::changed, this, &MainWindow::offer_changed_file);
    connect(&session_, &Session::opened, this, [this] { file_watch_->look_at(scenario_->path()); });
    // B is shown where A is.
    connect(&session_, &Session::compared, this, [this] {
        if (edits() && session_.comparing()) open_explore();
    });
}

bool MainWindow::edits() const { return pages_->currentWidget() == editor_page_; }

QString MainWindow::edited_name() const {
    const QString name = QFileInfo(scenario_->path()).fileName();
    return name.isEmpty() ? tr("a new scenario") : name;
}

void MainWindow::show_editor(QWidget* focus) {
    const bool open = !session_.run().recording().name.empty() || !session_.run().empty();
    editor_page_->show_names(edited_name(),
                             open ? qtext(session_.run().recording().name) : QString());
    pages_->setCurrentWidget(editor_page_);
    show_state();
    focus->setFocus();
}

// Returns to the run. Without one, the editor is all there is.
void MainWindow::leave_editor() {
    if (session_.run().recording().name.empty() && session_.run().empty()) return;
    open_explore();
}

// Shows a text that cannot be run, with its errors. The run that is open stays.
void MainWindow::show_broken(const QString& path) {
    const QString file = QFileInfo(path).absoluteFilePath();
    const auto text = read_text_file(file.toStdString(), largest_scenario);
    if (!text.ok()) return;  // the banner says so
    scenario_->set_text(qtext(text.value()), file);
    file_watch_->look_at(file);
    if (scenario_->errors().empty()) return;  // the run failed, not its text
    banner_->hide();
    show_editor(&scenario_->editor());
    scenario_->error_list().setCurrentRow(0);
}

void MainWindow::offer_changed_file(const QString& path) {
    if (path != scenario_->path()) return;
    banner_->show_message(Banner::Kind::note,
                          tr("%1 was changed on disk.").arg(QFileInfo(path).fileName()),
                          tr("Load it, or close this message to keep the text of the window."),
                          tr("Load"), [this, path] { load_again(path); });
}

void MainWindow::load_again(const QString& path) {
    may_discard_ = true;  // the user chose to
    open(path);
}

}  // namespace isotherm
