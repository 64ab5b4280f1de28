// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLocale>
#include <QMenuBar>
#include <QMimeData>
#include <QPixmapCache>
#include <QSettings>
#include <QStatusBar>
#include <QTextDocument>
#include <QToolBar>
#include <QVBoxLayout>

#include "app/gui/models/cause_names.h"
#include "app/gui/help/story_panel.h"
#include "app/gui/models/view_numbers.h"
#include "app/gui/pages/editor_page.h"
#include "app/gui/pages/import_page.h"
#include "app/gui/window/window_geometry.h"
#include "app/gui/panels/comparison_panel.h"
#include "app/gui/panels/plan_panel.h"
#include "app/gui/widgets/gui_theme.h"
#include "app/gui/window/lessons_in_window.h"
#include "app/gui/window/side_panel.h"
#include "app/render/value_axis.h"

namespace isotherm {
namespace {

constexpr int pixmap_cache_kilobytes = 1'024;

}  // namespace

MainWindow::MainWindow(Session& session, QWidget* parent)
    : QMainWindow(parent),
      session_(session),
      pages_(new PageStack(this)),
      explore_(new ExplorePage(session.run(), session.view(), pages_)),
      start_(new StartPage(session.view(), pages_)),
      stream_(new StreamPage(session.view(), pages_)),
      import_(new ImportPage(session.importing(), session.view(), pages_)),
      actions_(this, explore_),
      banner_(new Banner(this)),
      transport_(new TransportBar(session.sim(), session.run(), session.view(), actions_, this)),
      subject_(new SubjectBar(session.run(), session.view(), this)),
      inspector_(new Inspector(session.run(), session.view(), this)),
      status_left_(new ElidedLabel(this)),
      status_right_(new QLabel(this)),
      progress_(new QProgressBar(this)),
      cancel_(new QToolButton(this)),
      scenario_(new ScenarioPanel(session.view(), this)),
      what_if_(new WhatIfPanel(session.run(), session.view(), session.sim(), this)),
      compare_(new CompareBar(session, this)),
      requests_(new RequestsPanel(session, this)),
      findings_(new FindingsPanel(session, this)),
      plan_(new PlanPanel(session, session.plan(), this)),
      comparison_(new ComparisonPanel(session, session.comparison(), this)),
      editor_page_(new EditorPage(*scenario_, session.run(), pages_)),
      story_(new StoryPanel(tr("Story"), this)),
      glossary_(new StoryPanel(tr("Glossary"), this)),
      halo_(new CursorHalo(session.view(), this)) {
    setObjectName(QStringLiteral("main_window"));
    // Limits the pixmap cache: the style adds a pixmap for every arrow that it draws, but the
    // arrows that are drawn again need little memory.
    QPixmapCache::setCacheLimit(pixmap_cache_kilobytes);
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    make_centre();
    // The bars are above the docks and span the whole width.
    for (QWidget* bar : std::initializer_list<QWidget*>{transport_, subject_})
        bars_.push_back(tool_bar(bar));
    removeToolBarBreak(bars_[1]);
    explore_->set_chips(&subject_->chips());
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);

    make_docks();
    make_menus();
    make_go_to_line();
    connect_file_actions();
    connect_view_actions();
    connect_run_actions();
    connect_analyse_actions();
    make_status_bar();
    connect_session();
    order_focus();

    fresh_layout_ = saveState(window_layout_version);
    show_look();
    show_recent();
    show_state();
    show_session();
}

// Shows what the session has open: another window may have opened it.
void MainWindow::show_session() {
    const RunModel& run = session_.run();
    const bool open = !run.recording().name.empty() || !run.empty();
    const bool imports = session_.importing().understood() != nullptr;
    pages_->setCurrentWidget(open      ? static_cast<QWidget*>(explore_)
                             : imports ? static_cast<QWidget*>(import_)
                                       : start_);
    fit_page();
    scenario_->set_text(session_.scenario_text(), session_.path());
    name_table();
    if (session_.stream()) show_stream();
    show_opening();
}

void MainWindow::make_centre() {
    auto* centre = new QWidget(this);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(banner_);
    layout->addWidget(compare_);
    finding_line_ = new FindingLine(*findings_, centre);
    layout->addWidget(finding_line_);
    pages_->addWidget(start_);
    pages_->addWidget(explore_);
    pages_->addWidget(stream_);
    pages_->addWidget(import_);
    pages_->addWidget(editor_page_);
    layout->addWidget(pages_, 1);
    connect(pages_, &QStackedWidget::currentChanged, this, &MainWindow::fit_page);
    connect(pages_, &QStackedWidget::currentChanged, this, &MainWindow::show_state);
    setCentralWidget(centre);
}

