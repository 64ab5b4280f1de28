// SPDX-License-Identifier: GPL-3.0-or-later
// Imports: files of table descriptions, templates, metrics and logs become one scenario.

#include <QFileDialog>
#include <QFileInfo>

#include "app/gui/pages/import_page.h"
#include "app/gui/window/main_window.h"
#include "engine/recording/output_file.h"

namespace isotherm {
namespace {

// Larger files that are dropped alone are recorded streams, which are read piece by piece.
constexpr qint64 largest_dropped = qint64{64} << 20;

// Scenarios and runs open as such.
bool opens_as_it_is(const QString& path) {
    const QFileInfo info(path);
    if (is_bundle(path.toStdString())) return true;
    if (info.isDir())
        return QFileInfo::exists(path + QStringLiteral("/manifest.json")) ||
               QFileInfo::exists(path + QStringLiteral("/run.sqlite"));
    const QString suffix = info.suffix();
    return suffix == QLatin1String("toml") || suffix == QLatin1String("sqlite") ||
           info.size() > largest_dropped;
}

}  // namespace

bool MainWindow::shows_import_page() const { return pages_->currentWidget() == import_; }

void MainWindow::connect_imports() {
    Importing& importing = session_.importing();
    connect(&importing, &Importing::changed, this, &MainWindow::show_state);
    connect(&importing, &Importing::for_import, this, [this] {
        pages_->setCurrentWidget(import_);
        show_state();
    });
    connect(&importing, &Importing::not_for_import, this, &MainWindow::open);
    connect(import_, &ImportPage::make_asked, this, &MainWindow::ask_make_import);
    connect(import_, &ImportPage::add_asked, this, [this] { ask_import(true); });
    connect(import_, &ImportPage::stream_asked, this, &MainWindow::open);
    on(ActionId::import_files, [this] { ask_import(false); });
}

void MainWindow::open_dropped(const QStringList& paths) {
    if (paths.size() == 1 && opens_as_it_is(paths.front())) {
        open(paths.front());
        return;
    }
    // More files belong to the import that is shown.
    if (shows_import_page() && session_.importing().understood() != nullptr)
        return session_.importing().add(paths);
    banner_->hide();
    session_.importing().begin(paths, true);
    if (paths.size() == 1) return;  // its content has to be seen first
    pages_->setCurrentWidget(import_);
    show_state();
}

void MainWindow::import_files(const QStringList& paths) {
    banner_->hide();
    session_.importing().begin(paths, false);
    pages_->setCurrentWidget(import_);
    show_state();
}

void MainWindow::ask_import(bool add) {
    auto* dialog =
        new QFileDialog(this, tr("Import table descriptions, templates, metrics and logs"),
                        QString(), tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this, add](const QStringList& paths) {
        if (add)
            session_.importing().add(paths);
        else
            import_files(paths);
    });
    dialog->open();
}

void MainWindow::ask_make_import() {
    const auto& understood = session_.importing().understood();
    if (understood == nullptr || !understood->ready()) return;
    const QFileInfo beside(session_.importing().paths().value(0));
    const QString name = understood->tables.empty()
                             ? QStringLiteral("imported")
                             : QString::fromStdString(understood->tables.front());
    auto* dialog = new QFileDialog(this, tr("Save the imported scenario"), beside.absolutePath(),
                                   tr("Scenarios (*.toml)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("toml"));
    dialog->selectFile(name + QStringLiteral(".toml"));
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::make_import);
    dialog->open();
}

bool MainWindow::make_import(const QString& path) {
    const Errors errors = session_.importing().write(path);
    if (!errors.empty()) {
        banner_->show_message(Banner::Kind::trouble, qtext(errors.front().what),
                              qtext(errors.front().fix));
        return false;
    }
    return open(path);
}

}  // namespace isotherm
