// SPDX-License-Identifier: Apache-2.0
#include "app/cli/answers/plan_plot.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/usage.h"
#ifdef ISOTHERM_HAS_PICTURES
#include "app/render/plans/plan_picture.h"
#endif

namespace isotherm {

std::vector<PlanPoint> plan_points(const ScenarioPlan& plan) {
    std::vector<PlanPoint> points;
    for (const FrontierPoint& one : plan.frontier)
        points.push_back({one.cost_month, one.throttled_share, false,
                          fmt::format("{}", fmt::join(one.settings, "; "))});
    double cost = 0;
    for (const PlannedTable& table : plan.tables) cost += table.list_month.value_or(0);
    points.push_back({cost, plan.throttled_share.mean.value_or(0), true, "the plan"});
    return points;
}

std::vector<PlanPoint> plan_points(const SeriesPlan& plan) {
    std::vector<PlanPoint> points;
    for (const SeriesChoice& one : plan.frontier)
        points.push_back({one.list_month, one.throttled_units_share, false, one.text()});
    points.push_back({plan.best.list_month, plan.best.throttled_units_share, true, "the plan"});
    return points;
}

#ifdef ISOTHERM_HAS_PICTURES
Errors check_plan_plot(const std::string& path) {
    return path.empty() ? Errors{} : check_plan_picture(path);
}

Errors plot_plan(const std::string& path, const std::vector<PlanPoint>& points) {
    if (path.empty()) return {};
    std::vector<PlanMark> marks;
    for (const PlanPoint& one : points)
        marks.push_back({one.cost_month, one.throttled_share, one.chosen, one.text});
    const auto written = write_plan_picture(path, marks);
    return written.ok() ? Errors{} : written.errors();
}
#else
Errors check_plan_plot(const std::string& path) {
    if (path.empty()) return {};
    return {usage_error(ErrorNumber::plot_not_built, "--plot",
                        "this program was built without pictures",
                        "build it with -DISOTHERM_GUI=ON")};
}

Errors plot_plan(const std::string&, const std::vector<PlanPoint>&) { return {}; }
#endif

}  // namespace isotherm
