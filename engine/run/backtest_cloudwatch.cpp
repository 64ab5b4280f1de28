// CloudWatch's JSON as a series: get-metric-statistics (Datapoints, one metric a file, in no order)
// and get-metric-data (MetricDataResults, two lists in parallel); trace-formats 8.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "engine/run/backtest_series.h"
#include "engine/run/json_text.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;
using Points = std::map<UtcMinute, std::int64_t>;  // nano-units, by the start of the period

Error wrong(const std::string& file, std::string path, int number, std::string what,
            std::string fix) {
    return {ExitCode::bad_trace,
            number,
            {.file = file, .path = path},
            path.empty() ? std::move(what) : fmt::format("{}: {}", path, what),
            std::move(fix)};
}

// "" for what is not there or no text.
std::string text_member(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

// Which side a metric is of; nullopt for a metric that is no consumption.
std::optional<Side> side_of_label(const std::string& label) {
    if (label.find("ConsumedReadCapacityUnits") != label.npos) return Side::read;
    if (label.find("ConsumedWriteCapacityUnits") != label.npos) return Side::write;
    return std::nullopt;
}

class CloudWatchReader {
public:
    explicit CloudWatchReader(std::int64_t period) : wanted_period_(period) {}

    Errors add(const NamedText& file) {
        auto json =
            parse_json_text(file.text, file.file_name, ExitCode::bad_trace, series_error::bad_json);
        if (!json.ok()) return json.errors();
        file_ = file.file_name;
        const Json& root = json.value();
        if (root.is_object() && root.contains("Datapoints")) return add_statistics(root);
        if (root.is_object() && root.contains("MetricDataResults")) return add_data(root);
        return {wrong(file_, "", series_error::bad_json,
                      "neither \"Datapoints\" nor \"MetricDataResults\" at the top",
                      "give what aws cloudwatch get-metric-statistics or get-metric-data prints")};
    }

    Result<BacktestSeries> finish() {
        if (points_[0].empty() && points_[1].empty()) {
            return wrong(file_, "", series_error::empty,
                         "no datapoint of ConsumedReadCapacityUnits or ConsumedWriteCapacityUnits",
                         "ask CloudWatch for these two metrics with --statistics Sum");
        }
        const auto period = period_of_points();
        if (!period.ok()) return period.errors();
        BacktestSeries series;
        series.period_seconds = period.value();
        if (auto error = fill(series)) return *std::move(error);
        series.notes.push_back(
            "CloudWatch's sums are what was consumed; what was throttled then is not in them.");
        note_coarse_period(series);
        return series;
    }

private:
    Errors add_statistics(const Json& root) {
        const std::string label = text_member(root, "Label");
        const auto side = side_of_label(label);
        if (!side) {
            return {
                wrong(file_, "Label", series_error::bad_json,
                      fmt::format("\"{}\" is not a metric of consumed capacity", printable(label)),
                      "use ConsumedReadCapacityUnits or ConsumedWriteCapacityUnits")};
        }
        if (!root["Datapoints"].is_array()) return {not_a_list("Datapoints")};
        std::size_t i = 0;
        for (const Json& point : root["Datapoints"]) {
            const std::string path = fmt::format("Datapoints[{}]", i++);
            if (!point.is_object() || !point.contains("Timestamp") || !point.contains("Sum")) {
                return {wrong(file_, path, series_error::bad_json, "no Timestamp or no Sum",
                              "ask CloudWatch with --statistics Sum")};
            }
            if (Errors errors = add_point(*side, point["Timestamp"], point["Sum"], path);
                !errors.empty()) {
                return errors;
            }
        }
        return {};
    }

    Errors add_data(const Json& root) {
        const Json& results = root["MetricDataResults"];
        if (!results.is_array()) return {not_a_list("MetricDataResults")};
        if (!text_member(root, "NextToken").empty()) {
            return {wrong(file_, "NextToken", series_error::bad_json,
                          "the answer goes on: the series is not complete",
                          "fetch the following pages, too, and give all files")};
        }
        std::size_t i = 0;
        for (const Json& result : results) {
            const std::string path = fmt::format("MetricDataResults[{}]", i++);
            if (!result.is_object()) return {not_a_list(path)};
            const auto side = side_of_label(text_member(result, "Label"));
            if (!side) continue;  // throttles and other metrics beside
            if (Errors errors = add_result(*side, result, path); !errors.empty()) return errors;
        }
        return {};
    }

    Errors add_result(Side side, const Json& result, const std::string& path) {
        const std::string status = text_member(result, "StatusCode");
        if (!status.empty() && status != "Complete") {
            return {wrong(file_, path + ".StatusCode", series_error::bad_json,
                          "not \"Complete\": the series has holes", "fetch it again")};
        }
        const Json times = result.value("Timestamps", Json());
        const Json values = result.value("Values", Json());
        if (!times.is_array() || !values.is_array() || times.size() != values.size()) {
            return {wrong(file_, path, series_error::bad_json,
                          "Timestamps and Values are not two lists of the same length",
                          "give the file as CloudWatch printed it")};
        }
        for (std::size_t k = 0; k < times.size(); ++k) {
            if (Errors errors =
                    add_point(side, times[k], values[k], fmt::format("{}[{}]", path, k));
                !errors.empty()) {
                return errors;
            }
        }
        return {};
    }

    Errors add_point(Side side, const Json& time, const Json& value, const std::string& path) {
        const auto stamp =
            time.is_string() ? parse_utc_stamp(time.get_ref<const std::string&>()) : std::nullopt;
        if (!stamp || minute_of(*stamp) != *stamp) {
            return {wrong(file_, path, series_error::bad_time,
                          fmt::format("Timestamp is {}; expected the start of a minute of UTC such "
                                      "as \"2026-03-01T00:03:00Z\"",
                                      printable(time.dump())),
                          "give times in UTC")};
        }
        const auto sum = value.is_number() ? parse_nano_units(value.dump()) : std::nullopt;
        if (!sum) {
            return {wrong(file_, path, series_error::bad_number,
                          fmt::format("the value is {}; expected units from 0 to {:g}",
                                      printable(value.dump()), largest_sum),
                          "give the statistic Sum")};
        }
        Points& points = points_[static_cast<std::size_t>(side)];
        if (!points.emplace(minute_of(*stamp), *sum).second) {
            return {wrong(file_, path, series_error::out_of_order,
                          fmt::format("{} stands twice in one metric", utc_text(*stamp)),
                          "give one table's or one index's metrics only")};
        }
        return {};
    }

    Error not_a_list(const std::string& path) const {
        return wrong(file_, path, series_error::bad_json, "not of the form CloudWatch prints",
                     "give the file as CloudWatch printed it");
    }

    // CloudWatch does not say the period; the distances between points do, being its multiples.
    Result<std::int64_t> period_of_points() const {
        std::int64_t steps = 0;  // greatest common divisor, in seconds
        for (const Points& points : points_) {
            for (auto point = points.begin(); point != points.end(); ++point) {
                if (point == points.begin()) continue;
                const auto step = std::chrono::seconds(point->first - std::prev(point)->first);
                steps = std::gcd(steps, static_cast<std::int64_t>(step.count()));
            }
        }
        if (!points_[0].empty() && !points_[1].empty()) {
            const auto step =
                std::chrono::seconds(points_[0].begin()->first - points_[1].begin()->first);
            steps = std::gcd(steps, static_cast<std::int64_t>(std::abs(step.count())));
        }
        if (wanted_period_ > 0 && steps % wanted_period_ == 0) return wanted_period_;
        if (wanted_period_ > 0) {
            return wrong(file_, "", series_error::bad_period,
                         fmt::format("points stand {} s apart, not multiples of {} s", steps,
                                     wanted_period_),
                         "leave --period out, or give the period the metric was asked with");
        }
        if (steps == 0) return 60;
        for (const std::int64_t period : {3600, 300}) {
            if (steps % period == 0) return period;
        }
        return 60;
    }

    // A period without a point is one in which nothing was consumed.
    std::optional<Error> fill(BacktestSeries& series) const {
        UtcMinute first = UtcMinute::max();
        UtcMinute last = UtcMinute::min();
        for (const Points& points : points_) {
            if (points.empty()) continue;
            first = std::min(first, points.begin()->first);
            last = std::max(last, points.rbegin()->first);
        }
        if (last - first > longest_series) {
            return wrong(file_, "", series_error::too_long,
                         fmt::format("points from {} to {}: longer than ten years", utc_text(first),
                                     utc_text(last)),
                         "check the time stamps, or give a part of the series");
        }
        series.first = first;
        const std::chrono::minutes period(series.period_seconds / 60);
        for (std::size_t s = 0; s < side_count; ++s) {
            for (UtcMinute time = first; time <= last; time += period) {
                const auto point = points_[s].find(time);
                append_period(series.demand[s], point == points_[s].end() ? 0 : point->second,
                              series.period_seconds);
            }
        }
        return std::nullopt;
    }

    std::int64_t wanted_period_;
    std::string file_;
    std::array<Points, side_count> points_;
};

}  // namespace

Result<BacktestSeries> read_cloudwatch_series(const std::vector<NamedText>& files,
                                              std::int64_t period_seconds) {
    CloudWatchReader reader(period_seconds);
    for (const NamedText& file : files) {
        if (Errors errors = reader.add(file); !errors.empty()) return errors;
    }
    return reader.finish();
}

}  // namespace isotherm
