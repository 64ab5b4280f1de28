// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A simulation on a thread of its own. It makes the same Simulation calls as the console program,
// in slices of a few milliseconds, so that a command is obeyed at once and the result is the same.
//
// Functions may be called from any one thread; what comes of them is read from the mailbox.

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
#include "engine/run/simulation.h"

namespace isotherm {

inline constexpr double speed_unbounded = std::numeric_limits<double>::infinity();

class SimWorker {
public:
    SimWorker();
    ~SimWorker();
    SimWorker(const SimWorker&) = delete;
    SimWorker& operator=(const SimWorker&) = delete;

    // Creates the simulation and waits at its start. Snapshots of it carry `epoch`.
    void open(Scenario scenario, std::uint64_t epoch);
    // Simulated seconds a second; speed_unbounded for as fast as it goes. Takes effect at once.
    void set_speed(double speed);
    // Time passes at the speed that was set until `until`.
    void run(SimTime until = never);
    void pause();
    // Goes to a time as fast as possible and waits there; before `now` by running again from the
    // start, which gives the same bits.
    void go_to(SimTime time);
    // To the next request.
    void step_event();
    // Makes changes now, all at one moment. They become part of the scenario, so that running it
    // again makes them again. Not after the end.
    void apply(std::vector<LiveChange> changes);
    // The text that says all of it, for the manifest of a saved run.
    void set_scenario_text(std::string text);
    // Closes the books here.
    void stop();
    // Writes the run directory of a finished run.
    void save(std::string folder, bool replace);

    // Whether all that was ordered has been done, and what came of it posted.
    bool resting();

    Mailbox<SimSnapshot>& mailbox() { return mailbox_; }

private:
    using Clock = std::chrono::steady_clock;

    void order(std::function<void()> command);
    void work();
    void obey(const std::function<void()>& command);
    void create();
    void slice();
    void advance_to(SimTime goal);
    SimTime paced_goal(Clock::time_point wall);
    void start_pacing();
    void finish();
    SimSnapshot state() const;
    void post(bool with_recording = true);
    void fail(Errors errors);

    Mailbox<SimSnapshot> mailbox_;

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> commands_;
    bool stopping_ = false;
    bool resting_ = false;

    // Of the simulating thread only.
    std::optional<Scenario> scenario_;
    std::unique_ptr<Simulation> simulation_;
    std::optional<RunReport> report_;
    std::optional<RecordingFeed> feed_;
    std::uint64_t epoch_ = 0;
    SimPhase phase_ = SimPhase::empty;
    SimTime until_ = sim_start;
    double speed_ = speed_unbounded;
    bool hurrying_ = false;      // towards `until_`, whatever the speed
    SimDuration chunk_ = 100ms;  // simulated in one call; adapts to the time calls take
    SimTime pace_sim_ = sim_start;
    Clock::time_point pace_wall_;
    Clock::time_point next_slice_;
    Clock::time_point last_post_;
    Clock::time_point last_hot_keys_;

    std::thread thread_;
};

}  // namespace isotherm
