// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/controller/sim_controller.h"

#include <algorithm>
#include <cmath>

#include "app/render/canvas.h"

namespace isotherm {
namespace {

constexpr int pull_ms = 33;
constexpr qint64 measured_over_ms = 1'000;
constexpr double slowest = 0.1;
constexpr double fastest = 100'000;
constexpr double decades = 6;

}  // namespace

double speed_of_slider(int position) {
    if (position >= speed_slider_steps) return speed_unbounded;
    const double exact = slowest * std::pow(10.0, decades * position / (speed_slider_steps - 1));
    // Snaps to real time (1x), which is hard to hit with the mouse.
    return std::abs(std::log10(exact)) < 0.04 ? 1.0 : exact;
}

int slider_of_speed(double speed) {
    if (speed > fastest) return speed_slider_steps;
    const double along = std::log10(std::max(speed, slowest) / slowest) / decades;
    return static_cast<int>(std::lround(along * (speed_slider_steps - 1)));
}

QString speed_text(double speed) {
    if (speed == speed_unbounded) return SimController::tr("Max");
    if (speed < 10) return QStringLiteral("%1\u00d7").arg(speed, 0, 'g', 2);
    const double power = std::pow(10.0, std::floor(std::log10(speed)) - 1);
    return qtext(grouped(std::round(speed / power) * power, 0)) + QStringLiteral("\u00d7");
}

SimController::SimController(RunModel& model, QObject* parent) : QObject(parent), model_(model) {
    wall_.start();
    timer_.setInterval(pull_ms);
    connect(&timer_, &QTimer::timeout, this, &SimController::pull);
    timer_.start();
    worker_.set_speed(speed_);
}

void SimController::open(Scenario scenario) {
    scenario_ = scenario;
    end_ = sim_start + scenario.duration;
    model_.begin(scenario);
    phase_ = SimPhase::preparing;
    now_ = sim_start;
    attempts_ = 0;
    worker_.open(std::move(scenario), ++epoch_);
}

void SimController::close() {
    if (scenario_) worker_.pause();
    scenario_.reset();
    phase_ = SimPhase::empty;
    Q_EMIT state_changed();
}

void SimController::run_or_pause() {
    if (!scenario_) return;
    if (moving()) return worker_.pause();
    if (phase_ == SimPhase::finished || phase_ == SimPhase::failed) worker_.go_to(sim_start);
    worker_.run();
}

void SimController::pause() { worker_.pause(); }

void SimController::step_event() { worker_.step_event(); }

void SimController::step_by(SimDuration duration) {
    if (scenario_) go_to(now_ + duration);
}

void SimController::go_to(SimTime time) {
    if (scenario_) worker_.go_to(std::clamp(time, sim_start, end_));
}

void SimController::run_to_end() {
    if (scenario_ && phase_ != SimPhase::finished) worker_.go_to(end_);
}

void SimController::restart() {
    if (scenario_) worker_.go_to(sim_start);
}

void SimController::stop() {
    if (scenario_) worker_.stop();
}

void SimController::set_speed(double speed) {
    speed_ = speed;
    samples_.clear();
    worker_.set_speed(speed);
    Q_EMIT state_changed();
}

void SimController::apply(std::vector<LiveChange> changes) {
    if (scenario_ && phase_ != SimPhase::finished) worker_.apply(std::move(changes));
}

void SimController::set_scenario_text(const std::string& text) {
    if (!scenario_) return;
    scenario_->text = text;
    model_.set_scenario(*scenario_);
    worker_.set_scenario_text(text);
}

void SimController::save(const QString& folder) { worker_.save(folder.toStdString(), false); }

void SimController::pull() {
    auto snapshot = worker_.mailbox().take();
    if (!snapshot) {
        if (moving()) measure();
        return;
    }
    if (!scenario_ || snapshot->epoch != epoch_) return;  // a late snapshot of a closed simulation
    if (snapshot->phase != phase_) samples_.clear();
    phase_ = snapshot->phase;
    now_ = snapshot->now;
    attempts_ = snapshot->attempts;
    simulated_again_ = snapshot->simulated_again;
    for (const LiveChange& change : snapshot->made) change.enter(*scenario_);
    if (!snapshot->made.empty()) model_.set_scenario(*scenario_);
    model_.take(*snapshot);
    measure();
    if (!snapshot->made.empty()) Q_EMIT applied(snapshot->made);
    for (const Error& error : snapshot->errors) {
        const std::string where = error.where();
        failure_code_ = error.exit_code;
        Q_EMIT failed(qtext(where.empty() ? error.what : where + ": " + error.what),
                      qtext(error.fix));
    }
    if (snapshot->saved) {
        for (const Error& error : snapshot->saved->errors) {
            Q_EMIT failed(qtext(error.what), qtext(error.fix));
        }
        if (snapshot->saved->errors.empty() && !snapshot->saved->paths.empty()) {
            Q_EMIT saved(qtext(snapshot->saved->paths.back()));
        }
    }
    Q_EMIT state_changed();
}

void SimController::measure() {
    const Sample sample{wall_.elapsed(), now_, attempts_};
    samples_.push_back(sample);
    while (samples_.size() > 2 && sample.wall_ms - samples_.front().wall_ms > measured_over_ms) {
        samples_.pop_front();
    }
    const Sample& first = samples_.front();
    const double passed = static_cast<double>(sample.wall_ms - first.wall_ms) * 1e-3;
    if (!moving() || passed <= 0.1 || sample.now < first.now || sample.attempts < first.attempts) {
        if (!moving()) achieved_speed_ = tries_per_second_ = 0;
        return;
    }
    achieved_speed_ = in_seconds(sample.now - first.now) / passed;
    tries_per_second_ = static_cast<double>(sample.attempts - first.attempts) / passed;
}

}  // namespace isotherm
