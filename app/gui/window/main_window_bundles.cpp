// SPDX-License-Identifier: GPL-3.0-or-later
// What fills the slots A and B, and bundles: both runs as one document.

#include <QBuffer>
#include <QCommandLineParser>
#include <QFileDialog>
#include <QFileInfo>

#include "app/gui/controller/bundle_saving.h"
#include "app/gui/controller/comparison_check.h"
#include "app/gui/controller/run_history.h"
#include "app/gui/panels/notes_panel.h"
#include "app/gui/window/gui_options.h"
#include "app/gui/window/main_window.h"
#include "app/render/canvas.h"
#include "engine/insight/cell_facts.h"
#include "engine/insight/episodes.h"

namespace isotherm {
namespace {

constexpr QSize bundle_picture_size{288, 112};
const QStringList& compare_words() {
    static const QStringList words{QStringLiteral("off"), QStringLiteral("ghost"),
                                   QStringLiteral("side_by_side"), QStringLiteral("difference")};
    return words;
}

// The arguments of the program that show this view again.
QStringList view_words(const Session& session, const RunModel& run, const ViewState& view) {
    QStringList words = ViewArguments::of(run, view).words();
    if (session.comparing())
        words << QStringLiteral("--compare")
              << compare_words()[static_cast<int>(view.compare_mode())];
    return words;
}

void apply_view(const QStringList& words, Session& session) {
    QCommandLineParser parser;
    add_options(parser);
    if (!parser.parse(QStringList{QStringLiteral("isotherm-gui")} + words)) return;
    const auto options = options_of(parser);
    if (!options.ok()) return;
    ViewState& view = session.view();
    const RunModel& run = session.run();
    options.value().view.set_look(view);
    options.value().view.show(run, view);
    if (session.comparing()) view.set_compare_mode(options.value().compare);
}

}  // namespace

std::optional<PairedDifference> MainWindow::seed_difference(const ResourceName& resource,
                                                            Side side) const {
    const auto& found = session_.comparison().found();
    if (found == nullptr || found->comparison.pairs() < 2) return std::nullopt;
    if (resource.table.empty()) return found->comparison.throttled_share;
    for (const ComparedSide& of : found->comparison.sides)
        if (of.resource == resource && of.side == side && of.throttled_share.pairs() > 1)
            return of.throttled_share;
    return std::nullopt;
}

void MainWindow::connect_bundles() {
    CompareSlots& slots = compare_->compare_slots();
    connect(&slots, &CompareSlots::source_asked, this, &MainWindow::ask_slot);
    connect(&slots, &CompareSlots::fork_asked, this, &MainWindow::fork);
    BundleSaving& saving = session_.bundle_saving();
    connect(&saving, &BundleSaving::saved, banner_, [this](const QString& path) {
        banner_->show_message(Banner::Kind::note, tr("Saved: %1").arg(path), {});
    });
    connect(&saving, &BundleSaving::changed, this, &MainWindow::show_state);
    connect(&session_, &Session::bundle_opened, this, [this](const QStringList& view) {
        if (!session_.run().empty()) return apply_view(view, session_);
        // A scenario in the bundle has to be simulated before its view can be shown.
        auto* once = new QObject(this);
        connect(&session_.run(), &RunModel::extended, once, [this, once, view] {
            if (session_.run().empty()) return;
            once->deleteLater();
            apply_view(view, session_);
        });
    });
    on(ActionId::save_bundle,
       {.possible =
            [this] {
                return !session_.run().empty() && session_.run().scenario().has_value() &&
                       !session_.bundle_saving().running();
            }},
       [this] { ask_save_bundle(); });
    on(ActionId::write_note, {.possible = [this] { return explores(); }},
       [this] { show_dock(notes_dock_, &notes_->entry()); });
    on(ActionId::swap_slots,
       {.possible = [this] { return session_.comparing() && !session_.filling_a(); }},
       [this] { session_.swap_slots(); });
}

void MainWindow::ask_slot(CompareSlot slot, CompareSlots::Source source) {
    const bool folder = source == CompareSlots::Source::run;
    const QString title = slot == CompareSlot::a ? tr("Choose A") : tr("Choose B");
    const QString kinds = source == CompareSlots::Source::bundle ? tr("Bundles (*.isotherm)")
                                                                 : tr("Scenarios (*.toml)");
    auto* dialog = new QFileDialog(this, title, QFileInfo(session_.path()).absolutePath(),
                                   folder ? QString() : kinds);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    dialog->setOption(QFileDialog::ShowDirsOnly, folder);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, slot](const QString& path) { session_.fill(slot, path); });
    dialog->open();
}

void MainWindow::ask_save_bundle() {
    const QFileInfo file(session_.path());
    const QString name = QStringLiteral("%1-A-B.isotherm")
                             .arg(QString(qtext(session_.run().recording().name))
                                      .replace(QLatin1Char('/'), QLatin1Char('-')));
    auto* dialog = new QFileDialog(this, tr("Save A and B as a bundle"), file.absolutePath(),
                                   tr("Bundles (*.isotherm)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("isotherm"));
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::save_bundle);
    dialog->open();
}

void MainWindow::save_bundle(const QString& path) {
    const RunModel& run = session_.run();
    QByteArray picture;
    QBuffer buffer(&picture);
    buffer.open(QIODevice::WriteOnly);
    thumbnail_of(run, session_.view().theme(), bundle_picture_size).save(&buffer, "PNG");
    banner_->hide();
    session_.save_bundle(path, picture, view_words(session_, run, session_.view()));
}

}  // namespace isotherm
