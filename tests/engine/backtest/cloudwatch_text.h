// SPDX-License-Identifier: Apache-2.0
#pragma once
// CloudWatch's answers for tests: a point a period from midnight of 2026-03-01.

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "engine/scaling/metric_history.h"

namespace isotherm {

inline const UtcMinute metric_day{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};

inline std::string stamp_text(std::int64_t period_seconds, std::size_t number) {
    return utc_text(metric_day + std::chrono::seconds(period_seconds) * number);
}

// get-metric-statistics, newest first, as it comes in any order.
inline std::string statistics_text(const std::string& label, std::int64_t period_seconds,
                                   const std::vector<double>& sums) {
    std::string points;
    for (std::size_t i = sums.size(); i-- > 0;) {
        points += fmt::format("{}{{\"Timestamp\": \"{}\", \"Sum\": {}}}", points.empty() ? "" : ",",
                              stamp_text(period_seconds, i), sums[i]);
    }
    return fmt::format("{{\"Label\": \"{}\", \"Datapoints\": [{}]}}", label, points);
}

// get-metric-data of several metrics, a value a minute.
inline std::string data_text(
    const std::vector<std::pair<std::string, std::vector<double>>>& metrics) {
    std::string results;
    for (const auto& [label, values] : metrics) {
        std::string times, numbers;
        for (std::size_t i = 0; i < values.size(); ++i) {
            times += fmt::format("{}\"{}\"", i == 0 ? "" : ",", stamp_text(60, i));
            numbers += fmt::format("{}{}", i == 0 ? "" : ",", values[i]);
        }
        results += fmt::format(
            "{}{{\"Id\": \"m{}\", \"Label\": \"{}\", \"Timestamps\": [{}], \"Values\": [{}], "
            "\"StatusCode\": \"Complete\"}}",
            results.empty() ? "" : ",", results.size(), label, times, numbers);
    }
    return fmt::format("{{\"MetricDataResults\": [{}]}}", results);
}

}  // namespace isotherm
