// SPDX-License-Identifier: Apache-2.0
#include "engine/backtest/recorded_metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

using std::chrono::minutes;

constexpr std::string_view plural(Side side) { return side == Side::read ? "reads" : "writes"; }
constexpr std::string_view heading(Side side) { return side == Side::read ? "Reads" : "Writes"; }

// Distributes a period's value over its minutes, as evenly as integers allow.
void spread(std::vector<std::int64_t>& into, std::size_t first, std::int64_t value,
            std::int64_t period_seconds) {
    const std::int64_t parts = period_seconds / 60;
    std::int64_t given = 0;
    for (std::int64_t part = 1; part <= parts; ++part) {
        const auto upto = static_cast<std::int64_t>(static_cast<__int128>(value) * part / parts);
        into[first + static_cast<std::size_t>(part - 1)] += upto - given;
        given = upto;
    }
}

class SeriesBuilder {
public:
    SeriesBuilder(RecordedMetrics& metrics, const SeriesOptions& options)
        : metrics_(metrics), options_(options) {}

    Result<BacktestSeries> build() {
        for (const Side side : both_sides) {
            for (Metric* metric : {&consumed(side), &provisioned(side), &events(side)}) {
                if (auto error = put_in_order(*metric, side)) return *std::move(error);
            }
        }
        if (consumed(Side::read).points.empty() && consumed(Side::write).points.empty()) {
            return wrong(ErrorNumber::series_empty,
                         "no point of ConsumedReadCapacityUnits or ConsumedWriteCapacityUnits",
                         "request these two metrics from CloudWatch with --statistics Sum");
        }
        if (auto error = find_periods()) return *std::move(error);
        if (auto error = find_extent()) return *std::move(error);
        for (const Side side : both_sides) {
            if (auto error = fill(side)) return *std::move(error);
        }
        note_periods();
        return std::move(series_);
    }

private:
    using Problem = std::optional<Error>;

    Metric& consumed(Side side) { return metrics_.consumed[side]; }
    Metric& provisioned(Side side) { return metrics_.provisioned[side]; }
    Metric& events(Side side) { return metrics_.throttle_events[side]; }
    RecordedSide& recorded(Side side) { return series_.recorded[side]; }

    Error wrong(ErrorNumber number, std::string what, std::string fix) const {
        return {ExitCode::bad_trace,
                number,
                {.file = metrics_.file_name},
                std::move(what),
                std::move(fix)};
    }

    Problem put_in_order(Metric& metric, Side side) const {
        auto& points = metric.points;
        const auto earlier = [](const MetricPoint& a, const MetricPoint& b) {
            return a.time < b.time;
        };
        if (!std::is_sorted(points.begin(), points.end(), earlier))
            std::sort(points.begin(), points.end(), earlier);
        const auto twice =
            std::adjacent_find(points.begin(), points.end(),
                               [](const auto& a, const auto& b) { return a.time == b.time; });
        if (twice == points.end()) return std::nullopt;
        return wrong(ErrorNumber::series_out_of_order,
                     fmt::format("{}: the time {} occurs twice in one metric", plural(side),
                                 utc_text(twice->time)),
                     "give one table's or one index's metrics only");
    }

    Result<FoundPeriod> period_in(const Metric& metric, std::string_view name,
                                  std::int64_t declared) const {
        return period_of(metric.points, {.metric = name,
                                         .file_name = metrics_.file_name,
                                         .declared = declared,
                                         .wanted = options_.period_seconds});
    }

