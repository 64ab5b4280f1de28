// SPDX-License-Identifier: Apache-2.0
// CloudWatch's answers in JSON: get-metric-data, get-metric-statistics, the queries that were sent,
// metric streams, and lists of points that --query leaves over.

#include <fmt/format.h>

#include "workloads/imports/metric_sink.h"

namespace isotherm {
namespace {

bool root_has(const ImportDocument& document, const char* name) {
    return !document.values.empty() && document.root().is_object() &&
           document.root().contains(name);
}

class MetricData final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return root_has(document, "MetricDataResults");
    }
    ImportTurn turn() const override { return ImportTurn::metrics; }
    void read(const ImportReading& reading) const override {
        MetricSink sink(reading);
        for (std::size_t page = 0; page < reading.document.values.size(); ++page)
            for (const auto& series : reading.value(page).at("MetricDataResults").elements())
                read_series(series, sink);
        if (reading.value(reading.document.values.size() - 1).at("NextToken").exists())
            reading.facts.remarks.push_back(reading.document.name() +
                                            " is not complete: it ends with a NextToken");
        sink.settle();
    }

private:
    static std::optional<MetricName> named_by_label(const ImportedValue& series, MetricSink& sink,
                                                    std::int64_t& period_s) {
        return sink.name_of(series.at("Id").text_or(""), series.at("Label").text_or(""), period_s);
    }
    // A run's cloudwatch.json says in each series what the queries said.
    static std::optional<MetricName> name_in(const ImportedValue& series) {
        MetricName name;
        name.metric = series.at("Label").text_or("");
        name.statistic = series.at("Stat").text_or("Sum");
        for (const auto& dimension : series.at("Dimensions").elements()) {
            const std::string of = dimension.at("Name").text_or("");
            if (of == "TableName") name.table = dimension.at("Value").text_or("");
            if (of == "GlobalSecondaryIndexName") name.index = dimension.at("Value").text_or("");
        }
        return name;
    }

    static void read_series(const ImportedValue& series, MetricSink& sink) {
        std::int64_t period_s = series.at("Period").count().value_or(0);
        const auto name = series.at("Dimensions").exists() ? name_in(series)
                                                           : named_by_label(series, sink, period_s);
        if (!name) return;
        // A run has metrics that say nothing about its load.
        if (series.at("Dimensions").exists() && !is_known_metric(name->metric)) return;
        const auto times = series.at("Timestamps").elements();
        const auto values = series.at("Values").elements();
        if (times.size() != values.size()) {
            series.wrong(ErrorNumber::series_bad_json,
                         fmt::format("{} has {} Timestamps and {} Values", series.path(),
                                     times.size(), values.size()),
                         "export it again");
            return;
        }
        const bool level = name->metric.starts_with("Provisioned");
        for (std::size_t i = 0; i < times.size(); ++i) {
            const auto time = sink.time_of(times[i]);
            const auto value = values[i].number();
            if (!time || !value) return;
            if (name->statistic == "Average" && !level) {
                sink.add_statistics(*name, *time, {}, {}, value, period_s);
            } else {
                MetricName stored = *name;
                if (level) stored.statistic = "Average";
                sink.add(stored, *time, *value, period_s);
            }
        }
    }
};

std::optional<double> statistic(const ImportedValue& point, const char* name) {
    const ImportedValue value = point.at(name);
    return value.exists() ? value.number() : std::nullopt;
}

// Averages of provisioned capacity are what is wanted; those of consumed units are no rate.
bool has_averages_only(const ImportedValue& answer) {
    if (answer.at("Label").text_or("").find("Provisioned") != std::string::npos) return false;
    bool average = false;
    for (const auto& point : answer.at("Datapoints").elements()) {
        if (point.at("Sum").exists() || point.at("SampleCount").exists()) return false;
        average |= point.at("Average").exists();
    }
    return average;
}

class MetricStatistics final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return root_has(document, "Datapoints") && root_has(document, "Label");
    }
    ImportTurn turn() const override { return ImportTurn::metrics; }
    void read(const ImportReading& reading) const override {
        MetricSink sink(reading);
        for (std::size_t i = 0; i < reading.document.values.size(); ++i) {
            std::int64_t period_s = 0;
            const ImportedValue answer = reading.value(i);
            if (has_averages_only(answer)) {
                sink.refuse_average(answer.at("Label").text_or(""));
                return;
            }
            const auto name = sink.name_of("", answer.at("Label").text_or(""), period_s);
            if (!name) return;
            for (const auto& point : answer.at("Datapoints").elements()) {
                const auto time = sink.time_of(point.at("Timestamp"));
                if (!time) return;
                sink.add_statistics(*name, *time, statistic(point, "Sum"),
                                    statistic(point, "SampleCount"), statistic(point, "Average"),
                                    period_s);
            }
        }
        sink.settle();
    }
};

// [["2026-11-16T00:00:00Z", 90000.0], …] or [{"Timestamp": …, "Sum": …}, …].
class MetricPairs final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        if (document.form != ImportDocument::Form::json || !document.root().is_array() ||
            document.root().empty())
            return false;
        const ImportJson& first = document.root().front();
        return (first.is_array() && first.size() == 2 && first[1].is_number()) ||
               (first.is_object() && first.contains("Timestamp") && first.contains("Sum"));
    }
    ImportTurn turn() const override { return ImportTurn::metrics; }
    void read(const ImportReading& reading) const override {
        MetricSink sink(reading);
        std::int64_t period_s = 0;
        const auto name = sink.name_of("", reading.options.metric, period_s);
        if (!name) return;
        for (const auto& point : reading.root().elements()) {
            const bool pair = point.is_list();
            const auto time = sink.time_of(pair ? point.at(std::size_t{0}) : point.at("Timestamp"));
            const auto value = (pair ? point.at(std::size_t{1}) : point.at("Sum")).number();
            if (!time || !value) return;
            sink.add(*name, *time, *value, 0);
        }
        sink.settle();
    }
};

