// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Tries the remedies of a run's findings on a background thread: each is simulated with the same
// seeds as the run without it.

#include <QObject>

#include "app/gui/controller/background_job.h"
#include "engine/insight/trials.h"

namespace isotherm {

class RemedyCheck final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t seeds = 3;

    using QObject::QObject;

    void start(const TriedText& base, const std::vector<Remedy>& remedies);
    // Stops what is in progress; what was found is kept.
    void stop();
    bool running() const { return running_; }
    // Runs finished, and all that are planned; 0 of 0 before the first one ends.
    std::size_t done() const { return done_; }
    std::size_t all() const { return all_; }
    // Nothing until the check of this scenario has ended.
    const Trials* trials(const std::string& text) const {
        return trials_ && text == text_ ? &*trials_ : nullptr;
    }

Q_SIGNALS:
    void changed();
    void failed(const isotherm::Errors& errors);

private:
    void end();

    bool running_ = false;
    std::size_t done_ = 0, all_ = 0;
    std::string text_;  // of the scenario that was tried
    std::optional<Trials> trials_;
    BackgroundJob job_;  // last member, so it ends before the others are destroyed
};

}  // namespace isotherm
