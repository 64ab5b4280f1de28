// SPDX-License-Identifier: GPL-3.0-or-later
// Opening, saving and exporting. The system's file dialogs do not block a run.

#include <QFileDialog>
#include <QSettings>

#include "app/gui/pages/export.h"
#include "app/gui/models/shipped_scenarios.h"
#include "app/gui/window/file_watch.h"
#include "app/gui/window/main_window.h"
#include "engine/recording/output_file.h"
#include "engine/scenario/input_files.h"
#include "engine/run/checked_scenario.h"

namespace isotherm {
namespace {

constexpr auto folder_key = "folder";

QString last_folder() { return QSettings().value(QLatin1String(folder_key)).toString(); }

void remember_folder(const QString& path) {
    QSettings().setValue(QLatin1String(folder_key), QFileInfo(path).absolutePath());
}

// Text of a new scenario: one table, and a workload that prefers some keys.
constexpr const char* first_scenario =
    R"(# A table, and the requests it gets. Change a value and apply: Ctrl+Enter.
name = "votes"
era = "2026"
seed = 42
duration = "10m"

[tables.votes]
partition_key = "candidate"
item_size = "200 B"
capacity = { mode = "provisioned", read = 100, write = 4000 }

[workloads.voters]
table = "votes"
operation = "UpdateItem"
arrivals = { shape = "poisson", rate = "1500/s" }
keys = { distribution = "zipf", distinct = 20, exponent = 1.0 }
client = { retry = "sdk_standard" }
)";

// The files of what is open and the files that it reads.
std::vector<std::string> inputs_of(const Session& session) {
    const std::string path = session.path().toStdString();
    if (path.empty()) return {};
    std::vector<std::string> files{path, path + "/run.sqlite", path + "/manifest.json"};
    const auto scenario = checked(read_scenario_text(session.scenario_text().toStdString(), path));
    if (!scenario.ok()) return files;
    for (std::string& file : input_files(scenario.value(), path)) files.push_back(std::move(file));
    return files;
}

}  // namespace

void MainWindow::ask_open() {
    auto* dialog =
        new QFileDialog(this, tr("Open a scenario, a run or a recorded stream"), last_folder(),
                        tr("Scenarios (*.toml);;Bundles (*.isotherm);;Runs (run.sqlite);;All "
                           "files, such as recorded streams (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        remember_folder(path);
        open(path);
    });
    dialog->open();
}

void MainWindow::ask_open_run() {
    auto* dialog = new QFileDialog(this, tr("Open the directory of a run"), last_folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        remember_folder(path);
        open(path);
    });
    dialog->open();
}

