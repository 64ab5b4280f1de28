// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Controls a simulation: receives the commands of buttons and keys, and knows the state of the run.
// Takes snapshots from the worker's mailbox at most 30 times a second and passes them to the
// RunModel.

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>
#include <deque>

#include "app/gui/controller/sim_worker.h"
#include "app/gui/models/run_model.h"

namespace isotherm {

// Positions of the logarithmic speed slider, 0.1x to 100,000x; the position `speed_slider_steps`
// means as fast as possible.
inline constexpr int speed_slider_steps = 600;
double speed_of_slider(int position);
int slider_of_speed(double speed);
QString speed_text(double speed);

class SimController final : public QObject {
    Q_OBJECT

public:
    explicit SimController(RunModel& model, QObject* parent = nullptr);

    // Opens a scenario at its start.
    void open(Scenario scenario);
    // Forgets the simulation: a stored run is shown instead.
    void close();

    void run_or_pause();  // after the end: runs again from the start
    void pause();
    void step_event();
    void step_by(SimDuration duration);  // negative: goes back
    void go_to(SimTime time);
    void run_to_end();
    void restart();
    void stop();
    void set_speed(double speed);
    void apply(std::vector<LiveChange> changes);
    void set_scenario_text(const std::string& text);
    void save(const QString& folder);

    bool has_simulation() const { return scenario_.has_value(); }
    const std::optional<Scenario>& scenario() const { return scenario_; }
    SimPhase phase() const { return phase_; }
    bool moving() const { return phase_ == SimPhase::running || phase_ == SimPhase::rewinding; }
    // Returns whether a command still has to be carried out, or its result to be taken by pull().
    bool busy() { return !worker_.resting() || worker_.mailbox().full(); }
    // Exit code of the last error of a run, for programs that use this class; nullopt: no error.
    std::optional<ExitCode> failure_code() const { return failure_code_; }
    SimTime now() const { return now_; }
    SimTime end() const { return end_; }
    double speed() const { return speed_; }
    // Simulated seconds, and tries, per real second, measured over the last second; 0 while the
    // simulation does not advance.
    double achieved_speed() const { return achieved_speed_; }
    double tries_per_second() const { return tries_per_second_; }
    std::uint64_t attempts() const { return attempts_; }
    // Simulated time that the last step back had to simulate once more.
    SimDuration simulated_again() const { return simulated_again_; }

    // Takes a snapshot from the worker. Called by the timer and by tests.
    void pull();

Q_SIGNALS:
    void state_changed();  // phase, time, speed
    void failed(const QString& what, const QString& fix);
    void saved(const QString& folder);
    // Live changes have been made; they are already part of `scenario`.
    void applied(const std::vector<isotherm::LiveChange>& changes);

private:
    void measure();

    RunModel& model_;
    std::optional<Scenario> scenario_;
    std::uint64_t epoch_ = 0;
    SimPhase phase_ = SimPhase::empty;
    std::optional<ExitCode> failure_code_;
    SimTime now_ = sim_start;
    SimTime end_ = sim_start;
    double speed_ = 60;
    std::uint64_t attempts_ = 0;
    SimDuration simulated_again_{};
    double achieved_speed_ = 0;
    double tries_per_second_ = 0;

    struct Sample {
        qint64 wall_ms = 0;
        SimTime now;
        std::uint64_t attempts = 0;
    };
    std::deque<Sample> samples_;
    QElapsedTimer wall_;
    QTimer timer_;
    SimWorker worker_;  // last member: its thread ends before the others are destroyed
};

}  // namespace isotherm
