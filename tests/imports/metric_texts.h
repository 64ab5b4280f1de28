// SPDX-License-Identifier: Apache-2.0
#pragma once
// Answers of get-metric-data.

#include <string>
#include <vector>

namespace isotherm {

inline std::string series(const std::string& label, const std::string& times,
                          const std::string& values) {
    return R"({"Id": "m", "Label": ")" + label + R"(", "Timestamps": [)" + times +
           R"(], "Values": [)" + values + "]}";
}
inline std::string metric_data(const std::vector<std::string>& list) {
    std::string text;
    for (const std::string& one : list) text += (text.empty() ? "" : ", ") + one;
    return R"({"MetricDataResults": [)" + text + "]}";
}
inline constexpr const char* two_minutes =
    R"("2026-11-16T00:01:00+00:00", "2026-11-16T00:00:00+00:00")";
inline constexpr const char* one_minute = R"("2026-11-16T00:00:00+00:00")";

}  // namespace isotherm
