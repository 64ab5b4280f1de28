// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/controller/sim_worker.h"

#include <algorithm>
#include <exception>
#include <tuple>

#include "app/gui/controller/internal_error.h"
#include "app/report/run_directory/run_files.h"
#include "engine/insight/findings.h"
#include "engine/recording/output_folder.h"

namespace isotherm {
namespace {

// Longest real duration of a slice: a command may have to wait that long. Simulation calls shorter
// than slice_least are inefficient, because each call ends a window of the simulation early.
constexpr auto slice_most = std::chrono::milliseconds(8);
constexpr auto slice_least = std::chrono::milliseconds(3);
constexpr SimDuration shortest_chunk = 1ms;
constexpr SimDuration longest_chunk = 10min;
constexpr auto pause_between_slices = std::chrono::milliseconds(10);
constexpr auto pause_between_posts = std::chrono::milliseconds(33);
constexpr auto pause_between_hot_keys = std::chrono::milliseconds(500);
constexpr auto pause_between_findings = std::chrono::seconds(2);
// Finding causes may take this part of the time of a run, and this long before a command.
constexpr int findings_part = 20;
constexpr auto findings_most = std::chrono::milliseconds(500);
// If the simulation is more than this behind the set speed, the delay is dropped instead of being
// caught up.
constexpr auto debt_most = std::chrono::milliseconds(200);
// Limits of the search for the next request: simulated time per call, and in total.
constexpr SimDuration step_chunk = 1ms;
constexpr SimDuration step_most = 10s;

}  // namespace

SimWorker::SimWorker() : thread_([this] { work(); }) {}

SimWorker::~SimWorker() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void SimWorker::order(std::function<void()> command) {
    {
        const std::lock_guard lock(mutex_);
        commands_.push_back(std::move(command));
    }
    wake_.notify_one();
}

bool SimWorker::resting() {
    const std::lock_guard lock(mutex_);
    return resting_ && commands_.empty();
}

void SimWorker::open(Scenario scenario, std::uint64_t epoch) {
    order([this, epoch, scenario = std::move(scenario)] {
        keep_shared_moments(scenario);
        scenario_ = scenario;
        epoch_ = epoch;
        create();
        if (simulation_ == nullptr) return;
        phase_ = SimPhase::ready;
        post();
    });
}

void SimWorker::set_speed(double speed) {
    order([this, speed] {
        speed_ = speed;
        start_pacing();
    });
}

void SimWorker::run(SimTime until) {
    order([this, until] {
        if (simulation_ == nullptr || report_) return;
        forget_earlier();
        until_ = std::min(until, simulation_->end());
        hurrying_ = false;
        phase_ = SimPhase::running;
        start_pacing();
        post();
    });
}

void SimWorker::pause() {
    order([this] {
        if (phase_ != SimPhase::running && phase_ != SimPhase::rewinding) return;
        phase_ = SimPhase::paused;
        post();
    });
}

void SimWorker::go_to(SimTime time) {
    order([this, time] {
        if (simulation_ == nullptr) return;
        const bool back = time < simulation_->now() || report_;
        const bool resumed = (back || earlier_) && resume_before(time);
        if (back && !resumed) {
            moments_.clear();
            create();
        }
        if (simulation_ == nullptr) return;
        forget_earlier();
        simulated_again_ =
            back || resumed ? std::max(time, simulation_->now()) - simulation_->now() : 0us;
        until_ = std::clamp(time, sim_start, simulation_->end());
        hurrying_ = true;
        phase_ = back ? SimPhase::rewinding : SimPhase::running;
        if (until_ == simulation_->now()) {
            phase_ = until_ == sim_start ? SimPhase::ready : SimPhase::paused;
        }
        post(phase_ != SimPhase::rewinding);
    });
}

void SimWorker::step_event() {
    order([this] {
        if (simulation_ == nullptr || report_) return;
        forget_earlier();
        const std::uint64_t before = simulation_->attempts();
        const SimTime most = std::min(simulation_->now() + step_most, simulation_->end());
        while (simulation_->attempts() == before && simulation_->now() < most) {
            simulation_->advance(std::min(simulation_->now() + step_chunk, most));
        }
        phase_ = SimPhase::paused;
        if (simulation_->finished()) return finish();
        post();
    });
}

void SimWorker::apply(std::vector<LiveChange> changes) {
    order([this, changes = std::move(changes)]() mutable {
        if (simulation_ == nullptr || report_) return;
        forget_earlier();
        while (change_due_at(*scenario_, simulation_->now() - sim_start))
            simulation_->advance(simulation_->now() + 1us);
        if (simulation_->finished()) return finish();
        // The caller may request a second change before it has seen the first; therefore names are
        // assigned here.
        const std::string name = new_change_name(*scenario_);
        for (LiveChange& change : changes) change.name = name;
        // Sorts the changes into the order in which a scenario makes simultaneous changes: tables,
        // then workloads.
        std::sort(changes.begin(), changes.end(), [](const LiveChange& a, const LiveChange& b) {
            return std::tie(a.workload, a.name) < std::tie(b.workload, b.name);
        });
        for (LiveChange& change : changes) {
            change.at = simulation_->now() - sim_start;
            if (change.workload.empty())
                change.answer = simulation_->apply_live(change.name, change.table);
            else
                simulation_->apply_live(change.workload, change.name, change.requests);
            change.enter(*scenario_);
        }
        SimSnapshot snapshot = state();
        snapshot.delta = collect(simulation_->recording());
        snapshot.made = std::move(changes);
        mailbox_.post(std::move(snapshot));
        start_pacing();
    });
}

void SimWorker::set_scenario_text(std::string text) {
    order([this, text = std::move(text)] {
        if (simulation_ == nullptr) return;
        scenario_->text = text;
        simulation_->set_scenario_text(text);
    });
}

void SimWorker::stop() {
    order([this] {
        if (simulation_ != nullptr && !report_) finish();
    });
}

void SimWorker::save(std::string folder, bool replace) {
    order([this, folder = std::move(folder), replace] {
        if (!report_) return;
        SimSnapshot snapshot = state();
        auto opened = OutputFolder::open(folder, replace);
        SavedRun saved;
        if (!opened.ok()) {
            saved.errors = opened.errors();
        } else {
            auto written = write_run_files(*opened.value(), *report_);
            if (written.ok())
                saved.paths = written.value();
            else
                saved.errors = written.errors();
        }
        snapshot.saved = std::move(saved);
        mailbox_.post(std::move(snapshot));
    });
}

void SimWorker::work() {
    for (;;) {
        std::function<void()> command;
        {
            std::unique_lock lock(mutex_);
            const auto called = [this] { return stopping_ || !commands_.empty(); };
            resting_ = phase_ != SimPhase::running && phase_ != SimPhase::rewinding;
            if (resting_)
                wake_.wait(lock, called);
            else
                wake_.wait_until(lock, next_slice_, called);
            resting_ = false;
            if (stopping_) return;
            if (!commands_.empty()) {
                command = std::move(commands_.front());
                commands_.pop_front();
            }
        }
        obey(command ? command : [this] { slice(); });
    }
}

// Runs a command. An exception, which is a bug in this program, only makes the run fail; the
// recording so far is kept.
void SimWorker::obey(const std::function<void()>& command) {
    try {
        command();
    } catch (...) {
        fail({error_of(std::current_exception(),
                       "please report it with the scenario and the seed")});
    }
}

void SimWorker::create() {
    report_.reset();
    simulation_.reset();
    auto created = Simulation::create(*scenario_);
    if (!created.ok()) return fail(created.errors());
    simulation_ = std::move(created.value());
    feed_.emplace(scenario_->name, scenario_->start);
    last_findings_ = Clock::now();
    findings_took_ = {};
    until_ = sim_start;
    hurrying_ = false;
}

void SimWorker::start_pacing() {
    pace_wall_ = Clock::now();
    pace_sim_ = simulation_ == nullptr ? sim_start : simulation_->now();
    next_slice_ = pace_wall_;
}

// Returns the simulated time that the run should have reached by `wall` at the set speed.
SimTime SimWorker::paced_goal(Clock::time_point wall) {
    if (hurrying_ || speed_ == speed_unbounded) return until_;
    const double passed = std::chrono::duration<double>(wall - pace_wall_).count() * speed_;
    const double most = in_seconds(until_ - pace_sim_);
    return pace_sim_ + SimDuration(static_cast<std::int64_t>(std::min(passed, most) * 1e6));
}

void SimWorker::slice() {
    const auto started = Clock::now();
    const SimTime goal = paced_goal(started);
    while (simulation_->now() < goal && !simulation_->finished() &&
           Clock::now() - started < slice_most) {
        advance_to(goal);
    }
    next_slice_ = Clock::now();
    if (simulation_->finished()) return finish();
    if (simulation_->now() >= until_) {
        phase_ = simulation_->now() == sim_start ? SimPhase::ready : SimPhase::paused;
        return post();
    }
    if (simulation_->now() >= goal) {
        next_slice_ += pause_between_slices;
    } else if (speed_ != speed_unbounded) {
        const double behind = in_seconds(goal - simulation_->now()) / speed_;
        if (std::chrono::duration<double>(behind) > debt_most) start_pacing();
    }
    if (Clock::now() - last_post_ >= pause_between_posts) post(phase_ != SimPhase::rewinding);
}

// Makes one simulation call, and adapts the length of the next call so that calls stay short. A
// call ends where a moment is due, so that stepping back never simulates more than moment_every
// again.
void SimWorker::advance_to(SimTime goal) {
    if (moments_.empty()) inputs_ = stamp_of_inputs(*scenario_);
    moments_.keep_if_due(*simulation_);
    const auto started = Clock::now();
    simulation_->advance(std::min({simulation_->now() + chunk_, goal, moments_.next_due()}));
    const auto took = Clock::now() - started;
    if (took > slice_most) chunk_ = std::max(chunk_ / 2, shortest_chunk);
    if (took < slice_least) chunk_ = std::min(chunk_ * 2, longest_chunk);
}

void SimWorker::finish() {
    const Errors* failure = simulation_->failure();
    report_ = simulation_->report();
    const Recording& recording = report_->recording();
    phase_ = failure == nullptr ? SimPhase::finished : SimPhase::failed;
    RunEnd end{.fingerprint = report_->fingerprint(),
               .complete = report_->complete(),
               .broken_limits = report_->broken_limits(),
               .events = recording.events,
               .tables = {},
               .workloads = recording.workloads,
               .findings = findings_of(recording, &*scenario_),
               .totals = recording.totals(),
               .simulated = recording.simulated};
    for (const TableRecording& table : recording.tables) end.tables.push_back(table.totals);
    SimSnapshot snapshot = state();
    snapshot.delta = collect(recording);
    for (const TableRecording& table : recording.tables) {
        snapshot.hot_keys.push_back({table.hottest, table.most_throttled});
    }
    snapshot.run_end = std::move(end);
    if (failure != nullptr) snapshot.errors = *failure;
    mailbox_.post(std::move(snapshot));
    last_post_ = Clock::now();
}

SimSnapshot SimWorker::state() const {
    SimSnapshot snapshot;
    snapshot.epoch = epoch_;
    snapshot.phase = phase_;
    if (simulation_ == nullptr) return snapshot;
    snapshot.now = simulation_->now();
    snapshot.end = simulation_->end();
    snapshot.attempts = simulation_->attempts();
    snapshot.simulated_again = simulated_again_;
    return snapshot;
}

void SimWorker::post(bool with_recording) {
    SimSnapshot snapshot = state();
    const auto now = Clock::now();
    if (with_recording) {
        const bool moving = phase_ == SimPhase::running;
        if (!moving || now - last_hot_keys_ >= pause_between_hot_keys) {
            simulation_->update_hot_keys();
            for (const TableRecording& table : simulation_->recording().tables) {
                snapshot.hot_keys.push_back({table.hottest, table.most_throttled});
            }
            last_hot_keys_ = now;
        }
        if (findings_due(now)) add_findings(snapshot);
        snapshot.delta = collect(simulation_->recording());
    }
    mailbox_.post(std::move(snapshot));
    last_post_ = now;
}

// Causes of what has been throttled so far: every two seconds, less often if they take long to find
// out; and when the run pauses.
bool SimWorker::findings_due(Clock::time_point now) const {
    if (simulation_->now() == sim_start || findings_took_ > findings_most) return false;
    if (phase_ == SimPhase::paused) return true;
    if (phase_ != SimPhase::running) return false;
    const Clock::duration wanted = pause_between_findings, least = findings_took_ * findings_part;
    return now - last_findings_ >= std::max(wanted, least);
}

void SimWorker::add_findings(SimSnapshot& snapshot) {
    const auto started = Clock::now();
    snapshot.findings = findings_of(simulation_->recording(), &*scenario_);
    last_findings_ = Clock::now();
    findings_took_ = last_findings_ - started;
}

void SimWorker::fail(Errors errors) {
    phase_ = SimPhase::failed;
    SimSnapshot snapshot = state();
    snapshot.errors = std::move(errors);
    mailbox_.post(std::move(snapshot));
}

}  // namespace isotherm
