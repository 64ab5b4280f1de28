// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The state that outlives the window: the run, its view and the simulation. When the language
// changes, a new window is created for the same session.

#include <QObject>
#include <QSize>
#include <QString>
#include <QStringList>
#include <map>
#include <memory>
#include <utility>

#include "app/gui/controller/opening.h"
#include "app/gui/controller/background_job.h"
#include "app/gui/controller/remedy_check.h"
#include "app/gui/controller/seed_check.h"
#include "app/gui/controller/sim_controller.h"
#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"
#include "engine/insight/what_if.h"
#include "engine/run/request_log.h"

namespace isotherm {

class BundleSaving;
class ComparisonCheck;
class Importing;
class PlanCheck;
class RunHistory;
struct EarlierRun;

// The two runs of a comparison.
enum class CompareSlot : std::uint8_t { a, b };

// Maximum size of a scenario's text in bytes.
inline constexpr std::size_t largest_scenario = 4 << 20;

class Session final : public QObject {
    Q_OBJECT

public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    RunModel& run() { return run_; }
    ViewState& view() { return view_; }
    SimController& sim() { return sim_; }

    // Opens a scenario (.toml), a run directory or its run.sqlite, or else a recorded stream. Runs
    // and streams are read in the background; the open document stays until they are read. Errors
    // are reported by the signal `trouble`.
    void open(const QString& path);
    // Opens text that need not be a file; `path` is the file it was read from, or empty. Run A of a
    // comparison is kept. Returns false if the text is invalid.
    bool open_text(const QString& text, const QString& path);

    // The read in progress, for a progress bar and for cancelling it.
    Opening& opening() { return opening_; }
    // The recorded stream that is shown; null after something else was opened.
    const std::shared_ptr<const StreamFacts>& stream() const { return stream_; }
    // Opens a new scenario that replays the stream. Returns false on failure or if there is no
    // stream.
    bool make_scenario();

    // Keeps the shown run as run A, unless there already is a run A. Simulates the text from its
    // start as run B, up to the time that A has reached.
    bool run_as_b(const QString& text);
    // Runs the scenario of a file as B.
    bool run_file_as_b(const QString& path);
    // Runs the same scenario as B, up to `at`. Live changes made at or after `at` are not in B.
    bool fork(SimTime at);
    bool comparing() const { return run_.baseline() != nullptr; }
    const RunModel& run_a() const { return run_a_; }
    // Fills a slot with what a path names: a scenario, the directory of a run, or that side of a
    // bundle. The run that was there goes into the history. Run A of a scenario is simulated as far
    // as B was.
    void fill(CompareSlot slot, const QString& path);
    // Fills a slot with an earlier run of this session. If only its scenario is left, it runs
    // again.
    void fill_earlier(CompareSlot slot, std::size_t run);
    void swap_slots();
    bool filling_a() const { return sim_a_ != nullptr; }
    const QString& slot_text(CompareSlot slot) const;
    const QString& slot_path(CompareSlot slot) const;
    RunHistory& history() { return *history_; }
    // Writes both runs, the view and the notes as one document in the background.
    void save_bundle(const QString& path, const QByteArray& thumbnail, const QStringList& view);
    BundleSaving& bundle_saving() { return *bundle_saving_; }
    // Notes and dismissed causes of findings, by name; kept in the bundle.
    const std::vector<BundleNote>& notes() const { return notes_; }
    void set_notes(std::vector<BundleNote> notes);
    const QStringList& dismissed() const { return dismissed_; }
    void set_dismissed(const QStringList& causes);
    // keep_b forgets run A; back_to_a forgets run B and opens A's scenario again.
    void keep_b();
    void back_to_a();
    // Simulates both runs under ten seeds, as far as both have been simulated, to see whether they
    // differ beyond chance.
    void check_seeds();
    void stop_seeds();
    const SeedCheck& seeds() const { return seeds_; }
    const std::optional<PairedDifference>& seed_difference() const { return seed_difference_; }
    // The trial of remedies for the findings of the run; it ends when the run restarts.
    RemedyCheck& remedies() { return remedies_; }
    // The search for the cheapest settings, and the comparison of A and B by table.
    PlanCheck& plan() { return *plan_; }
    ComparisonCheck& comparison() { return *comparison_; }
    // The import in progress.
    Importing& importing() { return *importing_; }
    // Finds single requests by simulating again up to them. A new query replaces the one in
    // progress.
    void read_requests(const RequestQuery& query);
    void stop_requests();
    bool reading_requests() const { return reading_requests_; }
    const std::shared_ptr<const RequestLog>& requests() const { return requests_; }
    // Makes changes at the current simulated time. On failure reports an error by `trouble` and
    // returns false.
    bool apply_live(const WhatIf& wanted);

