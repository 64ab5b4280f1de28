// SPDX-License-Identifier: Apache-2.0
#include "app/report/cloudwatch.h"

#include <fmt/format.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;
using Seconds = std::vector<SeriesSecond>;

// Computes the value of one period [first, end); nullopt: CloudWatch would have no data point.
using Point =
    std::function<std::optional<double>(const Seconds&, std::size_t first, std::size_t end)>;

std::optional<double> sum_where(const Seconds& seconds, std::size_t first, std::size_t end,
                                const std::function<double(const SeriesSecond&)>& value) {
    double sum = 0;
    for (std::size_t s = first; s < end; ++s) sum += value(seconds[s]);
    return sum > 0 ? std::optional<double>(sum) : std::nullopt;
}

Point consumed_units() {
    return [](const Seconds& seconds, std::size_t first, std::size_t end) {
        return sum_where(seconds, first, end,
                         [](const SeriesSecond& s) { return HalfUnits(s.consumed).in_units(); });
    };
}

// A metric for one throttling reason, as CloudWatch has had since 2025. Counts the tries that
// `limits` refused, and the table's writes that an index refused because of one of these limits.
struct ReasonMetric {
    const char* name;  // name without its prefix "Read" or "Write"
    std::vector<Outcome> limits;
    std::uint64_t (*of_table)(const CallCounts&);
};

const ReasonMetric reason_metrics[]{
    {"ProvisionedThroughputThrottleEvents",
     {Outcome::partition_share, Outcome::table_throughput, Outcome::node_capacity},
     [](const CallCounts& calls) {
         return calls.refused_base_writes - calls.refused_by_hot_partition -
                calls.refused_by_on_demand_maximum;
     }},
    {"KeyRangeThroughputThrottleEvents",
     {Outcome::partition_maximum, Outcome::on_demand_capacity},
     [](const CallCounts& calls) { return calls.refused_by_hot_partition; }},
    {"MaxOnDemandThroughputThrottleEvents",
     {Outcome::on_demand_maximum},
     [](const CallCounts& calls) { return calls.refused_by_on_demand_maximum; }},
    {"AccountLimitThrottleEvents",
     {Outcome::quota},
     [](const CallCounts&) { return std::uint64_t{0}; }},
};

Point refused_because_of(const ReasonMetric& reason) {
    return [&reason](const Seconds& seconds, std::size_t first, std::size_t end) {
        return sum_where(seconds, first, end, [&](const SeriesSecond& s) {
            std::uint64_t sum = reason.of_table(s.calls);
            for (const Outcome limit : reason.limits)
                sum += s.requests[static_cast<std::size_t>(limit)];
            return static_cast<double>(sum);
        });
    };
}

// Counts one event per throttled item. If indexes refuse a table's write because they are behind,
// this is an event of each such index, not of the table.
Point throttled_events() {
    return [](const Seconds& seconds, std::size_t first, std::size_t end) {
        return sum_where(seconds, first, end, [](const SeriesSecond& s) {
            std::uint64_t by_indexes = 0;
            for (std::size_t o = 1; o < outcome_count; ++o)
                by_indexes += is_back_pressure(static_cast<Outcome>(o)) ? s.requests[o] : 0;
            return static_cast<double>(s.throttled() - by_indexes + s.calls.refused_base_writes);
        });
    };
}

Point counted(std::uint64_t CallCounts::*count) {
    return [count](const Seconds& seconds, std::size_t first, std::size_t end) {
        return sum_where(seconds, first, end, [count](const SeriesSecond& s) {
            return static_cast<double>(s.calls.*count);
        });
    };
}

// CloudWatch has no data point for an on-demand table, nor for a time at which the table does not
// exist.
Point provisioned_units(const TableRecording& table) {
    return [&table](const Seconds& seconds, std::size_t, std::size_t end) -> std::optional<double> {
        const auto second = static_cast<std::int64_t>(end - 1) * table.column_seconds;
        if (table.on_demand_at(second) || seconds[end - 1].provisioned == 0) return std::nullopt;
        return static_cast<double>(seconds[end - 1].provisioned) * 1e-3;
    };
}

