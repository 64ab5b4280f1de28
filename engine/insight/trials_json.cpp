// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/trials_json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/insight/findings_json.h"
#include "engine/insight/headroom.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

Json mean_json(const std::vector<TrialFigures>& runs,
               const std::function<std::optional<double>(const TrialFigures&)>& number) {
    const SweepMean mean = mean_of(runs, number);
    return mean.mean ? Json(*mean.mean) : Json(nullptr);
}

std::optional<double> throttled_of(const TrialFigures& run) {
    return static_cast<double>(run.throttled);
}
std::optional<double> share_of(const TrialFigures& run) { return run.throttled_share(); }
std::optional<double> cost_of(const TrialFigures& run) { return run.cost_month; }
std::optional<double> p99_of(const TrialFigures& run) { return run.p99_ms; }

// The interval is that of the difference of throttled shares, after - before.
Json tried_json(const TriedRemedy& tried, const Trials& trials) {
    Json interval = nullptr;
    const double half = tried.throttled_share.half_width(), mean = tried.throttled_share.mean();
    if (std::isfinite(half)) interval = {mean - half, mean + half};
    return {{"remedy", name_of(tried.remedy.kind)},
            {"change", tried.remedy.change()},
            {"throttled_before", mean_json(trials.before, throttled_of)},
            {"throttled_after", mean_json(tried.after, throttled_of)},
            {"throttled_share_before", mean_json(trials.before, share_of)},
            {"throttled_share_after", mean_json(tried.after, share_of)},
            {"p99_ms_before", mean_json(trials.before, p99_of)},
            {"p99_ms_after", mean_json(tried.after, p99_of)},
            {"cost_month_before", mean_json(trials.before, cost_of)},
            {"cost_month_after", mean_json(tried.after, cost_of)},
            {"debt_grows", std::any_of(tried.after.begin(), tried.after.end(),
                                       [](const TrialFigures& run) { return run.debt_grows; })},
            {"interval", interval},
            {"verdict", verdict_names[static_cast<std::size_t>(tried.verdict)]}};
}

}  // namespace

nlohmann::ordered_json findings_json(const std::vector<ThrottleFinding>& findings,
                                     const Trials& trials) {
    Json list = findings_json(findings);
    for (std::size_t t = 0; t < trials.tried.size(); ++t) {
        Json tried = tried_json(trials.tried[t], trials);
        tried["number"] = t + 1;
        list[trials.tried[t].remedy.finding]["remedies"].push_back(std::move(tried));
    }
    return list;
}

nlohmann::ordered_json growth_json(const Recording& recording) {
    const auto tightest = tightest_limit(recording);
    if (!tightest) return nullptr;
    const ResourceName& resource = tightest->resource;
    return {{"resource",
             {{"table", resource.table},
              {"index", resource.is_index() ? Json(resource.index) : Json(nullptr)}}},
            {"side", side_names[tightest->side]},
            {"partition", tightest->partition ? Json(*tightest->partition) : Json(nullptr)},
            {"used", tightest->use},
            {"more", std::max(0.0, 1 / tightest->use - 1)}};
}

}  // namespace isotherm
