// SPDX-License-Identifier: Apache-2.0
// Reads a series from CloudWatch's JSON: get-metric-statistics (Datapoints, one metric per file,
// unordered) and get-metric-data (MetricDataResults, parallel lists of times and values), for one
// or more tables and indexes.

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "engine/backtest/recorded_metrics.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/spelling.h"
#include "engine/vocabulary/time_reader.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

Error wrong(const std::string& file, std::string path, ErrorNumber number, std::string what,
            std::string fix) {
    return {ExitCode::bad_trace,
            number,
            {.file = file, .path = path},
            path.empty() ? std::move(what) : fmt::format("{}: {}", path, what),
            std::move(fix)};
}

// Returns the member's text; "" if it does not exist or is not text.
std::string text_member(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

// A table or one of its global indexes; both names are empty if the file names none.
struct Resource {
    std::string table;
    std::string index;
    auto operator<=>(const Resource&) const = default;

    std::string text() const { return index.empty() ? table : table + " / " + index; }
};

enum class MetricKind : std::uint8_t { consumed, provisioned, throttle_events };

struct KnownMetric {
    std::string_view name;
    MetricKind kind;
    Side side;
};
constexpr std::array<KnownMetric, 6> known_metrics{{
    {"ConsumedReadCapacityUnits", MetricKind::consumed, Side::read},
    {"ConsumedWriteCapacityUnits", MetricKind::consumed, Side::write},
    {"ProvisionedReadCapacityUnits", MetricKind::provisioned, Side::read},
    {"ProvisionedWriteCapacityUnits", MetricKind::provisioned, Side::write},
    {"ReadThrottleEvents", MetricKind::throttle_events, Side::read},
    {"WriteThrottleEvents", MetricKind::throttle_events, Side::write},
}};

// The metric that a label names, and its table and index. Before the metric's name, CloudWatch
// writes whatever distinguishes the metrics of one response, as in "votes by_date
// ConsumedReadCapacityUnits".
struct LabelledMetric {
    KnownMetric metric;
    Resource resource;
};
std::optional<LabelledMetric> metric_of_label(const std::string& label) {
    for (const KnownMetric& metric : known_metrics) {
        const std::size_t at = label.find(metric.name);
        if (at == label.npos) continue;
        LabelledMetric found{metric, {}};
        std::vector<std::string> words;
        for (std::size_t begin = 0; begin < at;) {
            const std::size_t end = std::min(label.find_first_of(" :,|/", begin), at);
            if (end > begin) words.push_back(label.substr(begin, end - begin));
            begin = end + 1;
        }
        // The word "DynamoDB" in "DynamoDB votes …", and dashes added by users, are not names.
        std::erase_if(words, [](const std::string& word) {
            return word == "-" || word == "AWS" || word == "DynamoDB" || word == "Sum";
        });
        if (!words.empty()) found.resource.table = words[0];
        if (words.size() > 1) found.resource.index = words[1];
        return found;
    }
    return std::nullopt;
}

// Returns the resource from the dimensions. Besides the label, only cloudwatch.json files written
// by this program have dimensions.
std::optional<Resource> resource_of_dimensions(const Json& result) {
    const auto dimensions = result.find("Dimensions");
    if (dimensions == result.end() || !dimensions->is_array()) return std::nullopt;
    Resource resource;
    for (const Json& dimension : *dimensions) {
        if (!dimension.is_object()) continue;
        const std::string name = text_member(dimension, "Name");
        if (name == "TableName") resource.table = text_member(dimension, "Value");
        if (name == "GlobalSecondaryIndexName") resource.index = text_member(dimension, "Value");
    }
    return resource.table.empty() ? std::nullopt : std::optional(resource);
}

class CloudWatchReader {
public:
    explicit CloudWatchReader(const SeriesOptions& options) : options_(options) {}

    Errors add(const NamedText& file) {
        auto json = parse_json_text(file.text, file.file_name, ExitCode::bad_trace,
                                    ErrorNumber::series_bad_json);
        if (!json.ok()) return json.errors();
        file_ = file.file_name;
        const Json& root = json.value();
        if (root.is_object() && root.contains("Datapoints")) return add_statistics(root);
        if (root.is_object() && root.contains("MetricDataResults")) return add_data(root);
        return {
            wrong(file_, "", ErrorNumber::series_bad_json,
                  "neither \"Datapoints\" nor \"MetricDataResults\" at the top",
                  "give the output of aws cloudwatch get-metric-statistics or get-metric-data")};
    }

    Result<BacktestSeries> finish() {
        const auto chosen = choose();
        if (!chosen.ok()) return chosen.errors();
        RecordedMetrics& metrics = resources_[chosen.value()];
        metrics.file_name = file_;
        auto series = series_of(std::move(metrics), options_);
        if (!series.ok()) return series;
        BacktestSeries& read = series.value();
        read.table = chosen.value().table;
        read.index = chosen.value().index;
        if (!read.recorded[Side::read].has_throttle_events &&
            !read.recorded[Side::write].has_throttle_events) {
            read.notes.emplace_back(
                "CloudWatch's sums contain only consumed units; throttled requests are not "
                "included.");
        }
        return series;
    }

private:
    std::string listed() const {
        std::vector<std::string> names;
        for (const auto& [resource, metrics] : resources_) names.push_back(resource.text());
        return fmt::format("{}", fmt::join(names, ", "));
    }

    // Returns the resource that the options name, or the only one in the files.
    Result<Resource> choose() const {
        const Resource asked{options_.table, options_.index};
        const Resource unnamed;
        if (resources_.empty()) return unnamed;
        const bool none_named = resources_.size() == 1 && resources_.contains(unnamed);
        if (none_named) return unnamed;
        if (asked == unnamed) {
            if (resources_.size() == 1) return resources_.begin()->first;
            return wrong(
                file_, "", ErrorNumber::series_several,
                fmt::format("found metrics of {} tables and indexes: {}", resources_.size(),
                            printable(listed())),
                "choose a table with --table NAME; for one of its indexes, add --index NAME");
        }
        const Resource* found = nullptr;
        for (const auto& [resource, metrics] : resources_) {
            const bool fits = (asked.table.empty() || resource.table == asked.table) &&
                              resource.index == asked.index;
            if (fits && found == nullptr) found = &resource;
        }
        if (found != nullptr) return *found;
        return wrong(file_, "", ErrorNumber::series_several,
                     fmt::format("no metrics of {}", printable(asked.text())),
                     fmt::format("the file has metrics of {}", printable(listed())));
    }

    Metric& metric_for(const LabelledMetric& labelled) {
        RecordedMetrics& metrics = resources_[labelled.resource];
        auto& sides = labelled.metric.kind == MetricKind::consumed      ? metrics.consumed
                      : labelled.metric.kind == MetricKind::provisioned ? metrics.provisioned
                                                                        : metrics.throttle_events;
        return sides[labelled.metric.side];
    }

    Errors add_statistics(const Json& root) {
        const std::string label = text_member(root, "Label");
        const auto labelled = metric_of_label(label);
        if (!labelled) {
            return {wrong(file_, "Label", ErrorNumber::series_bad_json,
                          fmt::format("\"{}\" is not a metric of capacity", printable(label)),
                          "use ConsumedReadCapacityUnits or ConsumedWriteCapacityUnits, with "
                          "Provisioned…CapacityUnits and …ThrottleEvents if available")};
        }
        if (!root["Datapoints"].is_array()) return {not_a_list("Datapoints")};
        Metric& metric = metric_for(*labelled);
        std::size_t i = 0;
        for (const Json& point : root["Datapoints"]) {
            const std::string path = fmt::format("Datapoints[{}]", i++);
            if (!point.is_object() || !point.contains("Timestamp")) {
                return {wrong(file_, path, ErrorNumber::series_bad_json,
                              "the Timestamp or the statistic is missing",
                              "request the metric with --statistics Sum")};
            }
            const auto value = statistic(point, labelled->metric.kind);
            if (!value) {
                return {wrong(file_, path, ErrorNumber::series_bad_json,
                              "the Timestamp or the statistic is missing",
                              labelled->metric.kind == MetricKind::provisioned
                                  ? "request the metric with --statistics Average"
                                  : "request the metric with --statistics Sum")};
            }
            if (Errors errors = add_point(metric, point["Timestamp"], *value, path);
                !errors.empty()) {
                return errors;
            }
            count_requests(metric, point, labelled->metric.kind);
        }
        return {};
    }

    // Returns the value of a point. Provisioned capacity is a level: its Sum over a period means
    // nothing without the number of samples, so Sum is not used for it.
    static std::optional<Json> statistic(const Json& point, MetricKind kind) {
        if (kind != MetricKind::provisioned)
            return point.contains("Sum") ? std::optional(point["Sum"]) : std::nullopt;
        for (const char* name : {"Average", "Maximum", "Minimum"}) {
            if (point.contains(name)) return point[name];
        }
        const double samples =
            point.value("SampleCount", Json()).is_number() ? point["SampleCount"].get<double>() : 0;
        if (!point.contains("Sum") || !point["Sum"].is_number() || samples <= 0)
            return std::nullopt;
        return Json(point["Sum"].get<double>() / samples);
    }

    // The SampleCount of consumed capacity is the number of requests.
    static void count_requests(Metric& metric, const Json& point, MetricKind kind) {
        const Json samples = point.value("SampleCount", Json());
        if (kind != MetricKind::consumed || !samples.is_number()) return;
        metric.samples += std::max(samples.get<double>(), 0.0);
        metric.sampled += point["Sum"].get<double>();
    }

    Errors add_data(const Json& root) {
        const Json& results = root["MetricDataResults"];
        if (!results.is_array()) return {not_a_list("MetricDataResults")};
        if (!text_member(root, "NextToken").empty()) {
            return {wrong(file_, "NextToken", ErrorNumber::series_bad_json,
                          "the answer has more pages: the series is not complete",
                          "fetch the remaining pages as well, and give all files")};
        }
        std::size_t i = 0;
        for (const Json& result : results) {
            const std::string path = fmt::format("MetricDataResults[{}]", i++);
            if (!result.is_object()) return {not_a_list(path)};
            auto labelled = metric_of_label(text_member(result, "Label"));
            if (!labelled) continue;  // other metrics, such as latencies
            if (const auto resource = resource_of_dimensions(result))
                labelled->resource = *resource;
            if (Errors errors = add_result(*labelled, result, path); !errors.empty()) return errors;
        }
        return {};
    }

    Errors add_result(const LabelledMetric& labelled, const Json& result, const std::string& path) {
        const std::string status = text_member(result, "StatusCode");
        if (!status.empty() && status != "Complete") {
            return {wrong(file_, path + ".StatusCode", ErrorNumber::series_bad_json,
                          "not \"Complete\": the series has holes", "fetch it again")};
        }
        const std::string stat = text_member(result, "Stat");
        if (labelled.metric.kind != MetricKind::provisioned && !stat.empty() && stat != "Sum") {
            return {wrong(file_, path + ".Stat", ErrorNumber::series_bad_json,
                          fmt::format("\"{}\"; expected \"Sum\"", printable(stat)),
                          "request the metric with Stat=Sum")};
        }
        const Json times = result.value("Timestamps", Json());
        const Json values = result.value("Values", Json());
        if (!times.is_array() || !values.is_array() || times.size() != values.size()) {
            return {wrong(file_, path, ErrorNumber::series_bad_json,
                          "Timestamps and Values are not two lists of the same length",
                          "use the file exactly as CloudWatch printed it")};
        }
        Metric& metric = metric_for(labelled);
        if (auto error = take_period(metric, result, path)) return {*std::move(error)};
        // Provisioned capacity is reported every five minutes, so a Sum over a longer period adds
        // up the same level several times. Dividing by the number of 300-second parts gives the
        // level.
        const bool summed = labelled.metric.kind == MetricKind::provisioned && stat == "Sum";
        const double parts =
            summed ? std::max(static_cast<double>(metric.period_seconds) / 300, 1.0) : 1;
        for (std::size_t k = 0; k < times.size(); ++k) {
            const Json value = parts > 1 && values[k].is_number()
                                   ? Json(values[k].get<double>() / parts)
                                   : values[k];
            if (Errors errors = add_point(metric, times[k], value, fmt::format("{}[{}]", path, k));
                !errors.empty()) {
                return errors;
            }
        }
        return {};
    }

    std::optional<Error> take_period(Metric& metric, const Json& result,
                                     const std::string& path) const {
        const auto period = result.find("Period");
        if (period == result.end()) return std::nullopt;
        const double seconds = period->is_number() ? period->get<double>() : 0;
        const bool good = seconds >= 60 && seconds <= 86'400 && std::fmod(seconds, 60) == 0;
        if (good && (metric.period_seconds == 0 ||
                     metric.period_seconds == static_cast<std::int64_t>(seconds))) {
            metric.period_seconds = static_cast<std::int64_t>(seconds);
            return std::nullopt;
        }
        return wrong(file_, path + ".Period", ErrorNumber::series_bad_period,
                     good ? fmt::format("{} s, and {} s in another part of the same metric",
                                        seconds, metric.period_seconds)
                          : fmt::format("{}; expected whole minutes, 60 to 86400 s",
                                        printable(period->dump())),
                     "fetch the whole metric with one period");
    }

    Errors add_point(Metric& metric, const Json& time, const Json& value, const std::string& path) {
        const bool readable = time.is_string() || time.is_number();
        const TimeRead stamp =
            readable
                ? read_time(time.is_string() ? time.get_ref<const std::string&>() : time.dump())
                : TimeRead{.problem = "is no time"};
        if (!stamp.ok() || minute_of(stamp.time) != stamp.time) {
            return {wrong(file_, path, ErrorNumber::series_bad_time,
                          fmt::format("Timestamp is {}, which {}; expected the start of a minute "
                                      "such as \"2026-03-01T00:03:00Z\"",
                                      printable(time.dump()),
                                      stamp.ok() ? "lies inside a minute" : stamp.problem),
                          stamp.ok() || stamp.help.empty()
                              ? "use the file exactly as CloudWatch printed it"
                              : std::string(stamp.help))};
        }
        const auto sum = value.is_number() ? parse_nano_units(value.dump()) : std::nullopt;
        if (!sum) {
            return {wrong(file_, path, ErrorNumber::series_bad_number,
                          fmt::format("the value is {}; expected units from 0 to {:g}",
                                      printable(value.dump()), largest_sum),
                          "give the statistic Sum")};
        }
        metric.points.push_back({minute_of(stamp.time), *sum});
        return {};
    }

    Error not_a_list(const std::string& path) const {
        return wrong(file_, path, ErrorNumber::series_bad_json,
                     "not in the form that CloudWatch prints",
                     "use the file exactly as CloudWatch printed it");
    }

    const SeriesOptions& options_;
    std::string file_;
    std::map<Resource, RecordedMetrics> resources_;
};

}  // namespace

Result<BacktestSeries> read_cloudwatch_series(const std::vector<NamedText>& files,
                                              const SeriesOptions& options) {
    CloudWatchReader reader(options);
    for (const NamedText& file : files) {
        if (Errors errors = reader.add(file); !errors.empty()) return errors;
    }
    return reader.finish();
}

}  // namespace isotherm
