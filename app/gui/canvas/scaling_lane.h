// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What scaling policies do to the shown table and its indexes: requested changes and when they came
// into force, refusals by DynamoDB, and periods in which a policy waits.

#include "app/gui/canvas/mark_lane.h"

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

// Changes made by people, in the scenario or live: of capacity and of workloads.
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
