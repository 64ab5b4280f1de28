#pragma once
// Whether B differs from A beyond chance: both run again under ten seeds, on a thread of its own.
// Scenarios in and figures out; stopping is dropping what comes.

#include <QObject>
#include <atomic>
#include <memory>
#include <thread>

#include "engine/run/comparison.h"

namespace isotherm {

class SeedCheck final : public QObject {
    Q_OBJECT

public:
    static constexpr int seeds = 10;

    using QObject::QObject;
    ~SeedCheck() override;

    // Both up to `until`, with their own seed and the nine after it.
    void start(const Scenario& a, const Scenario& b, SimTime until);
    void stop();
    bool running() const { return running_; }
    int done() const { return done_; }  // seeds

Q_SIGNALS:
    void progressed(int done);
    void finished(const isotherm::PairedDifference& throttled_share);
    void failed(const QString& what);

private:
    std::thread thread_;
    std::shared_ptr<std::atomic<bool>> stopping_;  // of the thread that runs
    int done_ = 0;
    bool running_ = false;
};

}  // namespace isotherm
