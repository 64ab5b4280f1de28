// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Checks whether B differs from A beyond chance: simulates both again under ten seeds on a
// background thread.

#include <QObject>

#include "app/gui/controller/background_job.h"
#include "engine/run/seed_comparison.h"

namespace isotherm {

class SeedCheck final : public QObject {
    Q_OBJECT

public:
    static constexpr int seeds = compared_seeds;

    using QObject::QObject;

    // Simulates both up to `until`, with their own seed and the nine following ones.
    void start(const Scenario& a, const Scenario& b, SimTime until);
    void stop();
    bool running() const { return running_; }
    int done() const { return done_; }  // number of seeds finished

Q_SIGNALS:
    void progressed(int done);
    void finished(const isotherm::PairedDifference& throttled_share);
    void failed(const isotherm::Errors& errors);

private:
    int done_ = 0;
    bool running_ = false;
    BackgroundJob job_;  // last member, so it ends before the others are destroyed
};

}  // namespace isotherm