void MainWindow::ask_save_run() {
    auto* dialog = new QFileDialog(this, tr("Save the run in a new directory"), last_folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(QStringLiteral("run"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        remember_folder(path);
        session_.sim().save(path);
    });
    dialog->open();
}

void MainWindow::ask_export() {
    auto* dialog = new QFileDialog(
        this, tr("Export what is shown"), last_folder(),
        tr("PNG picture (*.png);;PNG picture of twice the size (*@2x.png);;SVG picture (*.svg);;"
           "PDF (*.pdf);;Seconds as CSV (*.csv);;Seconds as JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    // Beside the scenario, unless that comes with the program.
    const QFileInfo own(session_.path());
    if (own.exists() && !is_shipped(session_.path())) dialog->setDirectory(own.absolutePath());
    dialog->selectFile(ExportWords::file_name(session_));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        for (const char* form : {"png", "svg", "pdf", "csv", "json"}) {
            if (filter.contains(QLatin1String(form))) dialog->setDefaultSuffix(QLatin1String(form));
        }
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        remember_folder(path);
        export_to(path);
    });
    dialog->open();
}

Errors MainWindow::exported(const QString& path, std::optional<QSize> page) {
    if (Errors errors = check_output(path.toStdString(), inputs_of(session_)); !errors.empty())
        return errors;
    const QString form = export_form(path);
    if (form == QLatin1String("csv") || form == QLatin1String("json")) {
        RunTable& seconds = panels_.back()->model();
        seconds.refresh();
        return export_table(path, seconds);
    }
    return export_picture(path, session_.run(), session_.view(), page.value_or(explore_->size()),
                          ExportWords::of(session_, *explore_));
}

Errors MainWindow::grabbed(const QString& path) {
    if (Errors errors = check_output(path.toStdString(), inputs_of(session_)); !errors.empty())
        return errors;
    return export_window(path, *this);
}

bool MainWindow::export_to(const QString& path, std::optional<QSize> page) {
    if (export_form(path).isEmpty()) {
        banner_->show_message(Banner::Kind::trouble,
                              tr("The format of %1 is not clear from its name.").arg(path),
                              tr("End it in .png, .svg, .pdf, .csv or .json."));
        return false;
    }
    if (const Errors errors = exported(path, page); !errors.empty()) {
        banner_->show_message(Banner::Kind::trouble, qtext(errors.front().what),
                              qtext(errors.front().fix));
        return false;
    }
    banner_->show_message(Banner::Kind::note, tr("Written: %1").arg(path), {});
    return true;
}

bool MainWindow::apply_scenario() {
    scenario_->check();
    if (!scenario_->errors().empty()) {
        show_editor(&scenario_->editor());
        return false;
    }
    banner_->hide();
    const bool modified = scenario_->is_modified();
    if (!session_.open_text(scenario_->text(), scenario_->path())) return false;
    // Applying does not save, so keep the modified state.
    scenario_->editor().document()->setModified(modified);
    open_explore();
    return true;
}

bool MainWindow::save_scenario(const QString& path) {
    // A shipped scenario is not overwritten: its expectations and lessons depend on its text.
    if (is_shipped(path)) {
        banner_->show_message(Banner::Kind::note, tr("This scenario comes with Isotherm."),
                              tr("Save it under another name, in a folder of your own."),
                              tr("Save scenario &as\u2026").remove(QLatin1Char('&')),
                              [this] { ask_save_as(); });
        return false;
    }
    // The scenario may replace its own file, but no file that it includes or replays.
    std::vector<std::string> inputs = inputs_of(session_);
    std::erase_if(inputs, [this](const std::string& input) {
        return input == scenario_->path().toStdString();
    });
    const Errors errors = write_file(path.toStdString(), scenario_->text().toStdString(), inputs);
    if (!errors.empty()) {
        banner_->show_message(Banner::Kind::trouble, qtext(errors.front().what),
                              qtext(errors.front().fix));
        return false;
    }
    // A text with errors was not run, so the session may have another file open.
    scenario_->check();
    if (scenario_->errors().empty()) session_.set_path(path);
    scenario_->set_saved(path);
    file_watch_->look_at(path);
    show_recent();
    show_state();
    banner_->show_message(Banner::Kind::note, tr("Saved: %1").arg(path), {});
    return true;
}

void MainWindow::keep_unsaved() {
    if (scenario_->is_modified())
        recovery_.keep({scenario_->text(), scenario_->path()});
    else
        recovery_.forget();
}

void MainWindow::offer_unsaved() {
    const auto unsaved = recovery_.left_behind();
    if (!unsaved) return;
    const QString of =
        unsaved->path.isEmpty() ? tr("a new scenario") : QFileInfo(unsaved->path).fileName();
    banner_->show_message(
        Banner::Kind::note, tr("Isotherm ended before changes to %1 were saved.").arg(of),
        tr("They can be restored."), tr("Open them"), [this, unsaved] { open_unsaved(*unsaved); });
}

// Opens the text even if it has errors, so that the user can continue editing.
void MainWindow::open_unsaved(const UnsavedText& unsaved) {
    if (!may_discard_scenario()) return;
    scenario_->set_text(unsaved.text, unsaved.path);
    if (scenario_->errors().empty() && session_.open_text(unsaved.text, unsaved.path))
        scenario_->set_text(unsaved.text, unsaved.path);
    open_explore();
    show_editor(&scenario_->editor());
    scenario_->editor().document()->setModified(true);
    recovery_.write_now();
    recovery_.remove_left_behind();
}

void MainWindow::take_edits(const ScenarioPanel& of) {
    if (!of.is_modified()) return;
    scenario_->set_text(of.text(), of.path());
    scenario_->editor().document()->setModified(true);
}

void MainWindow::ask_save_as() {
    auto* dialog =
        new QFileDialog(this, tr("Save the scenario"), last_folder(), tr("Scenarios (*.toml)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("toml"));
    // Propose the scenario's own name and folder; a shipped one goes to the last folder.
    const QFileInfo own(scenario_->path());
    if (own.isFile() && !is_shipped(scenario_->path())) dialog->setDirectory(own.absolutePath());
    dialog->selectFile(own.fileName().isEmpty() ? QStringLiteral("scenario.toml") : own.fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        remember_folder(path);
        save_scenario(path);
    });
    dialog->open();
}

void MainWindow::new_scenario() {
    if (!may_discard_scenario()) return;
    if (!session_.open_text(QString::fromUtf8(first_scenario), {})) return;
    open_explore();
    show_editor(&scenario_->editor());
}

}  // namespace isotherm