// What was sent to get-metric-data: --metric-data-queries file://FILE.
class MetricQueries final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        if (document.values.empty()) return false;
        const ImportJson& root = document.root();
        const ImportJson* list = root.is_object() && root.contains("MetricDataQueries")
                                     ? &root["MetricDataQueries"]
                                     : &root;
        return list->is_array() && !list->empty() && list->front().is_object() &&
               list->front().contains("MetricStat");
    }
    ImportTurn turn() const override { return ImportTurn::queries; }
    void read(const ImportReading& reading) const override {
        const ImportedValue root = reading.root();
        const ImportedValue list = root.is_list() ? root : root.at("MetricDataQueries");
        for (const auto& query : list.elements()) {
            const ImportedValue stat = query.at("MetricStat");
            const ImportedValue metric = stat.at("Metric");
            if (metric.at("Namespace").text_or("AWS/DynamoDB") != "AWS/DynamoDB") {
                ++reading.source.skipped;
                continue;
            }
            MetricName name;
            name.metric = metric.at("MetricName").text_or("");
            name.statistic = stat.at("Stat").text_or("Sum");
            for (const auto& dimension : metric.at("Dimensions").elements()) {
                const std::string of = dimension.at("Name").text_or("");
                const std::string value = dimension.at("Value").text_or("");
                if (of == "TableName") name.table = table_of_arn(value);
                if (of == "GlobalSecondaryIndexName") name.index = value;
                if (of == "Operation") name.operation = value;
            }
            const std::string id = query.at("Id").text_or("");
            reading.facts.query_periods[id] = stat.at("Period").count(1).value_or(0);
            reading.facts.queries[id] = std::move(name);
            ++reading.source.used;
        }
    }
};

// Metric streams: one point per line, delivered in no order and sometimes twice.
class MetricStream final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return root_has(document, "metric_stream_name") ||
               (root_has(document, "metric_name") && root_has(document, "dimensions"));
    }
    ImportTurn turn() const override { return ImportTurn::metrics; }
    void read(const ImportReading& reading) const override {
        MetricSink sink(reading);
        for (std::size_t i = 0; i < reading.document.values.size(); ++i) {
            const ImportedValue point = reading.value(i);
            if (point.at("namespace").text_or("") != "AWS/DynamoDB" ||
                !is_known_metric(point.at("metric_name").text_or(""))) {
                ++reading.source.skipped;
                continue;
            }
            read_point(point, sink);
        }
        sink.settle();
    }

private:
    // Streams have the finest period that a metric comes with.
    static constexpr std::int64_t stream_period = 60;

    static void read_point(const ImportedValue& point, MetricSink& sink) {
        const ImportedValue dimensions = point.at("dimensions");
        const MetricName name{dimensions.at("TableName").text_or(""),
                              dimensions.at("GlobalSecondaryIndexName").text_or(""),
                              point.at("metric_name").text_or(""), "",
                              dimensions.at("Operation").text_or("")};
        const auto time = sink.time_of(point.at("timestamp"));
        if (!time || name.table.empty()) return;
        const ImportedValue value = point.at("value");
        sink.add_statistics(name, *time, statistic(value, "sum"), statistic(value, "count"), {},
                            stream_period);
    }
};

const Registered<ImportFormat, MetricData> metric_data_entry(
    "metric-data", "CloudWatch metrics: aws cloudwatch get-metric-data",
    {.file =
         R"({"MetricDataResults": [{"Id": "w", "Label": "votes||ConsumedWriteCapacityUnits|Sum|60", "Timestamps": ["2026-11-16T00:00:00Z"], "Values": [60000]}]})",
     .rows = 1});
const Registered<ImportFormat, MetricStatistics> metric_statistics_entry(
    "metric-statistics",
    "one CloudWatch metric: aws cloudwatch get-metric-statistics --statistics Sum SampleCount",
    {.file =
         R"({"Label": "ConsumedWriteCapacityUnits", "Datapoints": [{"Timestamp": "2026-11-16T00:00:00Z", "Sum": 60000}]})"});
const Registered<ImportFormat, MetricPairs> metric_pairs_entry(
    "metric-pairs", "points that --query left over of a CloudWatch metric; needs --metric",
    {.file = R"([["2026-11-16T00:00:00Z", 60000], ["2026-11-16T00:01:00Z", 54000]])"});
const Registered<ImportFormat, MetricQueries> metric_queries_entry(
    "metric-queries", "the queries that were sent to get-metric-data, which name its series",
    {.file =
         R"([{"Id": "w", "MetricStat": {"Metric": {"Namespace": "AWS/DynamoDB", "MetricName": "ConsumedWriteCapacityUnits"}, "Period": 60, "Stat": "Sum"}}])"});
const Registered<ImportFormat, MetricStream> metric_stream_entry(
    "metric-stream", "a CloudWatch metric stream in JSON, from S3",
    {.file =
         R"({"metric_stream_name": "all", "namespace": "AWS/DynamoDB", "metric_name": "ConsumedWriteCapacityUnits", "dimensions": {"TableName": "votes"}, "timestamp": 1794787200000, "value": {"sum": 60000, "count": 60000}})"});

}  // namespace
}  // namespace isotherm
