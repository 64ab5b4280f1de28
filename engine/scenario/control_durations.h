// SPDX-License-Identifier: Apache-2.0
#pragma once
// How long operations of DynamoDB's control plane take, and how late CloudWatch shows metrics.

#include "engine/jobs/job_rules.h"
#include "engine/model/update_table.h"
#include "engine/scaling/metric_history.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

struct ControlDurations : Configurable {
    UpdateDurations update_table;
    SimDuration mode_switch = 5min;
    SimDuration index_allocation = 1min;
    SimDuration metric_delay = MetricView::usual_delay;
    JobRules jobs;

    void settings(SettingsVisitor& visit) override;
};

}  // namespace isotherm