    // Finds the periods of both sides. All metrics of an export are usually requested with one
    // period: if one side has too few points to determine its period, the other side's period is
    // used if it fits.
    Problem find_periods() {
        BySide<Result<FoundPeriod>> found{
            period_in(consumed(Side::read), "reads", consumed(Side::read).period_seconds),
            period_in(consumed(Side::write), "writes", consumed(Side::write).period_seconds)};
        for (const Side side : both_sides) {
            const auto& other = found[other_side(side)];
            const bool other_sure = other.ok() && other.value().seconds > 0;
            const bool sure = found[side].ok() && found[side].value().sure;
            Metric& metric = consumed(side);
            if (!sure && other_sure &&
                (other.value().sure || !found[side].ok() || found[side].value().seconds == 0)) {
                const auto fits = period_in(metric, plural(side), other.value().seconds);
                if (fits.ok() && !metric.points.empty()) {
                    metric.period_seconds = other.value().seconds;
                    assumed_[side] = true;
                    continue;
                }
            }
            if (!found[side].ok()) return found[side].errors().front();
            metric.period_seconds = found[side].value().seconds;
            if (metric.period_seconds == 0 && !metric.points.empty()) {
                return wrong(
                    ErrorNumber::series_bad_period,
                    fmt::format("{}: the period cannot be determined from a single point",
                                plural(side)),
                    "add --period SECONDS, the period with which the metric was requested");
            }
        }
        return find_event_periods();
    }

    // Throttle events are rare, so the distances between them do not show the period; they are
    // assumed to have the period of the consumed units.
    Problem find_event_periods() {
        for (const Side side : both_sides) {
            Metric& metric = events(side);
            if (metric.period_seconds == 0) metric.period_seconds = consumed(side).period_seconds;
            if (metric.period_seconds == 0) {
                metric.period_seconds =
                    consumed(side == Side::read ? Side::write : Side::read).period_seconds;
            }
            const std::string name = fmt::format("throttle events of {}", plural(side));
            const auto fits = period_in(metric, name, metric.period_seconds);
            if (!fits.ok()) return fits.errors().front();
        }
        return std::nullopt;
    }

    Problem find_extent() {
        UtcMinute first = UtcMinute::max();
        UtcMinute end = UtcMinute::min();
        for (const Side side : both_sides) {
            for (const Metric* metric : {&consumed(side), &events(side)}) {
                if (metric->points.empty()) continue;
                first = std::min(first, metric->points.front().time);
                end = std::max(end,
                               metric->points.back().time + minutes(metric->period_seconds / 60));
            }
        }
        if (end - first > longest_series) {
            return wrong(ErrorNumber::series_too_long,
                         fmt::format("points from {} to {}: longer than ten years", utc_text(first),
                                     utc_text(end)),
                         "check the time stamps, or use only a part of the series");
        }
        series_.first = first;
        minutes_ = static_cast<std::size_t>((end - first).count());
        return std::nullopt;
    }

    std::size_t minute_of_series(UtcMinute time) const {
        return static_cast<std::size_t>((time - series_.first).count());
    }

    Problem fill(Side side) {
        auto& demand = series_.demand[side];
        demand.assign(minutes_, 0);
        const Metric& metric = consumed(side);
        RecordedSide& kept = recorded(side);
        for (const MetricPoint& point : metric.points)
            spread(demand, minute_of_series(point.time), point.value, metric.period_seconds);
        if (!metric.points.empty()) {
            kept.period_seconds = metric.period_seconds;
            kept.periods = static_cast<std::int64_t>(minutes_) * 60 / metric.period_seconds;
            kept.missing = std::max<std::int64_t>(
                kept.periods - static_cast<std::int64_t>(metric.points.size()), 0);
        }
        fill_provisioned(side);
        add_throttled(side);
        const auto most = std::max_element(demand.begin(), demand.end());
        if (static_cast<double>(*most) <= largest_minute * double{nano_units_per_unit})
            return std::nullopt;
        return wrong(
            ErrorNumber::series_bad_number,
            fmt::format("{}: more than {:g} units in the minute of {}", plural(side),
                        largest_minute, utc_text(series_.first + minutes(most - demand.begin()))),
            "give sums of capacity units, not of anything else");
    }

    // A point's value is in force from its time on; the first point's value also before its time.
    void fill_provisioned(Side side) {
        const auto& points = provisioned(side).points;
        if (points.empty()) return;
        auto& units = recorded(side).provisioned;
        units.assign(minutes_, 0);
        auto next = points.begin();
        std::int64_t present = next->value;
        for (std::size_t i = 0; i < minutes_; ++i) {
            while (next != points.end() && next->time <= series_.first + minutes(i))
                present = (next++)->value;
            units[i] = (present + nano_units_per_unit / 2) / nano_units_per_unit;
        }
    }

