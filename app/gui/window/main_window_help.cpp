// SPDX-License-Identifier: GPL-3.0-or-later
// The story beside the picture, the glossary, the tour, menus of parts, and internal errors.

#include <QDesktopServices>
#include <QFileDialog>
#include <QLocale>

#include "app/gui/canvas/capacity_chart.h"
#include "app/gui/controller/internal_error.h"
#include "app/gui/help/context_menus.h"
#include "app/gui/help/glossary.h"
#include "app/gui/help/story_panel.h"
#include "app/gui/help/tour.h"
#include "app/gui/models/shipped_scenarios.h"
#include "app/gui/window/internal_errors.h"
#include "app/gui/window/main_window.h"
#include "app/gui/window/side_panel.h"
#include "engine/recording/output_file.h"

namespace isotherm {
namespace {

QString shown_language() { return QLocale().name().left(2); }

}  // namespace

void MainWindow::make_help_docks() {
    story_dock_ = dock(QStringLiteral("story"), tr("Story"), story_, Qt::RightDockWidgetArea);
    glossary_dock_ =
        dock(QStringLiteral("glossary"), tr("Glossary"), glossary_, Qt::RightDockWidgetArea);
}

void MainWindow::connect_help() {
    tour_ = new Tour(session_, actions_, this);
    centralWidget()->layout()->addWidget(tour_);
    internal_errors_ = new InternalErrors(session_, actions_, this);
    connect(story_, &StoryPanel::link_asked, this, &MainWindow::follow_link);
    connect(glossary_, &StoryPanel::link_asked, this, &MainWindow::follow_link);
    on(ActionId::story, {.possible = [this] { return explores(); }},
       [this] { show_dock(story_dock_, story_); });
    on(ActionId::glossary, [this] { show_word({}); });
    on(ActionId::tour, [this] {
        // The tour needs a run with refusals.
        if (!simulates()) open(shipped_folder() + QStringLiteral("/votes.toml"));
        if (!explores()) return;
        if (session_.sim().phase() == SimPhase::ready) session_.sim().run_to_end();
        tour_->begin();
        tour_->setFocus();
    });
}

// A pin brings the inspector to the front; without one, the story is there.
void MainWindow::show_story() {
    const QString language = shown_language();
    story_->show_story(
        with_word_links(story_of(session_.path(), session_.scenario_text(), language), language),
        tr("This scenario has no story: no comment at its head, and no file of its name that ends "
           "in .md."));
    if (explores() && in_layout(*story_dock_) && side_->beside()) side_->bring(*story_dock_);
}

Era MainWindow::era() const {
    const auto& scenario = session_.run().scenario();
    return scenario ? scenario->era : *era_named(newest_era());
}

void MainWindow::show_word(const QString& id) {
    glossary_->show_story(glossary_page(shown_language(), era(), id), {});
    show_dock(glossary_dock_, glossary_);
}

void MainWindow::follow_link(const QUrl& link) {
    if (const auto view = story_view(link)) return show_view(*view);
    if (const auto trial = story_trial(link)) return try_change(trial->first, trial->second);
    if (link.scheme() == QLatin1String("word")) return show_word(link.path());
    if (link.scheme() == QLatin1String("scenario")) {
        open(shipped_folder() + QLatin1Char('/') + link.path() + QStringLiteral(".toml"));
        return;
    }
    if (link.scheme() == QLatin1String("https") || link.scheme() == QLatin1String("http")) {
        banner_->show_message(Banner::Kind::note,
                              tr("Open %1 in the browser?").arg(link.toString()), {}, tr("Open"),
                              [link] { QDesktopServices::openUrl(link); });
        return;
    }
    banner_->show_message(Banner::Kind::trouble,
                          tr("The link \u201c%1\u201d cannot be followed.").arg(link.toString()),
                          tr("It must begin with view:, try:, word:, scenario: or https:."));
}

// Times that the run does not have are cut to what it has.
void MainWindow::show_view(const StoryView& wanted) {
    if (!explores()) open_explore();
    ViewState& view = session_.view();
    const auto& tables = session_.run().recording().tables;
    for (std::size_t t = 0; t < tables.size(); ++t) {
        if (qtext(tables[t].name.label()) != wanted.table) continue;
        view.show_table(t, wanted.side.value_or(session_.run().busiest_side(t)));
    }
    const std::int64_t whole = view.whole();
    if (wanted.window && wanted.window->first < whole)
        view.show(TimeWindow{wanted.window->first, std::min(wanted.window->end, whole)});
    if (wanted.pin) go_to_moment(std::min(*wanted.pin, session_.run().recorded_seconds() - 1));
}

// What if has the knobs of the table that is shown.
void MainWindow::show_subject_of(const QString& path) {
    const std::string name = path.section(QLatin1Char('.'), 1, 1).toStdString();
    const auto& scenario = session_.run().scenario();
    if (!scenario) return;
    const auto workload = scenario->workloads.find(name);
    const bool of_workload =
        path.startsWith(QLatin1String("workloads.")) && workload != scenario->workloads.end();
    const std::string table = of_workload ? workload->second.table : name;
    const auto subject = session_.run().subject_of(ResourceName(table));
    if (subject && *subject != session_.view().table())
        session_.view().show_table(*subject, session_.run().busiest_side(*subject));
}

// Sets a knob of What if, as if it had been typed.
void MainWindow::try_change(const QString& path, const QString& value) {
    if (!explores()) open_explore();
    show_subject_of(path);
    show_dock(what_if_dock_, what_if_);
    QLineEdit* entry = what_if_->entry(path);
    if (entry == nullptr) {
        banner_->show_message(Banner::Kind::trouble, tr("What if has no knob %1 here.").arg(path),
                              tr("Show the table that it belongs to, and follow the link again."));
        return;
    }
    entry->setText(value);
    Q_EMIT entry->editingFinished();
    entry->setFocus();
}

void MainWindow::connect_contexts() {
    ViewState& view = session_.view();
    context_menus_ = new ContextMenus(*this, actions_, [this, &view](QWidget& widget, QPoint at) {
        if (auto* map = qobject_cast<HeatMapCanvas*>(&widget); map != nullptr && view.hover()) {
            // The mouse is over the cell that it asks about.
            if (map->rect().contains(at)) view.set_pin(view.hover());
        }
    });
    on(ActionId::context_menu, [this] { context_menus_->open_for_focus(); });
    connect(findings_, &FindingsPanel::show_asked, this, &MainWindow::name_contexts);
    connect(&session_.run(), &RunModel::ended, this, &MainWindow::name_contexts);
    name_contexts();
}

// Parts that are made later name their kind themselves. The object names are those of scripts.
void MainWindow::name_contexts() {
    explore_->heat_map().setObjectName(QStringLiteral("map"));
    banner_->setObjectName(QStringLiteral("banner"));
    compare_->setObjectName(QStringLiteral("compare_bar"));
    transport_->setObjectName(QStringLiteral("transport"));
    status_left_->setObjectName(QStringLiteral("status"));
    for (TimeCanvas* canvas : explore_->canvases()) ContextMenus::name(*canvas, "strip");
    ContextMenus::name(explore_->heat_map(), "cell");
    for (auto* chart : explore_->findChildren<CapacityChart*>())
        ContextMenus::name(*chart, "chart");
    for (ScoreTile* tile : explore_->score_row().tiles()) ContextMenus::name(*tile, "tile");
    ContextMenus::name(*subject_, "head");
    ContextMenus::name(*compare_, "slot");
    ContextMenus::name(*findings_, "finding");
    for (TablePanel* panel : panels_) ContextMenus::name(panel->table(), "event");
}

// Errors of this program offer a report; a second one in a row closes the run.
void MainWindow::tell_trouble(const QString& what, const QString& fix) {
    if (!InternalErrors::is_one(what))
        return banner_->show_message(Banner::Kind::trouble, what, fix);
    const bool again = internal_errors_->add(what);
    QString more = fix;
    if (again && session_.sim().has_simulation()) {
        session_.sim().close();
        more = tr("It is the second one in a row, so the run was closed. The text is still here.");
        show_editor(&scenario_->editor());
    }
    banner_->show_message(Banner::Kind::trouble, what, more, tr("Save report\u2026"), [this] {
        auto* dialog = new QFileDialog(this, tr("Save the report"), {}, tr("Text (*.txt)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(QStringLiteral("txt"));
        dialog->selectFile(QStringLiteral("isotherm-report.txt"));
        connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::save_error_report);
        dialog->open();
    });
}

void MainWindow::tell_error(const Error& error) {
    tell_trouble(qtext(error.what), qtext(error.fix));
}

bool MainWindow::save_error_report(const QString& path) {
    const Errors errors = write_file(path.toStdString(), internal_errors_->report().toStdString());
    if (errors.empty())
        banner_->show_message(Banner::Kind::note, tr("Written: %1").arg(path), {});
    else
        banner_->show_message(Banner::Kind::trouble, qtext(errors.front().what),
                              qtext(errors.front().fix));
    return errors.empty();
}

}  // namespace isotherm
