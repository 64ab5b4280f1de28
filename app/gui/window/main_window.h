// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The window: bars at the top, the explore page in the centre, everything else in docks.

#include <QDockWidget>
#include <QMainWindow>
#include <QProgressBar>
#include <QStackedWidget>
#include <QTimer>

#include "app/gui/controller/session.h"
#include "app/gui/help/story.h"
#include "app/gui/widgets/action_table.h"
#include "app/gui/widgets/banner.h"
#include "app/gui/panels/compare_bar.h"
#include "app/gui/panels/finding_line.h"
#include "app/gui/panels/findings_panel.h"
#include "app/gui/widgets/cursor_halo.h"
#include "app/gui/widgets/elided_label.h"
#include "app/gui/pages/explore_page.h"
#include "app/gui/widgets/go_to_line.h"
#include "app/gui/panels/inspector.h"
#include "app/gui/panels/key_list.h"
#include "app/gui/widgets/page_stack.h"
#include "app/gui/panels/requests_panel.h"
#include "app/gui/panels/scenario_panel.h"
#include "app/gui/pages/start_page.h"
#include "app/gui/pages/stream_page.h"
#include "app/gui/panels/subject_bar.h"
#include "app/gui/panels/table_panel.h"
#include "app/gui/panels/transport_bar.h"
#include "app/gui/panels/what_if_panel.h"
#include "app/gui/window/window_layouts.h"
#include "app/gui/window/primary_selection_guard.h"
#include "app/gui/window/recovery_copy.h"

namespace isotherm {

class ComparisonPanel;
class ContextMenus;
class EditorPage;
class FileWatch;
class InternalErrors;
class StoryPanel;
class Tour;
class ImportPage;
class NotesPanel;
class PlanPanel;
class SidePanel;

// Version of the stored arrangements of docks; those of other versions are not restored.
inline constexpr int window_layout_version = 4;

class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(Session& session, QWidget* parent = nullptr);
    ~MainWindow() override;

    Session& session() { return session_; }
    ExplorePage& explore() { return *explore_; }
    Inspector& inspector() { return *inspector_; }
    Banner& banner() { return *banner_; }
    ScenarioPanel& scenario() { return *scenario_; }
    StartPage& start_page() { return *start_; }
    TransportBar& transport() { return *transport_; }
    GoToLine& go_to_line() { return *go_to_; }
    const ActionTable& actions() const { return actions_; }
    const std::vector<TablePanel*>& panels() const { return panels_; }
    WhatIfPanel& what_if() { return *what_if_; }
    // Left text of the status bar: the selection, or the cell at the cursor.
    QString status() const { return status_left_->text(); }
    CompareBar& compare_bar() { return *compare_; }
    RequestsPanel& requests() { return *requests_; }
    FindingsPanel& findings() { return *findings_; }
    FindingLine& finding_line() { return *finding_line_; }
    StreamPage& stream_page() { return *stream_; }
    ImportPage& import_page() { return *import_; }
    PlanPanel& plan_panel() { return *plan_; }
    ComparisonPanel& comparison_panel() { return *comparison_; }
    NotesPanel& notes() { return *notes_; }
    bool shows_start_page() const { return pages_->currentWidget() == start_; }
    bool shows_stream_page() const { return pages_->currentWidget() == stream_; }
    bool shows_import_page() const;
    bool explores() const { return pages_->currentWidget() == explore_; }
    bool edits() const;
    EditorPage& editor_page() { return *editor_page_; }
    StoryPanel& story() { return *story_; }
    StoryPanel& glossary() { return *glossary_; }
    Tour& tour() { return *tour_; }
    ContextMenus& context_menus() { return *context_menus_; }
    SidePanel& side_panel() { return *side_; }
    InternalErrors& internal_errors() { return *internal_errors_; }
    CursorHalo& halo() { return *halo_; }

