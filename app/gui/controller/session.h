// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The state that outlives the window: the run, its view and the simulation. When the language
// changes, a new window is created for the same session.

#include <QObject>
#include <QSize>
#include <QString>
#include <QStringList>
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

class ComparisonCheck;
class Importing;
class PlanCheck;

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
    void seeds_changed();
    void requests_changed();
    void trouble(const QString& what, const QString& fix);

private:
    bool tell(const Errors& errors);
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
    std::optional<ExitCode> trouble_code_;
    std::pair<std::int64_t, std::int64_t> planned_;  // seconds and grain of the view
};

}  // namespace isotherm
