#include "app/report/cloudwatch.h"

#include <fmt/format.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;
using Seconds = std::vector<SeriesSecond>;

// What one period shows; nothing where CloudWatch would have no point.
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

Point throttled_events(std::optional<Outcome> only) {
    return [only](const Seconds& seconds, std::size_t first, std::size_t end) {
        return sum_where(seconds, first, end, [only](const SeriesSecond& s) {
            return only ? static_cast<double>(s.requests[static_cast<std::size_t>(*only)])
                        : static_cast<double>(s.throttled());
        });
    };
}

Point provisioned_units() {
    return [](const Seconds& seconds, std::size_t, std::size_t end) {
        return std::optional<double>(static_cast<double>(seconds[end - 1].provisioned) * 1e-3);
    };
}

class Metrics {
public:
    Metrics(const Recording& recording, Json& results) : recording_(recording), results_(results) {}

    void add(const TableRecording& table, std::size_t number, Side side, const std::string& name,
             std::size_t period, const Point& point) {
        const Seconds& seconds = table.seconds[static_cast<std::size_t>(side)];
        Json times = Json::array(), values = Json::array();
        for (std::size_t first = 0; first < seconds.size(); first += period) {
            const auto value = point(seconds, first, std::min(first + period, seconds.size()));
            if (!value) continue;
            times.push_back(utc_text(recording_.start + std::chrono::seconds(first)));
            values.push_back(*value);
        }
        if (times.empty()) return;
        Json dimensions = Json::array();
        const std::size_t dot = table.is_index ? table.name.rfind('.') : std::string::npos;
        dimensions.push_back({{"Name", "TableName"}, {"Value", table.name.substr(0, dot)}});
        if (table.is_index) {
            dimensions.push_back(
                {{"Name", "GlobalSecondaryIndexName"}, {"Value", table.name.substr(dot + 1)}});
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
                        provisioned_units());
            metrics.add(table, t, side, word + "ThrottleEvents", minute,
                        throttled_events(std::nullopt));
            if (!recording.throttle_reasons) continue;  // one metric a reason since 2025
            metrics.add(table, t, side, word + "KeyRangeThroughputThrottleEvents", minute,
                        throttled_events(Outcome::partition_maximum));
            metrics.add(table, t, side, word + "MaxOnDemandThroughputThrottleEvents", minute,
                        throttled_events(Outcome::on_demand_maximum));
            metrics.add(table, t, side, word + "AccountLimitThrottleEvents", minute,
                        throttled_events(Outcome::quota));
        }
    }
    return {{"MetricDataResults", results}, {"Messages", Json::array()}};
}

}  // namespace isotherm