    // Returns false if there are unsaved changes; a second call discards them.
    bool open(const QString& path);
    // Opens files that were dropped together: one as `open` does, unless it is a kind to import.
    void open_dropped(const QStringList& paths);
    // Shows the page of an import of these files and folders.
    void import_files(const QStringList& paths);
    // Writes the scenario of the import and opens it; on failure shows a banner and returns false.
    bool make_import(const QString& path);
    // Restores the last arrangement of docks when something is first opened.
    void want_last_layout() { layout_wanted_ = true; }
    // Offers to open text that was not saved when the program ended, if there is any.
    void offer_unsaved();
    // Takes over the edited text of another window over the same session.
    void take_edits(const ScenarioPanel& of);
    RecoveryCopy& recovery() { return recovery_; }
    // Shows the explore page for what the session has open.
    void open_explore();
    // Runs scenarios when they are opened, if the user's settings do not forbid it.
    void want_playing() { plays_ = true; }
    // Whether a run that began when its scenario was opened is still going on.
    bool playing() const;
    // Shows an error that was caught: a second internal error in a row closes the run.
    void tell_error(const Error& error);
    // Writes the report of the last internal error; shows a banner.
    bool save_error_report(const QString& path);
    // Follows a link of a story or of the glossary.
    void follow_link(const QUrl& link);
    // Shows a word of the glossary, or all of it if the id is empty.
    void show_word(const QString& id);
    // Runs the edited scenario from its start; returns false if it has errors.
    bool apply_scenario();
    // Keeps the current run as A. Runs the edited scenario, with the changes of the sliders, as B.
    bool run_as_b();
    // Applies the changes of the sliders to the running simulation.
    void apply_live();
    // Forks the run at the pinned moment, at the one under the mouse, or now, in this order.
    void fork();
    // Writes the edited scenario; on failure shows a banner and returns false.
    bool save_scenario(const QString& path);
    // Exports a picture or the table of seconds, depending on the end of the name; on failure shows
    // a banner and returns false.
    bool export_to(const QString& path, std::optional<QSize> page = {});
    // `exported` does the same without a banner; `grabbed` writes the window itself as PNG. Neither
    // overwrites the open file or a file that the open file reads.
    Errors exported(const QString& path, std::optional<QSize> page = {});
    Errors grabbed(const QString& path);
    // Writes A, B and the view as one document in the background.
    void save_bundle(const QString& path);

Q_SIGNALS:
    void language_asked(const QString& code);  // "en", "ja"

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void make_menus();
    void make_docks();
    void make_drawer();
    QDockWidget* dock(const QString& name, const QString& title, QWidget* content,
                      Qt::DockWidgetArea area);
    QToolBar* tool_bar(QWidget* content);
    void make_centre();
    void make_status_bar();
    void fit_page();
    void make_go_to_line();
    void order_focus();
    void connect_session();
    void connect_opening();
    void connect_views();
    void connect_file_actions();
    void connect_text_actions();
    void connect_view_actions();
    void connect_look_actions();
    void connect_band_actions();
    void cycle_sides();
    bool move_to_row(CellCursor& cursor, int rows);
    void place_bars();
    void name_corner();
    void connect_run_actions();
    void connect_analyse_actions();
    void connect_compare();
    void connect_what_if();
    void connect_findings();
    void show_finding_line();
    void try_changes(const QString& changes);
    void show_as_table();
    void name_findings();
    void connect_answers();
    void connect_bundles();
    void ask_slot(CompareSlot slot, CompareSlots::Source source);
    void ask_save_bundle();
    // How A and B differ there by seed, after they were compared with several.
    std::optional<PairedDifference> seed_difference(const ResourceName& resource, Side side) const;
    void connect_imports();
    void make_answers_dock();
    void make_help_docks();
    void connect_help();
    void connect_editor();
    void connect_start_page();
    void connect_contexts();
    void name_contexts();
    void show_editor(QWidget* focus);
    void leave_editor();
    void show_broken(const QString& path);
    void play();
    void watch_pace();
    void show_story();
    void show_view(const StoryView& wanted);
    void show_subject_of(const QString& path);
    void try_change(const QString& path, const QString& value);
    void tell_trouble(const QString& what, const QString& fix);
    void offer_changed_file(const QString& path);
    void load_again(const QString& path);
    void keep_thumbnail();
    Era era() const;
    QString edited_name() const;
    void tell_applied(const std::vector<LiveChange>& changes);
    // Whether a command is possible and whether it is checked; evaluated after every change.
    struct When {
        std::function<bool()> possible = {};  // empty: always
        std::function<bool()> checked = {};   // empty: never
    };
    struct Command {
        QAction* action;
        When when;
    };
    void on(ActionId action, When when, std::function<void()> what);
    void on(ActionId action, std::function<void()> what) { on(action, When{}, std::move(what)); }
    // The conditions of most commands: a simulation is shown, it can go on, there is text to work
    // with.
    bool simulates() const;
    bool goes_on() const;
    bool has_text() const;
    bool shows_two() const;

