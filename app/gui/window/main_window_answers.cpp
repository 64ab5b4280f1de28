// SPDX-License-Identifier: GPL-3.0-or-later
// Answers beside the findings: the plan of the cheapest settings, and A and B compared by table.

#include <QFileDialog>
#include <QFileInfo>

#include "app/gui/panels/comparison_panel.h"
#include "app/gui/panels/plan_panel.h"
#include "app/gui/window/main_window.h"

namespace isotherm {

void MainWindow::make_answers_dock() {
    answers_ = new QTabWidget(this);
    answers_->setDocumentMode(true);
    answers_->addTab(plan_, tr("Plan"));
    answers_->addTab(comparison_, tr("Compare"));
    answers_dock_ =
        dock(QStringLiteral("answers"), tr("Answers"), answers_, Qt::RightDockWidgetArea);
}

void MainWindow::connect_answers() {
    connect_bundles();
    connect(plan_, &PlanPanel::try_asked, this, [this](const QString& text) {
        if (session_.run_as_b(text)) what_if_->reset();
    });
    connect(comparison_, &ComparisonPanel::b_asked, this, &MainWindow::ask_b);
    const When explored{.possible = [this] { return explores(); }};
    on(ActionId::plan, explored, [this] {
        answers_->setCurrentWidget(plan_);
        show_dock(answers_dock_, &plan_->promise());
    });
    on(ActionId::compare_tables, explored, [this] {
        answers_->setCurrentWidget(comparison_);
        compare_->ask();
        show_dock(answers_dock_, &comparison_->compare_button());
    });
}

void MainWindow::ask_b() {
    auto* dialog =
        new QFileDialog(this, tr("Open a scenario as B"), QFileInfo(session_.path()).absolutePath(),
                        tr("Scenarios (*.toml)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        if (session_.run_file_as_b(path)) what_if_->reset();
    });
    dialog->open();
}

}  // namespace isotherm
