// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The transport: what the buttons and keys of a run order, and what is known of it. Looks into the
// worker's mailbox at most thirty times a second and hands what it finds to the RunModel.

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>
#include <deque>

#include "app/gui/controller/sim_worker.h"
#include "app/gui/models/run_model.h"

namespace isotherm {

// 0.1x to 100,000x on a logarithmic slider of so many steps; one more is as fast as possible.
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

    void run_or_pause();  // at the end: again from the start
    void pause();
    void step_event();
    void step_by(SimDuration duration);  // back where negative
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
    // Whether something that was ordered has not been done yet.
    bool busy() { return !worker_.resting() || worker_.mailbox().full(); }
    // Of the last thing that went wrong in a run, for programs that call this one.
    std::optional<ExitCode> failure_code() const { return failure_code_; }
    SimTime now() const { return now_; }
    SimTime end() const { return end_; }
    double speed() const { return speed_; }
    // Simulated seconds, and tries, a second of the last while; 0 while nothing moves.
    double achieved_speed() const { return achieved_speed_; }
    double tries_per_second() const { return tries_per_second_; }
    std::uint64_t attempts() const { return attempts_; }

    // Takes what the worker has posted. The timer does it; tests may.
    void pull();

Q_SIGNALS:
    void state_changed();  // phase, time, speed
    void failed(const QString& what, const QString& fix);
    void saved(const QString& folder);
    // Changes have been made; `scenario` has them.
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
    SimWorker worker_;  // last: its thread ends before the rest goes
};

}  // namespace isotherm
