// SPDX-License-Identifier: Apache-2.0
#pragma once
// The picture of a plan: what each setting that was tried costs and throttles.

#include <string>
#include <vector>

#include "engine/plans/scenario_plan.h"
#include "engine/plans/series_plan.h"

namespace isotherm {

// A point of the picture.
struct PlanPoint {
    double cost_month = 0;
    double throttled_share = 0;
    bool chosen = false;
    std::string text;
};

std::vector<PlanPoint> plan_points(const ScenarioPlan& plan);
std::vector<PlanPoint> plan_points(const SeriesPlan& plan);

// Errors in the name of the file, before anything runs; none if it is empty.
Errors check_plan_plot(const std::string& path);
Errors plot_plan(const std::string& path, const std::vector<PlanPoint>& points);

}  // namespace isotherm