class Metrics {
public:
    Metrics(const Recording& recording, Json& results) : recording_(recording), results_(results) {}

    void add(const TableRecording& table, std::size_t number, Side side, const std::string& name,
             std::size_t period, const Point& point) {
        add(table, number, table.seconds[side], name, period, point);
    }
    void add(const TableRecording& table, std::size_t number, const Seconds& seconds,
             const std::string& name, std::size_t period, const Point& point) {
        Json times = Json::array(), values = Json::array();
        const auto each = static_cast<std::size_t>(table.column_seconds);
        // Periods are aligned to the wall clock, so the first period of a run may be short. A run
        // recorded by the minute is treated as if it started at the beginning of its first minute.
        const auto since = static_cast<std::size_t>(
            floor<std::chrono::seconds>(recording_.start).time_since_epoch().count());
        const std::size_t passed = since % period / each;
        const std::size_t columns = period / each;
        for (std::size_t first = 0, end = columns - passed; first < seconds.size();
             first = end, end += columns) {
            const auto value = point(seconds, first, std::min(end, seconds.size()));
            if (!value) continue;
            const std::size_t begun = since + first * each;
            times.push_back(utc_text(WallTime(std::chrono::seconds(begun - begun % period))));
            values.push_back(*value);
        }
        if (times.empty()) return;
        Json dimensions = Json::array();
        dimensions.push_back({{"Name", "TableName"}, {"Value", table.name.table}});
        if (table.is_index) {
            dimensions.push_back(
                {{"Name", "GlobalSecondaryIndexName"}, {"Value", table.name.index}});
        }
        results_.push_back({{"Id", fmt::format("m{}_{}", number, name)},
                            {"Label", name},
                            {"Namespace", "AWS/DynamoDB"},
                            {"Dimensions", dimensions},
                            {"Period", period},
                            {"Stat", "Sum"},
                            {"Timestamps", times},
                            {"Values", values},
                            {"StatusCode", "Complete"}});
    }

private:
    const Recording& recording_;
    Json& results_;
};

// These metrics have no dimension for indexes: a table's value is the sum over reads and writes of
// the table and its indexes.
void add_request_metrics(const Recording& recording, std::size_t number, Metrics& metrics) {
    constexpr std::size_t minute = 60;
    const TableRecording& table = recording.tables[number];
    Seconds sum(table.seconds[Side::read].size());
    for (const TableRecording& other : recording.tables) {
        if (other.name.table != table.name.table) continue;
        for (const auto& side : other.seconds) {
            for (std::size_t s = 0; s < side.size(); ++s) sum[s].calls += side[s].calls;
        }
    }
    const auto add = [&](const char* name, std::uint64_t CallCounts::*count) {
        metrics.add(table, number, sum, name, minute, counted(count));
    };
    add("ThrottledRequests", &CallCounts::throttled_requests);
    add("ConditionalCheckFailedRequests", &CallCounts::conditional_check_failed);
    add("ReturnedItemCount", &CallCounts::returned_items);
    add("TimeToLiveDeletedItemCount", &CallCounts::time_to_live_deleted);
}

}  // namespace

Json cloudwatch_json(const Recording& recording) {
    constexpr std::size_t minute = 60;
    constexpr std::size_t five_minutes = 300;
    Json results = Json::array();
    Metrics metrics(recording, results);
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        const TableRecording& table = recording.tables[t];
        for (const Side side : both_sides) {
            const std::string word = side == Side::read ? "Read" : "Write";
            metrics.add(table, t, side, "Consumed" + word + "CapacityUnits", minute,
                        consumed_units());
            metrics.add(table, t, side, "Provisioned" + word + "CapacityUnits", five_minutes,
                        provisioned_units(table));
            metrics.add(table, t, side, word + "ThrottleEvents", minute, throttled_events());
            if (!recording.throttle_reasons) continue;
            for (const ReasonMetric& reason : reason_metrics)
                metrics.add(table, t, side, word + reason.name, minute, refused_because_of(reason));
        }
        if (!table.is_index) add_request_metrics(recording, t, metrics);
    }
    return {{"MetricDataResults", results}, {"Messages", Json::array()}};
}

}  // namespace isotherm