void MainWindow::connect_session() {
    connect(&session_, &Session::opened, this, [this] {
        scenario_->set_text(session_.scenario_text(), session_.path());
        open_explore();
        show_story();
        show_recent();
    });
    connect(scenario_, &ScenarioPanel::apply_asked, this, &MainWindow::apply_scenario);
    connect(scenario_, &ScenarioPanel::modified_changed, this, &MainWindow::show_state);
    const QTextDocument* text = scenario_->editor().document();
    connect(text, &QTextDocument::undoAvailable, this, &MainWindow::show_state);
    connect(text, &QTextDocument::redoAvailable, this, &MainWindow::show_state);
    connect(text, &QTextDocument::contentsChanged, this, [this] {
        may_discard_ = false;
        keep_unsaved();
    });
    connect(text, &QTextDocument::modificationChanged, this, &MainWindow::keep_unsaved);
    connect(&session_, &Session::trouble, this, &MainWindow::tell_trouble);
    connect(&session_.sim(), &SimController::failed, this, &MainWindow::tell_trouble);
    connect(&session_.sim(), &SimController::saved, banner_, [this](const QString& path) {
        banner_->show_message(Banner::Kind::note, tr("The run was saved: %1").arg(path), {});
    });
    connect(&session_.sim(), &SimController::state_changed, this, &MainWindow::show_state);
    connect_opening();
    connect_views();
    connect_compare();
    connect_findings();
    connect_answers();
    connect_imports();
    connect_editor();
    connect_start_page();
    connect_help();
    connect_contexts();
}

void MainWindow::connect_views() {
    connect(transport_, &TransportBar::rejected_time, banner_, [this](const QString& text) {
        banner_->show_message(Banner::Kind::trouble, tr("\u201c%1\u201d is not a time.").arg(text),
                              tr("Write 1:30, 00:12:43, 90 or 5m."));
    });
    connect(inspector_, &Inspector::focus_asked, this, &MainWindow::focus_on);
    // The empty heat map shows the key of a command, so repaint it when keys change.
    connect(actions_.bindings().get(), &KeyBindings::keys_changed, explore_,
            [this] { explore_->heat_map().invalidate(); });
    for (const auto signal :
         {&ViewState::hover_changed, &ViewState::pin_changed, &ViewState::selection_changed,
          &ViewState::subject_changed, &ViewState::clock_changed}) {
        connect(&session_.view(), signal, this, &MainWindow::show_status);
    }
    connect(&CountedView::of(session_.run(), session_.view()), &CountedView::changed, this, [this] {
        if (session_.view().selection()) show_status();
    });
    // Chips come and go with them.
    for (const auto signal :
         {&ViewState::selection_changed, &ViewState::window_changed, &ViewState::mode_changed})
        connect(&session_.view(), signal, this, &MainWindow::place_bars);
    connect(&session_.view(), &ViewState::look_changed, this, &MainWindow::show_look);
    connect(&session_.view(), &ViewState::mode_changed, this, &MainWindow::show_state);
    connect(&session_.view(), &ViewState::clock_changed, this, &MainWindow::show_state);
    connect(&session_.view(), &ViewState::subject_changed, this, &MainWindow::show_state);
    connect(&session_.view(), &ViewState::window_changed, this, &MainWindow::show_state);
    connect(&session_.view(), &ViewState::bands_changed, this, &MainWindow::show_state);
}

// Only the page that is shown limits how small the window can be.
void MainWindow::fit_page() {
    for (int p = 0; p < pages_->count(); ++p) {
        const auto policy =
            p == pages_->currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        pages_->widget(p)->setSizePolicy(policy, policy);
    }
}

// Destruction hides the docks; their signals must not reach this window any more.
MainWindow::~MainWindow() {
    for (QDockWidget* made : docks_) {
        made->disconnect(this);
        made->toggleViewAction()->disconnect(side_);
    }
    side_->disconnect();
    pages_->disconnect();
    scenario_->editor().document()->disconnect(this);
    scenario_->editor().document()->disconnect(what_if_);
    what_if_->disconnect(this);
    qApp->disconnect(this);
    // End a presentation, so that the next window over this session starts with the usual text
    // size.
    session_.view().disconnect(this);
    if (session_.view().presenting()) {
        session_.view().set_presenting(false);
        session_.view().set_shows_legend(true);
        session_.view().set_text_scale(usual_text_scale_);
    }
}

void MainWindow::on(ActionId action, When when, std::function<void()> what) {
    connect(actions_[action], &QAction::triggered, this, [what = std::move(what)] { what(); });
    commands_.push_back({actions_[action], std::move(when)});
}

bool MainWindow::simulates() const { return explores() && session_.sim().has_simulation(); }

bool MainWindow::goes_on() const {
    const SimPhase phase = session_.sim().phase();
    return simulates() && phase != SimPhase::finished && phase != SimPhase::failed;
}

bool MainWindow::has_text() const {
    return (explores() || edits()) && !scenario_->text().isEmpty();
}

bool MainWindow::shows_two() const { return explores() && session_.comparing(); }

void MainWindow::show_commands() {
    for (const auto& [action, when] : commands_) {
        if (when.possible) action->setEnabled(when.possible());
        if (when.checked) action->setChecked(when.checked());
    }
}

