// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/metric_sink.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/number_reader.h"
#include "workloads/imports/documents/local_time.h"

namespace isotherm {
namespace {

constexpr std::int64_t shortest_period = 60;
constexpr std::int64_t longest_period = 86'400;
// Metrics of provisioned capacity come every five minutes.
constexpr std::int64_t provisioned_period = 300;
constexpr double largest_value = 1e15;

constexpr std::string_view label_form =
    "${PROP('Dim.TableName')}|${PROP('Dim.GlobalSecondaryIndexName')}|${PROP('MetricName')}|"
    "${PROP('Stat')}|${PROP('Period')}";

std::vector<std::string> parts_of_label(const std::string& label) {
    std::vector<std::string> parts(1);
    for (const char c : label) {
        if (c == '|') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

}  // namespace

bool is_known_metric(const std::string& name) {
    return name.starts_with("Consumed") || name.starts_with("Provisioned") ||
           name.ends_with("ThrottleEvents") || name == "SuccessfulRequestLatency" ||
           name == "ReturnedItemCount" || name == "ConditionalCheckFailedRequests" ||
           name == "ThrottledRequests" || name == "TimeToLiveDeletedItemCount";
}

std::optional<MetricName> MetricSink::name_of(const std::string& id, const std::string& label,
                                              std::int64_t& period_s) {
    const auto query = reading_.facts.queries.find(id);
    if (query != reading_.facts.queries.end()) {
        period_s = reading_.facts.query_periods[id];
        return query->second;
    }
    const std::vector<std::string> parts = parts_of_label(label);
    if (parts.size() >= 4) {
        if (!is_known_metric(parts[2]) && std::ranges::any_of(parts, is_known_metric)) {
            reading_.wrong(ErrorNumber::series_several,
                           fmt::format("the label \"{}\" has its parts in another order than "
                                       "table|index|metric|statistic|period",
                                       printable(label)),
                           "export again with the label " + std::string(label_form));
            return std::nullopt;
        }
        period_s = parts.size() > 4 ? number_in<std::int64_t>(parts[4]).value_or(0) : 0;
        return MetricName{table_of_arn(parts[0]), parts[1], parts[2], parts[3],
                          parts.size() > 5 ? parts[5] : ""};
    }
    const std::size_t blank = label.rfind(' ');
    std::string metric = blank == label.npos ? label : label.substr(blank + 1);
    if (!is_known_metric(metric) && !reading_.options.metric.empty())
        metric = reading_.options.metric;
    if (!is_known_metric(metric)) {
        if (label.empty()) {
            reading_.wrong(ErrorNumber::series_several,
                           "the file does not say which metric its points are of",
                           "add --metric NAME --period 5m, such as --metric "
                           "ConsumedWriteCapacityUnits --period 5m");
            return std::nullopt;
        }
        reading_.wrong(
            ErrorNumber::series_several,
            fmt::format("the label \"{}\" does not say which metric it is", printable(label)),
            "export again with the label " + std::string(label_form));
        return std::nullopt;
    }
    // A label such as "orders ConsumedWriteCapacityUnits" names the table; a plain one does not.
    std::string table = blank == label.npos ? "" : label.substr(0, blank);
    if (table.empty()) table = table_meant(reading_);
    const MetricName name{table, reading_.options.index, metric,
                          metric.starts_with("Provisioned") ? "Average" : "Sum", ""};
    if (table.empty()) {
        reading_.wrong(
            ErrorNumber::series_several,
            fmt::format("the series \"{}\" does not say which table it is of", printable(label)),
            fmt::format("add --table NAME, add the file with the queries that were sent, "
                        "or export again with the label {}",
                        label_form));
        return std::nullopt;
    }
    if (refuse_twice(name)) return std::nullopt;
    return name;
}

bool MetricSink::refuse_twice(const MetricName& name) {
    if (unclear_.insert(name).second) return false;
    reading_.wrong(ErrorNumber::series_several,
                   fmt::format("two series are called {}: they may be two tables, or a table and "
                               "its index",
                               name.metric),
                   fmt::format("add the file with the queries that were sent, or export again with "
                               "the label {}",
                               label_form));
    return true;
}

std::optional<WallTime> MetricSink::time_of(const ImportedValue& value) {
    const auto text = value.text();
    if (!text) return std::nullopt;
    const FileTime read = read_file_time(*text, reading_.options.zone);
    if (!read.time)
        value.wrong(ErrorNumber::series_bad_time, fmt::format("{}: {}", value.path(), read.problem),
                    "export it again, or give --zone with the zone of its times");
    return read.time;
}

void MetricSink::add(const MetricName& name, WallTime time, double value, std::int64_t period_s) {
    if (!std::isfinite(value) || value < 0 || value > largest_value) {
        reading_.wrong(ErrorNumber::series_bad_number,
                       fmt::format("{} is {:g} at {}; expected a number from 0 to 1e15",
                                   name.metric, value, utc_text(time)),
                       "export it again");
        return;
    }
    const ImportOptions& options = reading_.options;
    if ((options.from && time < *options.from) || (options.to && time >= *options.to)) {
        ++reading_.source.skipped;
        return;
    }
    ImportedMetric& metric = reading_.facts.metrics[name];
    metric.file = reading_.document.file;
    if (period_s > 0) metric.period_s = period_s;
    metric.points[whole_seconds(time.time_since_epoch())] = value;
    taken_.insert(name);
    ++reading_.source.used;
}

void MetricSink::add_statistics(MetricName name, WallTime time, std::optional<double> sum,
                                std::optional<double> samples, std::optional<double> average,
                                std::int64_t period_s) {
    const bool level = name.metric.starts_with("Provisioned");
    if (!sum && average && samples) sum = *average * *samples;
    if (sum && !level) {
        name.statistic = "Sum";
        add(name, time, *sum, period_s);
    }
    if (samples && !level) {
        name.statistic = "SampleCount";
        add(name, time, *samples, period_s);
    }
    if (level && (average || sum)) {
        name.statistic = "Average";
        add(name, time, average ? *average : *sum, period_s);
    } else if (!sum && !samples && average) {
        refuse_average(name.metric);
    }
}

void MetricSink::refuse_average(const std::string& metric) {
    if (refused_average_) return;
    refused_average_ = true;
    reading_.wrong(ErrorNumber::series_bad_json,
                   fmt::format("only the average of {} is in the file, which is units per request "
                               "and not per second",
                               metric),
                   "export again with --statistics Sum SampleCount");
}

// The series of one file have one period, and some have points so rarely that they do not show it:
// the greatest common divisor of the distances between all times in the file.
std::int64_t MetricSink::period_of_file() const {
    std::set<std::int64_t> times;
    for (const MetricName& name : taken_) {
        const ImportedMetric& metric = reading_.facts.metrics[name];
        if (metric.period_s > 0 || name.metric.starts_with("Provisioned")) continue;
        for (const auto& [time, value] : metric.points) times.insert(time);
    }
    std::int64_t divisor = 0;
    for (const std::int64_t time : times) divisor = std::gcd(divisor, time - *times.begin());
    return divisor;
}

void MetricSink::settle() {
    const std::int64_t seen = period_of_file();
    for (const MetricName& name : taken_) {
        ImportedMetric& metric = reading_.facts.metrics[name];
        if (metric.period_s == 0) metric.period_s = reading_.options.period_s;
        if (metric.period_s == 0 && name.metric.starts_with("Provisioned"))
            metric.period_s = provisioned_period;
        if (metric.period_s == 0) metric.period_s = seen;
        if (metric.period_s >= shortest_period && metric.period_s <= longest_period) continue;
        reading_.wrong(
            ErrorNumber::series_bad_period,
            metric.period_s == 0
                ? fmt::format("the period of {} cannot be seen from one point", name.metric)
                : fmt::format("the points of {} are {} s apart; expected 1 minute to 1 day",
                              name.metric, metric.period_s),
            "add --period with the period that was requested, such as --period 5m");
        metric.period_s = shortest_period;
    }
}

}  // namespace isotherm
