// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Runs a simulation on its own thread. It makes the same Simulation calls as the console program,
// so the result is the same; it makes them in slices of a few milliseconds, so that commands take
// effect at once.
//
// All functions must be called from the same thread, which can be any thread. Results are read from
// the mailbox.

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "app/gui/controller/mailbox.h"
#include "app/gui/models/sim_snapshot.h"
#include "engine/run/kept_moments.h"
#include "engine/run/simulation.h"

namespace isotherm {

inline constexpr double speed_unbounded = std::numeric_limits<double>::infinity();

class SimWorker {
public:
    SimWorker();
    ~SimWorker();
    SimWorker(const SimWorker&) = delete;
    SimWorker& operator=(const SimWorker&) = delete;

    // Creates the simulation and waits at its start. Its snapshots carry `epoch`. The moments at
    // which the previous simulation was the same run are kept, for go_to: a fork.
    void open(Scenario scenario, std::uint64_t epoch);
    // Sets the speed in simulated seconds per second; speed_unbounded: as fast as possible. Takes
    // effect at once.
    void set_speed(double speed);
    // Runs at the speed that was set, until `until`.
    void run(SimTime until = never);
    void pause();
    // Simulates up to a time as fast as possible and pauses there. For a time before `now`,
    // simulates again from the last moment kept before it, which gives identical results.
    void go_to(SimTime time);
    // Advances to the next request.
    void step_event();
    // Makes changes now, all at the same simulated time. They become part of the scenario, so that
    // simulating it again repeats them. Has no effect after the end.
    void apply(std::vector<LiveChange> changes);
    // Sets the scenario's text including live changes, for the manifest of a saved run.
    void set_scenario_text(std::string text);
    // Ends the run at the current time.
    void stop();
    // Writes the run directory of a finished run.
    void save(std::string folder, bool replace);

    // Returns whether all commands have been carried out and their results posted.
    bool resting();

    Mailbox<SimSnapshot>& mailbox() { return mailbox_; }

private:
    using Clock = std::chrono::steady_clock;

    void order(std::function<void()> command);
    void work();
    void obey(const std::function<void()>& command);
    void create();
    // sim_worker_moments.cpp
    void keep_shared_moments(const Scenario& next);
    void forget_earlier();
    bool resume_before(SimTime time);
    void slice();
    void advance_to(SimTime goal);
    SimTime paced_goal(Clock::time_point wall);
    void start_pacing();
    void finish();
    SimSnapshot state() const;
    RecordingDelta collect(const Recording& recording);
    void post(bool with_recording = true);
    bool findings_due(Clock::time_point now) const;
    void add_findings(SimSnapshot& snapshot);
    void fail(Errors errors);

    Mailbox<SimSnapshot> mailbox_;

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> commands_;
    bool stopping_ = false;
    bool resting_ = false;

    // Used only by the simulating thread.
    std::optional<Scenario> scenario_;
    std::unique_ptr<Simulation> simulation_;
    std::optional<RunReport> report_;
    std::optional<RecordingFeed> feed_;
    KeptMoments moments_;
    // The recording that the moments are lengths of, if it is not that of simulation_ but of the
    // simulation before it.
    std::optional<Recording> earlier_;
    std::string inputs_;  // stamp_of_inputs when the first moment was kept
    SimDuration simulated_again_{};
    std::uint64_t epoch_ = 0;
    SimPhase phase_ = SimPhase::empty;
    SimTime until_ = sim_start;
    double speed_ = speed_unbounded;
    bool hurrying_ = false;      // ignores the speed until `until_` is reached
    SimDuration chunk_ = 100ms;  // simulated time per call; adapts to the duration of calls
    SimTime pace_sim_ = sim_start;
    Clock::time_point pace_wall_;
    Clock::time_point next_slice_;
    Clock::time_point last_post_;
    Clock::time_point last_hot_keys_;
    Clock::time_point last_findings_;
    Clock::duration findings_took_{};  // the last time

    std::thread thread_;
};

}  // namespace isotherm
