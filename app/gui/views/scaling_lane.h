// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What scaling policies do to the shown table and its indexes: what they asked for and when it came
// into force, what DynamoDB refused, and what they wait for meanwhile.

#include "app/gui/views/mark_lane.h"

namespace isotherm {

class ScalingLane final : public MarkLane {
    Q_OBJECT

public:
    ScalingLane(RunModel& run, ViewState& view, QWidget* parent = nullptr);

protected:
    std::vector<LaneMark> collect() const override;
    QString label() const override { return tr("scaling"); }
    QString sum(const std::vector<LaneMark>& marks) const override;
};

// What people changed, in the scenario or live: capacity, and what workloads ask for.
class ChangesLane final : public MarkLane {
    Q_OBJECT

public:
    ChangesLane(RunModel& run, ViewState& view, QWidget* parent = nullptr);

protected:
    std::vector<LaneMark> collect() const override;
    QString label() const override { return tr("changes"); }
    QString sum(const std::vector<LaneMark>& marks) const override;
};

}  // namespace isotherm
