// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Simulates the runs of a lesson on a background thread, one after the other, each once. What a
// lesson needs first is simulated first.

#include <QObject>
#include <deque>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/gui/controller/background_job.h"
#include "engine/lessons/lesson_runs.h"

namespace isotherm {

class LessonBench final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // Forgets all runs and begins with those that the words and pictures of this lesson need.
    void open(std::shared_ptr<const Lesson> lesson);

    // nullptr until it is simulated.
    const LessonRun* run(const Changes& changes, std::int64_t more_seed = 0) const;
    // Simulates a run unless it is known: next, or after all others.
    void want(const Changes& changes, std::int64_t more_seed = 0, bool next = false);
    // What values are computed from: {"a": report, "b": report, "claims": {NAME: value}}, as far as
    // it is known. `b` may be nullptr. The next run that is known replaces it.
    const nlohmann::ordered_json& values(const Changes* b) const;
    // Simulates what the notes for teachers tell of, too.
    void want_teachers_claims();

    bool running() const { return running_; }
    // How much of the run in progress is simulated, 0 to 1.
    double progress() const { return progress_; }
    const Errors& errors() const { return errors_; }

Q_SIGNALS:
    void changed();     // a run is known, or has failed
    void progressed();  // of the run in progress

private:
    using Key = std::pair<Changes, std::int64_t>;

    template <class Tells>
    void want_claims(const Tells& tells);
    void begin();
    void finish(const Key& key, Result<LessonRun> run);

    std::shared_ptr<const Lesson> lesson_;
    std::map<Key, LessonRun> runs_;
    mutable std::map<Changes, nlohmann::ordered_json> values_;  // by the changes of B
    std::deque<Key> waiting_;
    bool running_ = false;
    double progress_ = 0;
    Errors errors_;
    BackgroundJob job_;  // last member, so it ends before the others are destroyed
};

}  // namespace isotherm