    void add_throttled(Side side) {
        const Metric& metric = events(side);
        RecordedSide& kept = recorded(side);
        kept.has_throttle_events = !metric.points.empty();
        if (!kept.has_throttle_events) return;
        std::vector<std::int64_t> each(minutes_, 0);
        for (const MetricPoint& point : metric.points) {
            spread(each, minute_of_series(point.time), point.value, metric.period_seconds);
            kept.throttle_events += static_cast<double>(point.value) / double{nano_units_per_unit};
        }
        const Metric& sums = consumed(side);
        const double mean = sums.samples > 0 ? sums.sampled / sums.samples : 0;
        kept.units_per_event = options_.units_per_event.value_or(mean > 0 ? mean : 1);
        auto& demand = series_.demand[side];
        kept.consumed = demand;
        // Multiplies by the factor in millionths, so that the arithmetic stays in integers.
        const auto factor = static_cast<__int128>(std::llround(kept.units_per_event * 1e6));
        for (std::size_t i = 0; i < minutes_; ++i) {
            const __int128 sum = demand[i] + each[i] * factor / 1'000'000;
            demand[i] = static_cast<std::int64_t>(
                std::min<__int128>(sum, std::numeric_limits<std::int64_t>::max()));
        }
        note_throttled(side, options_.units_per_event ? "as given"
                             : mean > 0               ? "the mean per request"
                                                      : "the minimum cost of an item");
    }

    void note_throttled(Side side, std::string_view why) {
        const RecordedSide& kept = recorded(side);
        series_.notes.push_back(
            fmt::format("{}: {} throttle events were recorded; each is added to the consumed units "
                        "as {:g} unit{} ({}). Throttled retries count as events, too; "
                        "--throttle-units 0 ignores all events.",
                        heading(side), grouped(std::llround(kept.throttle_events)),
                        kept.units_per_event, kept.units_per_event == 1 ? "" : "s", why));
    }

    void note_periods() {
        for (const Side side : both_sides) {
            const RecordedSide& kept = recorded(side);
            series_.period_seconds =
                std::max(side == Side::read ? std::int64_t{60} : series_.period_seconds,
                         kept.period_seconds);
            if (kept.period_seconds == 0) {
                series_.notes.push_back(
                    fmt::format("{}: not in the series; assumed to be zero.", heading(side)));
                continue;
            }
            if (kept.missing > 0) {
                series_.notes.push_back(
                    fmt::format("{}: {} of {} periods of {} have no data point; CloudWatch omits "
                                "points when nothing was consumed.",
                                heading(side), grouped(kept.missing), grouped(kept.periods),
                                period_text(kept.period_seconds)));
            }
            if (kept.period_seconds == 60) continue;
            series_.notes.push_back(
                fmt::format("{}: one sum per {}{}; peaks within a period are hidden. Demand is "
                            "spread evenly over each period, so throttling is underestimated.",
                            heading(side), period_text(kept.period_seconds),
                            assumed_[side] ? ", as for the other side" : ""));
        }
    }

    RecordedMetrics& metrics_;
    const SeriesOptions& options_;
    BacktestSeries series_;
    std::size_t minutes_ = 0;
    BySide<bool> assumed_{};
};

}  // namespace

Result<BacktestSeries> series_of(RecordedMetrics metrics, const SeriesOptions& options) {
    return SeriesBuilder(metrics, options).build();
}

std::optional<std::int64_t> parse_nano_units(std::string_view text) {
    const auto value = number_in<double>(text);
    if (!value || *value < 0 || *value > largest_sum || std::signbit(*value)) return std::nullopt;
    // Rounds to the nearest nano-unit: values below 9e6 units with up to nine decimals are exact.
    const double units = std::floor(*value);
    return static_cast<std::int64_t>(units) * nano_units_per_unit +
           std::llround((*value - units) * static_cast<double>(nano_units_per_unit));
}

}  // namespace isotherm
