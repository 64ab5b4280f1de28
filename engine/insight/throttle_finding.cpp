// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/throttle_finding.h"

#include <algorithm>

namespace isotherm {

Outcome ThrottleFinding::main_outcome() const {
    const auto most = std::max_element(evidence.refused_by.begin() + 1, evidence.refused_by.end());
    return static_cast<Outcome>(most - evidence.refused_by.begin());
}

std::string ThrottleFinding::reason() const {
    if (cause == ThrottleCause::collection_full) return "";
    return throttle_reason(main_outcome(), side,
                           resource.is_index() ? ResourceKind::index : ResourceKind::table);
}

// The reason is resource, side and limit; the metric is side and limit, and its dimensions name the
// resource (Developer Guide, Diagnosing throttling).
std::string ThrottleFinding::metric() const {
    if (cause == ThrottleCause::collection_full) return "";
    std::string metric = reason().substr(5);  // without "Table" or "Index"
    constexpr std::string_view ending = "Exceeded";
    metric.resize(metric.size() - ending.size());
    return metric + "ThrottleEvents";
}

std::string_view ThrottleFinding::exception() const {
    return exception_name(main_outcome(), on_demand);
}

}  // namespace isotherm
