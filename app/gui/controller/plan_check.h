// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Searches for the cheapest settings of the open scenario on a background thread, with the same
// call as `isotherm plan`.

#include <QObject>
#include <memory>

#include "app/gui/controller/background_job.h"
#include "engine/plans/scenario_plan.h"

namespace isotherm {

// What is asked, as the user writes it.
struct PlanWish {
    TriedText base;
    std::vector<std::string> keeps;  // none: the scenario's limit, or the usual promise
    std::vector<std::string> over;   // PATH=VALUES
    bool commitments = true;         // reserved capacity and savings plans may be bought
};

struct FoundPlan {
    ScenarioPlan plan;
    Promise promise;
    std::string base;  // the text of the scenario that was planned

    // The scenario with a point of the front; nullopt if its text has no place for a change.
    std::optional<std::string> text_of(const FrontierPoint& point) const {
        return with_edits(base, point.edits);
    }
};

class PlanCheck final : public QObject {
    Q_OBJECT

public:
    // Proves the choice with this many seeds.
    static constexpr std::size_t seeds = 5;

    using QObject::QObject;

    void start(const PlanWish& wish);
    // Stops what is in progress; a plan that was found is kept.
    void stop();
    bool running() const { return running_; }
    std::size_t runs() const { return runs_; }
    const std::shared_ptr<const FoundPlan>& found() const { return found_; }
    const Errors& errors() const { return errors_; }

Q_SIGNALS:
    void changed();

private:
    void end();

    bool running_ = false;
    std::size_t runs_ = 0;
    Errors errors_;
    std::shared_ptr<const FoundPlan> found_;
    BackgroundJob job_;  // last member, so it ends before the others are destroyed
};

// The usual promise of a scenario as text: its limit, or else that of `isotherm plan`.
std::string usual_promise_of(const Scenario& scenario);

}  // namespace isotherm
