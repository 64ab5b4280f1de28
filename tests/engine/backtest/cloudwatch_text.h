// SPDX-License-Identifier: Apache-2.0
#pragma once
// CloudWatch responses for tests: one point per period from midnight of 2026-03-01.

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

// A get-metric-statistics response, newest point first: CloudWatch does not guarantee an order.
inline std::string statistics_text(const std::string& label, std::int64_t period_seconds,
                                   const std::vector<double>& sums) {
    std::string points;
    for (std::size_t i = sums.size(); i-- > 0;) {
        points += fmt::format("{}{{\"Timestamp\": \"{}\", \"Sum\": {}}}", points.empty() ? "" : ",",
                              stamp_text(period_seconds, i), sums[i]);
    }
    return fmt::format("{{\"Label\": \"{}\", \"Datapoints\": [{}]}}", label, points);
}

// A get-metric-data response of several metrics with one value per minute.
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
