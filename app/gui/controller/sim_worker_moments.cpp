// SPDX-License-Identifier: GPL-3.0-or-later
// Going back in a run, and forking it, from moments that were kept.

#include <cassert>

#include "app/gui/controller/sim_worker.h"

namespace isotherm {

// A scenario that changes nothing before some time is a fork of the present one: up to then it is
// the same run, whose moments and recording go on to serve.
void SimWorker::keep_shared_moments(const Scenario& next) {
    if (simulation_ == nullptr && !earlier_) return moments_.clear();
    const bool same = scenario_ && stamp_of_inputs(next) == inputs_;
    moments_.forget_after((same ? same_until(*scenario_, next) : sim_start) - 1us);
    if (moments_.empty())
        earlier_.reset();
    else if (!earlier_)
        earlier_ = simulation_->give_history();
}

// Once a fork simulates by itself, the moments of the run before it would stand in its way.
void SimWorker::forget_earlier() {
    if (!earlier_) return;
    earlier_.reset();
    moments_.clear();
}

// Replaces the simulation by one at the last moment kept before `time`. Returns false if there is
// none, or none that is later than what a fork has simulated.
bool SimWorker::resume_before(SimTime time) {
    const KeptMoments::Moment* moment = moments_.last_at(time);
    if (stamp_of_inputs(*scenario_) != inputs_) return false;
    if (moment == nullptr || (earlier_ && !report_ && moment->time < simulation_->now()))
        return false;
    // The window has the recording of this run, but not that of the one before a fork.
    std::optional<RecordingFeed> feed = earlier_ ? std::nullopt : std::move(feed_);
    Recording history = earlier_ ? std::move(*earlier_) : simulation_->give_history();
    earlier_.reset();
    create();
    if (simulation_ == nullptr) return true;  // create() has reported why
    const bool damaged = simulation_->resume(moment->state(), std::move(history)).has_value();
    assert(!damaged);
    moments_.forget_after(moment->time);
    if (!damaged && feed) {
        feed_ = std::move(feed);
        feed_->go_back();
    }
    if (!damaged) return true;
    moments_.clear();
    create();
    return true;
}

// What the window still has to take cannot be cut: then it gets the whole recording.
RecordingDelta SimWorker::collect(const Recording& recording) {
    const bool waits =
        mailbox_.holds([](const SimSnapshot& message) { return !message.delta.tables.empty(); });
    if (feed_->went_back() && waits) feed_.emplace(scenario_->name, scenario_->start);
    return feed_->collect(recording);
}

}  // namespace isotherm