    // Shows the table and side that are busiest in the first `seconds` of the run, unless the user
    // chose others.
    void show_busiest(std::int64_t seconds = all_seconds);

    // The file or folder that is open.
    const QString& path() const { return path_; }
    // Sets the path after the scenario was saved under another name.
    void set_path(const QString& path);
    const QString& scenario_text() const { return scenario_text_; }
    // Sets whether files opened from now on are added to the recent files.
    void set_remembers(bool remembers) { remembers_ = remembers; }
    // Exit code of the first error, for programs that use this class; nullopt: no error.
    std::optional<ExitCode> trouble_code() const { return trouble_code_; }
    static QStringList recent_files();

    // Returns the command that makes the console program paint the current view on a page of this
    // size; empty if the view cannot be reproduced from a file.
    QString command_line(QSize page) const;

Q_SIGNALS:
    void opened();         // a scenario or a run was opened
    void stream_opened();  // a stream was opened and its facts are known
    // The scenario's text was changed, by live changes or by another run.
    void text_changed(const QString& before, const QString& after);
    void compared();  // a run A was set or forgotten
    // A bundle was opened whole; the arguments of its view are to be applied.
    void bundle_opened(const QStringList& view);
    void notes_changed();
    void dismissed_changed();
    void seeds_changed();
    void requests_changed();
    void trouble(const QString& what, const QString& fix);

private:
    bool tell(const Errors& errors);
    bool tell_not_whole(const QString& folder);
    enum class RunA { kept, forgotten };
    bool start(const QString& text, const QString& path, RunA run_a = RunA::kept);
    bool open_alone(const QString& text, const QString& path);
    void show_from_start();
    bool run_as_b(const QString& text, const QString& path);
    void forget_a();
    void connect_seeds();
    void check_seeds_if_cheap();
    void enter(const std::vector<LiveChange>& made);
    void show_run(const QString& folder, ReadRun read);
    void show_stream(std::shared_ptr<const StreamFacts> facts);
    void connect_slots();
    void keep_a();
    void begin_comparison();
    void put_run(CompareSlot slot, const QString& path, ReadRun read);
    void show_bundle(const QString& path, ReadBundle read);
    void put_bundle(CompareSlot slot, ReadBundle read);
    void simulate_a(const QString& text, const QString& path, std::int64_t seed,
                    std::int64_t seconds);
    void end_a();
    void expect(CompareSlot slot, const EarlierRun& earlier);
    void check_expected(CompareSlot slot);
    void put_earlier(CompareSlot slot, EarlierRun earlier);
    std::int64_t grain() const;
    void reset_view();
    void find_subject();
    void set_clock();
    void remember(const QString& path);
    void settle();

    RunModel run_;
    RunModel run_a_;  // run A of a comparison; run_ is then run B
    QString text_a_;
    QString path_a_;
    std::unique_ptr<SimController> sim_a_;  // while run A is simulated beside run B
    std::unique_ptr<RunHistory> history_;
    std::unique_ptr<BundleSaving> bundle_saving_;
    std::optional<CompareSlot> wanted_slot_;  // of what is being read; nullopt: it is opened alone
    std::map<CompareSlot, std::string> expected_;  // fingerprints of runs that are repeated
    std::vector<BundleNote> notes_;
    QStringList dismissed_;
    std::vector<std::shared_ptr<ScratchFolder>> unpacked_;  // bundles whose files may be read
    SeedCheck seeds_;
    RemedyCheck remedies_;
    std::unique_ptr<PlanCheck> plan_;
    std::unique_ptr<ComparisonCheck> comparison_;
    std::unique_ptr<Importing> importing_;
    std::optional<PairedDifference> seed_difference_;
    std::shared_ptr<const RequestLog> requests_;  // of the run that is shown
    bool reading_requests_ = false;
    BackgroundJob requests_job_;
    ViewState view_;
    SimController sim_;
    Opening opening_;
    std::shared_ptr<const StreamFacts> stream_;
    QString path_;
    QString scenario_text_;
    // Who chose the table and side shown: nobody yet (open), the session (settled), or the user
    // (chosen).
    enum class Subject { open, settled, chosen };
    Subject subject_ = Subject::open;
    // The table that was shown before a new run began; the new run shows it, too.
    ResourceName subject_name_;
    bool remembers_ = true;
    bool whole_ = true;  // false: the shown run is from a folder without a manifest
    std::optional<ExitCode> trouble_code_;
    std::pair<std::int64_t, std::int64_t> planned_;  // seconds and grain of the view
};

}  // namespace isotherm
