// SPDX-License-Identifier: Apache-2.0
#include "engine/alarms/table_metrics.h"

#include <algorithm>
#include <array>

namespace isotherm {
namespace {

enum class Counts : std::uint8_t { consumed, provisioned, events, reason, calls, age };

// The tries that `limits` refused, and the table's writes that an index refused because of one of
// these limits. CloudWatch has a metric for each reason since 2025.
struct ThrottleReason {
    std::string_view name;  // without its prefix "Read" or "Write"
    std::vector<Outcome> limits;
    std::uint64_t (*of_table)(const CallCounts&);
};
const std::array<ThrottleReason, 4> throttle_reasons{{
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
}};

struct CallMetric {
    std::string_view name;
    std::uint64_t CallCounts::*count;
};
constexpr std::array<CallMetric, 4> call_metrics{{
    {"ThrottledRequests", &CallCounts::throttled_requests},
    {"ConditionalCheckFailedRequests", &CallCounts::conditional_check_failed},
    {"ReturnedItemCount", &CallCounts::returned_items},
    {"TimeToLiveDeletedItemCount", &CallCounts::time_to_live_deleted},
}};

// What stands behind each metric.
struct Source {
    TableMetric metric;
    Counts counts = Counts::consumed;
    std::size_t number = 0;  // in throttle_reasons or call_metrics
};

std::vector<Source> all_sources() {
    std::vector<Source> all;
    for (const Side side : both_sides) {
        const std::string word = side == Side::read ? "Read" : "Write";
        all.push_back({{.name = "Consumed" + word + "CapacityUnits", .side = side}});
        all.push_back({{.name = "Provisioned" + word + "CapacityUnits",
                        .side = side,
                        .period = 5min,
                        .level = true},
                       Counts::provisioned});
        all.push_back({{.name = word + "ThrottleEvents", .side = side}, Counts::events});
        for (std::size_t r = 0; r < throttle_reasons.size(); ++r) {
            all.push_back({{.name = word + std::string(throttle_reasons[r].name),
                            .side = side,
                            .of_reason = true},
                           Counts::reason,
                           r});
        }
    }
    for (std::size_t c = 0; c < call_metrics.size(); ++c) {
        all.push_back({{.name = std::string(call_metrics[c].name), .of_whole_table = true},
                       Counts::calls,
                       c});
    }
    for (const char* name : {"IteratorAge", "ReplicationLatency"})
        all.push_back({{.name = name, .of_whole_table = true, .of_readers = true}, Counts::age});
    return all;
}

const std::vector<Source>& sources() {
    static const std::vector<Source> all = all_sources();
    return all;
}

// Counts one event per throttled item. If indexes refuse a table's write because they are behind,
// this is an event of each such index, not of the table.
std::uint64_t events_of(const SeriesSecond& second) {
    std::uint64_t by_indexes = 0;
    for (std::size_t o = 1; o < outcome_count; ++o)
        by_indexes += is_back_pressure(static_cast<Outcome>(o)) ? second.requests[o] : 0;
    return second.throttled() - by_indexes + second.calls.refused_base_writes;
}

double counted(const Source& source, const SeriesSecond& second) {
    switch (source.counts) {
        case Counts::consumed:
            return HalfUnits(second.consumed).in_units();
        case Counts::events:
            return static_cast<double>(events_of(second));
        case Counts::reason: {
            const ThrottleReason& reason = throttle_reasons[source.number];
            std::uint64_t sum = reason.of_table(second.calls);
            for (const Outcome limit : reason.limits)
                sum += second.requests[static_cast<std::size_t>(limit)];
            return static_cast<double>(sum);
        }
        case Counts::calls:
            return static_cast<double>(second.calls.*call_metrics[source.number].count);
        case Counts::provisioned:
        case Counts::age:
            break;
    }
    return 0;
}

// The highest age in the minutes of the run that these columns touch; nullopt: nothing reads the
// table's changes yet, or Regions agree before they answer, for which CloudWatch has no metric.
std::optional<double> highest_age(const Recording& recording, std::size_t table, bool replicates,
                                  std::size_t first, std::size_t end) {
    constexpr std::size_t minute = 60;
    const auto each = static_cast<std::size_t>(recording.tables[table].column_seconds);
    std::optional<double> highest;
    for (const ConsumerRecord& reader : recording.consumers) {
        if (reader.table != table || reader.replicates != replicates || reader.strong) continue;
        const std::size_t last =
            std::min((end * each + minute - 1) / minute, reader.minutes.size());
        for (std::size_t m = first * each / minute; m < last; ++m) {
            const double age = static_cast<double>(reader.minutes[m].age_us) * 1e-3;
            highest = std::max(highest.value_or(0), age);
        }
    }
    return highest;
}

}  // namespace

std::span<const TableMetric> table_metrics() {
    static const std::vector<TableMetric> metrics = [] {
        std::vector<TableMetric> all;
        for (const Source& source : sources()) all.push_back(source.metric);
        return all;
    }();
    return metrics;
}

std::optional<std::size_t> table_metric_named(std::string_view name) {
    const auto metrics = table_metrics();
    for (std::size_t m = 0; m < metrics.size(); ++m)
        if (metrics[m].name == name) return m;
    return std::nullopt;
}

std::vector<std::string> table_metric_names() {
    std::vector<std::string> names;
    for (const TableMetric& metric : table_metrics()) names.push_back(metric.name);
    return names;
}

MetricSeries::MetricSeries(const Recording& recording, std::size_t table, std::size_t metric)
    : recording_(&recording), table_(table), metric_(metric) {
    if (!table_metrics()[metric].of_whole_table) {
        members_.push_back(table);
        return;
    }
    const std::string& name = recording.tables[table].name.table;
    for (std::size_t t = 0; t < recording.tables.size(); ++t)
        if (recording.tables[t].name.table == name) members_.push_back(t);
}

std::size_t MetricSeries::columns() const {
    return recording_->tables[table_].seconds[Side::read].size();
}

double MetricSeries::sum(const TableRecording& table, Side side, std::size_t first,
                         std::size_t end) const {
    const Source& source = sources()[metric_];
    const auto& seconds = table.seconds[side];
    double sum = 0;
    for (std::size_t s = first; s < std::min(end, seconds.size()); ++s)
        sum += counted(source, seconds[s]);
    return sum;
}

std::optional<double> MetricSeries::value(std::size_t first, std::size_t end) const {
    const TableMetric& metric = sources()[metric_].metric;
    const TableRecording& own = recording_->tables[table_];
    if (metric.level) {
        const auto& seconds = own.seconds[metric.side];
        if (first >= seconds.size()) return std::nullopt;
        const std::size_t last = std::min(end, seconds.size()) - 1;
        const auto second = static_cast<std::int64_t>(last) * own.column_seconds;
        // Neither an on-demand table nor one that is not there has a datapoint.
        if (own.on_demand_at(second) || seconds[last].provisioned == 0) return std::nullopt;
        return static_cast<double>(seconds[last].provisioned) * 1e-3;
    }
    if (metric.of_readers)
        return highest_age(*recording_, table_, metric.name == "ReplicationLatency", first, end);
    double total = 0;
    for (const std::size_t member : members_) {
        const TableRecording& table = recording_->tables[member];
        if (!metric.of_whole_table) {
            total += sum(table, metric.side, first, end);
        } else {
            for (const Side side : both_sides) total += sum(table, side, first, end);
        }
    }
    return total > 0 ? std::optional(total) : std::nullopt;
}

}  // namespace isotherm