    void show_session();
    void show_state();
    void show_commands();
    void show_status();
    QString selection_words(TimeWindow selected) const;
    QString run_words() const;
    void show_look();
    void show_recent();
    void show_opening();
    void show_stream();
    void name_table();
    void set_look(std::optional<ThemeName> theme, std::optional<Ramp> ramp);
    void go_to_throttle(bool forward);
    void go_to_event(bool forward);
    void go_to_cell(CellCursor cursor);
    void show_finding(const ThrottleFinding& finding);
    void explain_finding(const ThrottleFinding& finding);
    void collect_destinations();
    void go_to(const Destination& destination);
    void go_to_moment(std::int64_t second);
    void go_to_partition(std::size_t table, std::size_t partition);
    void move_cursor(int seconds, int rows);
    void grow_selection(int seconds);
    void clear_one();
    void focus_on(HashWindow range);
    void ask_open();
    void ask_open_run();
    void ask_save_run();
    void ask_import(bool add);
    void ask_make_import();
    void ask_b();
    void ask_export();
    void new_scenario();
    void ask_save_as();
    void keep_unsaved();
    void open_unsaved(const UnsavedText& unsaved);
    void show_dock(QDockWidget* dock, QWidget* focus);
    void connect_layout_actions();
    bool in_layout(const QDockWidget& dock) const;
    void choose_layout(std::size_t layout);
    void keep_arrangement();
    void arrange();
    void reset_layout();
    void load_arrangements();
    void store_arrangements();
    void size_docks();
    void present(bool presenting);

    Session& session_;
    PageStack* pages_;
    ExplorePage* explore_;
    StartPage* start_;
    StreamPage* stream_;
    ImportPage* import_;
    QWidget* page_before_ = nullptr;  // to return to if opening a stream fails
    bool reading_stream_ = false;
    ActionTable actions_;
    Banner* banner_;
    TransportBar* transport_;
    SubjectBar* subject_;
    Inspector* inspector_;
    Destinations* destinations_ = nullptr;
    GoToLine* go_to_ = nullptr;
    QMenu* recent_menu_ = nullptr;
    ElidedLabel* status_left_;
    QLabel* status_right_;
    QProgressBar* progress_;  // of simulating or opening
    QToolButton* cancel_;
    ScenarioPanel* scenario_;
    std::vector<Command> commands_;
    WhatIfPanel* what_if_;
    CompareBar* compare_;
    RequestsPanel* requests_;
    FindingsPanel* findings_;
    FindingLine* finding_line_ = nullptr;
    PlanPanel* plan_;
    ComparisonPanel* comparison_;
    NotesPanel* notes_ = nullptr;
    EditorPage* editor_page_;
    StoryPanel* story_;
    StoryPanel* glossary_;
    QTabWidget* answers_ = nullptr;  // plan and comparison
    std::vector<TablePanel*> panels_;
    std::vector<QDockWidget*> docks_;
    QDockWidget* table_dock_ = nullptr;
    QDockWidget* cells_dock_ = nullptr;
    QDockWidget* inspector_dock_ = nullptr;
    QDockWidget* findings_dock_ = nullptr;
    QDockWidget* answers_dock_ = nullptr;
    QDockWidget* story_dock_ = nullptr;
    QDockWidget* glossary_dock_ = nullptr;
    SidePanel* side_ = nullptr;
    Tour* tour_ = nullptr;
    ContextMenus* context_menus_ = nullptr;
    FileWatch* file_watch_ = nullptr;
    InternalErrors* internal_errors_ = nullptr;
    QTimer pace_;         // measures whether the run that plays would take too long
    bool plays_ = false;  // scenarios run when they are opened
    bool played_ = false;
    QDockWidget* what_if_dock_ = nullptr;
    QDockWidget* requests_dock_ = nullptr;
    QDockWidget* notes_dock_ = nullptr;
    QDockWidget* keys_dock_ = nullptr;
    std::vector<QToolBar*> bars_;
    std::vector<QDockWidget*> drawer_;  // the tables below the page
    std::optional<bool> explored_;      // whether the explore page was shown last
    bool sized_ = false;
    bool layout_wanted_ = false;
    bool may_discard_scenario();
    bool may_discard_ = false;  // the user was warned of unsaved changes
    QByteArray fresh_layout_;
    std::size_t layout_ = 0;  // index into window_layouts()
    std::size_t layout_before_ = 0;
    std::map<std::size_t, QByteArray> arrangements_;  // the user's, by index of the layout
    double usual_text_scale_ = 1;                     // when not presenting
    CursorHalo* halo_;
    PrimarySelectionGuard selection_guard_;
    RecoveryCopy recovery_;
};

}  // namespace isotherm
