// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What outlives the window: the run, the view of it and the simulation. A window in another
// language is another window over the same session.

#include <QObject>
#include <QSize>
#include <QString>
#include <QStringList>
#include <utility>

#include "app/gui/controller/opening.h"
#include "app/gui/controller/background_job.h"
#include "app/gui/controller/seed_check.h"
#include "app/gui/controller/sim_controller.h"
#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"
#include "engine/insight/what_if.h"
#include "engine/run/request_log.h"

namespace isotherm {

// Bytes of a scenario's text.
inline constexpr std::size_t largest_scenario = 4 << 20;

class Session final : public QObject {
    Q_OBJECT

public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    RunModel& run() { return run_; }
    ViewState& view() { return view_; }
    SimController& sim() { return sim_; }

    // A scenario (.toml), a run directory or its run.sqlite, or a recorded stream, by what it is.
    // Runs and streams are read meanwhile; what was open stays until they are there. Whatever
    // goes wrong is told by `trouble`.
    void open(const QString& path);
    // Text that need not be a file; `path` is empty, or where it was read from. What is compared
    // with stays.
    bool open_text(const QString& text, const QString& path);

    // What is being read, for a progress bar and to cancel it.
    Opening& opening() { return opening_; }
    // The recorded stream that is looked at, until something else is opened.
    const std::shared_ptr<const StreamFacts>& stream() const { return stream_; }
    // Opens a scenario that replays it; false after a failure, or where there is none.
    bool make_scenario();

    // What is shown becomes run A, unless there is one; the text is run from its start as B, as far
    // as A has come.
    bool run_as_b(const QString& text);
    // The scenario of a file as B.
    bool run_file_as_b(const QString& path);
    // Likewise, with the same scenario, up to a moment. Changes made live after it are not in B.
    bool fork(SimTime at);
    bool comparing() const { return run_.baseline() != nullptr; }
    const RunModel& run_a() const { return run_a_; }
    // Run A is forgotten; or B is, and A's scenario is opened again.
    void keep_b();
    void back_to_a();
    // Whether the two differ beyond chance: both under ten seeds, as far as both have come.
    void check_seeds();
    void stop_seeds();
    const SeedCheck& seeds() const { return seeds_; }
    const std::optional<PairedDifference>& seed_difference() const { return seed_difference_; }
    // Single requests, by running again up to them; what was asked for last comes.
    void read_requests(const RequestQuery& query);
    void stop_requests();
    bool reading_requests() const { return reading_requests_; }
    const std::shared_ptr<const RequestLog>& requests() const { return requests_; }
    // Changes something now; false after a failure, which has been told by `trouble`.
    bool apply_live(const WhatIf& wanted);

    // The busiest table and side of the first seconds of the run, unless somebody chose one.
    void show_busiest(std::int64_t seconds = all_seconds);

    // Of what is open: the file or the folder.
    const QString& path() const { return path_; }
    // After the scenario was saved under another name.
    void set_path(const QString& path);
    const QString& scenario_text() const { return scenario_text_; }
    // Whether what is opened is listed as recent from now on.
    void set_remembers(bool remembers) { remembers_ = remembers; }
    // Of the first thing that went wrong, for programs that call this one.
    std::optional<ExitCode> trouble_code() const { return trouble_code_; }
    static QStringList recent_files();

    // What makes the console program paint what is shown, on a page of this size; empty where it
    // could not, because what is shown stands in no file.
    QString command_line(QSize page) const;

Q_SIGNALS:
    void opened();         // a scenario or a run
    void stream_opened();  // its facts are there
    // Changes that were made live, or another run, have another text than what was opened.
    void text_changed(const QString& before, const QString& after);
    void compared();  // there is a run A now, or no longer
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
    RunModel run_a_;  // where two are compared; what is shown is B then
    QString text_a_;
    QString path_a_;
    SeedCheck seeds_;
    std::optional<PairedDifference> seed_difference_;
    std::shared_ptr<const RequestLog> requests_;  // of what is shown
    bool reading_requests_ = false;
    BackgroundJob requests_job_;
    ViewState view_;
    SimController sim_;
    Opening opening_;
    std::shared_ptr<const StreamFacts> stream_;
    QString path_;
    QString scenario_text_;
    // What is shown: chosen by somebody, by the session, or to be chosen when there is something.
    enum class Subject { open, settled, chosen };
    Subject subject_ = Subject::open;
    // The table that was looked at, to be found in the run that is about to begin.
    ResourceName subject_name_;
    bool remembers_ = true;
    std::optional<ExitCode> trouble_code_;
    std::pair<std::int64_t, std::int64_t> planned_;  // seconds and grain of the view
};

}  // namespace isotherm
