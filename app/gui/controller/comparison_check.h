// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Compares scenarios A and B table by table over pairs of runs with the same seed, on a background
// thread, with the same calls as `isotherm compare`.

#include <QObject>
#include <memory>

#include "app/gui/controller/background_job.h"
#include "engine/insight/table_comparison.h"

namespace isotherm {

struct FoundComparison {
    Comparison comparison;
    std::vector<std::string> different;  // settings
    std::int64_t seconds = 0;            // compared
    bool shortened = false;              // A or B would be longer
};

class ComparisonCheck final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t seeds = 10;

    using QObject::QObject;

    void start(const Scenario& a, const Scenario& b);
    void stop();
    bool running() const { return running_; }
    std::size_t pairs() const { return pairs_; }
    const std::shared_ptr<const FoundComparison>& found() const { return found_; }
    const Errors& errors() const { return errors_; }
    // Forgets what was found, or stops looking for it.
    void forget();
    // The same, unless it is about these scenarios.
    void forget_others(const Scenario& a, const Scenario& b);

Q_SIGNALS:
    void changed();

private:
    void end();

    bool running_ = false;
    std::size_t pairs_ = 0;
    std::string text_a_, text_b_;  // of the scenarios
    Errors errors_;
    std::shared_ptr<const FoundComparison> found_;
    BackgroundJob job_;  // last member, so it ends before the others are destroyed
};

}  // namespace isotherm
