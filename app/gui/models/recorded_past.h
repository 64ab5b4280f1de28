// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What CloudWatch recorded of the tables of a run in the past: the metrics that an import left
// beside the scenario, or those in the folder of a run. It is a child of the run.

#include <QObject>
#include <vector>

#include "app/gui/models/run_model.h"
#include "engine/insight/time_window.h"
#include "engine/past/past_metrics.h"

namespace isotherm {

// One period of the metrics, or several, as seconds of the run.
struct PastStep {
    double first_second = 0;
    double end_second = 0;
    double units = 0;  // consumed, a second on average
};

class RecordedPast final : public QObject {
    Q_OBJECT

public:
    explicit RecordedPast(RunModel& run) : QObject(&run) {}

    // nullptr if the run has none.
    static const RecordedPast* of(const RunModel& run) { return run.findChild<RecordedPast*>(); }

    // Reads a file of metrics; there are none if the file does not exist or cannot be read.
    void look_at(const QString& file);
    // The file beside a scenario.
    void look_beside(const QString& scenario);
    // The periods of one side in the window, at most `most` steps: where there are more, neighbours
    // are joined to their mean. Between the first and the last point, a period without a point had
    // no request.
    std::vector<PastStep> steps(const ResourceName& resource, Side side, WallTime start,
                                TimeWindow window, std::size_t most) const;

private:
    PastMetrics past_;
};

}  // namespace isotherm