bool MainWindow::open(const QString& path) {
    if (!may_discard_scenario()) return false;
    banner_->hide();
    if (LessonsInWindow::is_lesson(path)) return LessonsInWindow::of(*this).open(path).empty();
    session_.view().forget_bands();
    keep_thumbnail();
    // A scenario is open at once or not at all; what else there is, is read in the background.
    bool opened = false;
    const auto told = connect(&session_, &Session::opened, this, [&opened] { opened = true; });
    session_.open(path);
    disconnect(told);
    show_recent();
    if (!path.endsWith(QLatin1String(".toml"))) return true;
    if (opened)
        play();
    else
        show_broken(path);
    return true;
}

void MainWindow::open_explore() {
    pages_->setCurrentWidget(explore_);
    show_state();
    if (std::exchange(layout_wanted_, false)) load_arrangements();
    explore_->heat_map().setFocus();
}

void MainWindow::show_recent() {
    const QStringList recent = Session::recent_files();
    start_->show_recent(recent);
    recent_menu_->clear();
    for (const QString& path : recent) {
        QAction* action = recent_menu_->addAction(path);
        connect(action, &QAction::triggered, this, [this, path] { open(path); });
    }
    recent_menu_->setEnabled(!recent.isEmpty());
}

// Enables the actions that make sense now, and updates docks, bars and title.
void MainWindow::show_state() {
    const SimController& sim = session_.sim();
    const bool exploring = explores();
    const bool live = simulates();
    bars_[0]->setVisible(exploring);
    bars_[1]->setVisible(exploring && !session_.view().presenting());
    for (QDockWidget* made : docks_) {
        // only on a change of page, so that closed docks stay closed
        if (exploring == explored_) break;
        // These docks are shown on request only.
        const bool on_demand = made == keys_dock_ || made == glossary_dock_ ||
                               made == what_if_dock_ || made == answers_dock_;
        const bool lies_over = side_->over() && dockWidgetArea(made) == Qt::NoDockWidgetArea;
        if (lies_over)
            made->hide();
        else if (!on_demand || !exploring)
            made->setVisible(exploring && in_layout(*made));
    }
    if (exploring != explored_) side_->place();
    explored_ = exploring;
    compare_->setVisible(shows_two());
    if (auto* tabs = statusBar()->findChild<QWidget*>(QStringLiteral("drawer_tabs")))
        tabs->setVisible(exploring);
    show_commands();
    subject_->set_live(live && sim.moving());
    place_bars();
    const bool opening = session_.opening().kind() == Opening::Kind::run;
    const bool busy = opening || (live && sim.moving());
    progress_->setVisible(busy && !side_->over());  // there the tabs need its room
    cancel_->setVisible(busy);
    if (opening) {
        progress_->setRange(0, 0);  // the duration is not known
    } else if (live && sim.end() > sim_start) {
        progress_->setRange(0, 1'000);
        progress_->setValue(static_cast<int>(1'000 * in_seconds(sim.now() - sim_start) /
                                             in_seconds(sim.end() - sim_start)));
    }
    QString name;
    if (exploring)
        name = qtext(session_.run().recording().name) +
               (scenario_->is_modified() ? QStringLiteral("*") : QString());
    else if (shows_stream_page())
        name = stream_->title();
    else if (shows_import_page())
        name = import_->title();
    else if (edits())
        name = edited_name() + (scenario_->is_modified() ? QStringLiteral("*") : QString());
    else
        name = LessonsInWindow::of(*this).title();
    setWindowTitle(name.isEmpty() ? QStringLiteral("Isotherm")
                                  : name + QStringLiteral(" \u2013 Isotherm"));
    show_status();
}

void MainWindow::show_look() {
    const ViewState& view = session_.view();
    QApplication::setPalette(palette_of(view.theme()));
    setStyleSheet(style_sheet_of(view.theme(), view.text_scale()));
    show_commands();
    explore_->setPalette([&] {
        QPalette palette = palette_of(view.theme());
        palette.setColor(QPalette::Window, view.theme().background);
        return palette;
    }());
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) paths << url.toLocalFile();
    if (!paths.isEmpty()) open_dropped(paths);
}

// Returns false if there are unsaved changes; a second call discards them.
bool MainWindow::may_discard_scenario() {
    if (!scenario_->is_modified() || std::exchange(may_discard_, true)) return true;
    banner_->show_message(Banner::Kind::trouble,
                          tr("The scenario has changes that have not been saved."),
                          tr("Save it, or repeat the action to discard the changes."),
                          tr("Save as\u2026"), [this] { ask_save_as(); });
    return false;
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!may_discard_scenario()) return event->ignore();
    recovery_.forget();
    keep_thumbnail();
    store_arrangements();
    if (plays_) store_geometry(*this);
    QMainWindow::closeEvent(event);
}

}  // namespace isotherm
