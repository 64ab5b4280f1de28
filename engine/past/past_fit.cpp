// SPDX-License-Identifier: Apache-2.0
#include "engine/past/past_fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "engine/alarms/metric_points.h"
#include "engine/alarms/table_metrics.h"

namespace isotherm {
namespace {

using Points = std::map<std::int64_t, double>;

std::string metric_name(std::string_view before, Side side, std::string_view after) {
    return fmt::format("{}{}{}", before, side == Side::read ? "Read" : "Write", after);
}

// The run's points of a metric as sums over longer periods; levels keep the last value.
Points simulated_points(const Recording& recording, std::size_t table, const std::string& metric,
                        std::int64_t period_s) {
    Points points;
    const auto number = table_metric_named(metric);
    if (!number) return points;
    const bool level = table_metrics()[*number].level;
    for (const MetricPoint& point : metric_points(recording, {table, *number})) {
        const std::int64_t second = whole_seconds(point.at.time_since_epoch());
        double& into = points[second - second % period_s];
        into = level ? point.value : into + point.value;
    }
    return points;
}

double value_at(const Points& points, std::int64_t second) {
    const auto found = points.find(second);
    return found == points.end() ? 0 : found->second;
}

// Periods that are cut by the start or the end of either recording are not compared.
struct ComparedTime {
    std::int64_t first = 0;
    std::int64_t end = 0;
};

struct Period {
    double recorded = 0;  // consumed units
    double simulated = 0;
    double recorded_events = 0;
    double simulated_events = 0;
    double capacity = 0;  // provisioned units of the whole period; 0: not known
};

class SideComparison {
public:
    SideComparison(const Recording& recording, const PastMetrics& past, std::size_t table,
                   Side side)
        : recording_(recording), past_(past), table_(table) {
        fit_.resource = recording.tables[table].name;
        fit_.side = side;
    }

    std::optional<SideFit> compare() {
        const PastSeries* consumed =
            past_.find(fit_.resource, metric_name("Consumed", fit_.side, "CapacityUnits"));
        if (consumed == nullptr) return std::nullopt;
        fit_.period_s = consumed->period_s;
        time_ = compared_time(*consumed);
        fit_.first_second = time_.first;
        collect(*consumed);
        for (const Period& period : periods_) add(period);
        compare_levels();
        explain();
        return fit_;
    }

private:
    ComparedTime compared_time(const PastSeries& consumed) const {
        const std::int64_t period = fit_.period_s;
        const std::int64_t start = whole_seconds(recording_.start.time_since_epoch());
        const TableRecording& table = recording_.tables[table_];
        const auto length =
            static_cast<std::int64_t>(table.seconds[fit_.side].size()) * table.column_seconds;
        const std::int64_t first = (start + period - 1) / period * period;
        const std::int64_t end = (start + length) / period * period;
        return {std::max(first, consumed.points.begin()->first),
                std::min(end, consumed.points.rbegin()->first + period)};
    }

    void collect(const PastSeries& consumed) {
        const std::string name = consumed.metric;
        const Points simulated = simulated_points(recording_, table_, name, fit_.period_s);
        const std::string throttles = metric_name("", fit_.side, "ThrottleEvents");
        const PastSeries* events = past_.find(fit_.resource, throttles);
        // Minutes without a point had no throttling, but a metric that was not exported says
        // nothing.
        fit_.has_throttles = events != nullptr && events->period_s == fit_.period_s;
        const Points simulated_events =
            simulated_points(recording_, table_, throttles, fit_.period_s);
        const Points levels = simulated_points(
            recording_, table_, metric_name("Provisioned", fit_.side, "CapacityUnits"), 300);
        for (std::int64_t at = time_.first; at < time_.end; at += fit_.period_s) {
            Period period;
            period.recorded = value_at(consumed.points, at);
            period.simulated = value_at(simulated, at);
            if (fit_.has_throttles) {
                period.recorded_events = value_at(events->points, at);
                period.simulated_events = value_at(simulated_events, at);
            }
            period.capacity = value_at(levels, at - at % 300) * static_cast<double>(fit_.period_s);
            periods_.push_back(period);
        }
    }

    void add(const Period& period) {
        fit_.recorded_units += period.recorded;
        fit_.simulated_units += period.simulated;
        fit_.recorded_events += period.recorded_events;
        fit_.simulated_events += period.simulated_events;
        fit_.units_off += std::abs(period.simulated - period.recorded);
        fit_.events_off += std::abs(period.simulated_events - period.recorded_events);
        const bool both = period.recorded_events > 0 && period.simulated_events > 0;
        if (both) ++fit_.throttled_hit;
        if (!both && period.recorded_events > 0) ++fit_.throttled_missed;
        if (!both && period.simulated_events > 0) ++fit_.throttled_invented;
        if (period.recorded <= 0 && period.simulated <= 0) return;
        ++fit_.periods;
        if (std::abs(period.simulated - period.recorded) <=
            fit_tolerance * std::max(period.recorded, 0.0))
            ++fit_.within;
    }

    // Steps of a level, as time and direction.
    static std::vector<std::pair<std::int64_t, bool>> steps_of(const Points& points,
                                                               const ComparedTime& time) {
        std::vector<std::pair<std::int64_t, bool>> steps;
        std::optional<double> before;
        for (const auto& [second, value] : points) {
            if (second < time.first || second >= time.end) continue;
            if (before && value != *before) steps.emplace_back(second, value > *before);
            before = value;
        }
        return steps;
    }

    void compare_levels() {
        const std::string metric = metric_name("Provisioned", fit_.side, "CapacityUnits");
        const PastSeries* recorded = past_.find(fit_.resource, metric);
        if (recorded == nullptr) return;
        fit_.has_provisioned = true;
        const auto past_steps = steps_of(recorded->points, time_);
        const auto run_steps =
            steps_of(simulated_points(recording_, table_, metric, recorded->period_s), time_);
        fit_.changes_recorded = past_steps.size();
        fit_.changes_simulated = run_steps.size();
        std::set<std::size_t> used;
        for (const auto& [second, up] : past_steps) {
            for (std::size_t i = 0; i < run_steps.size(); ++i) {
                if (used.contains(i) || run_steps[i].second != up ||
                    std::abs(run_steps[i].first - second) > recorded->period_s)
                    continue;
                used.insert(i);
                ++fit_.changes_hit;
                break;
            }
        }
    }

    // Each period that differs counts for the unknown whose trace it has.
    void explain() {
        const double units = std::max(fit_.recorded_units, 1.0);
        for (std::size_t i = 0; i < periods_.size(); ++i) {
            const Period& period = periods_[i];
            const double off = std::abs(period.simulated_events - period.recorded_events);
            const double units_off = std::abs(period.simulated - period.recorded);
            // A throttled call consumes nothing, so one difference must not count twice.
            const double weight = std::max(off, units_off) / units;
            const bool throttled = period.recorded_events > 0 || period.simulated_events > 0;
            const double noise = fit_tolerance * std::max(period.recorded, period.simulated);
            if (!throttled && units_off <= noise) continue;
            if (throttled && off <= fit_tolerance * period.recorded_events && units_off <= noise)
                continue;
            fit_.unexplained[static_cast<std::size_t>(cause_of(i, throttled))] += weight;
        }
    }

    Unknown cause_of(std::size_t i, bool throttled) const {
        // Saved capacity lasts for five minutes (Developer Guide, burst capacity).
        constexpr std::int64_t burst_s = 300;
        // What a table may consume before its capacity limits it.
        constexpr double spare = 0.9;
        if (!throttled) return Unknown::load;
        const Period& period = periods_[i];
        const bool at_start = static_cast<std::int64_t>(i) * fit_.period_s <= burst_s;
        if (at_start && !differs_around(i + static_cast<std::size_t>(burst_s / fit_.period_s) + 1))
            return Unknown::start_burst;
        if (period.capacity > 0 &&
            std::max(period.recorded, period.simulated) +
                    std::max(period.recorded_events, period.simulated_events) >
                period.capacity)
            return Unknown::load;
        const bool low = period.capacity <= 0 || period.recorded < spare * period.capacity;
        if (low && ended_in_the_past(i)) return Unknown::splits;
        const bool alone = !differs_around(i == 0 ? 1 : i - 1) && !differs_around(i + 1);
        return alone ? Unknown::sub_minute : Unknown::skew;
    }

    // Whether throttle events of a period differ noticeably.
    bool differs_around(std::size_t i) const {
        if (i >= periods_.size()) return false;
        const Period& period = periods_[i];
        return std::abs(period.simulated_events - period.recorded_events) >
               fit_tolerance * std::max(period.recorded_events, period.simulated_events);
    }

    // Whether the run still throttles here and the past has ceased to, at the same demand.
    bool ended_in_the_past(std::size_t i) const {
        if (periods_[i].simulated_events <= 0 || periods_[i].recorded_events > 0) return false;
        for (std::size_t later = i; later < periods_.size(); ++later)
            if (periods_[later].recorded_events > 0) return false;
        for (std::size_t earlier = 0; earlier < i; ++earlier)
            if (periods_[earlier].recorded_events > 0 &&
                periods_[i].recorded >= (1 - fit_tolerance) * periods_[earlier].recorded)
                return true;
        return false;
    }

    const Recording& recording_;
    const PastMetrics& past_;
    std::size_t table_;
    ComparedTime time_;
    std::vector<Period> periods_;
    SideFit fit_;
};

}  // namespace

PastFit fit_to_past(const Recording& recording, const PastMetrics& past) {
    PastFit fit;
    fit.file = past.file;
    for (std::size_t table = 0; table < recording.tables.size(); ++table)
        for (const Side side : both_sides)
            if (auto compared = SideComparison(recording, past, table, side).compare())
                fit.sides.push_back(std::move(*compared));
    return fit;
}

double PastFit::share_within() const {
    std::uint64_t periods = 0;
    std::uint64_t within = 0;
    for (const SideFit& side : sides) {
        periods += side.periods;
        within += side.within;
    }
    return periods == 0 ? 1 : static_cast<double>(within) / static_cast<double>(periods);
}

std::pair<Unknown, double> PastFit::main_unknown() const {
    std::array<double, unknown_count> sums{};
    double all = 0;
    for (const SideFit& side : sides) {
        for (std::size_t i = 0; i < unknown_count; ++i) {
            sums[i] += side.unexplained[i];
            all += side.unexplained[i];
        }
    }
    const auto most = std::max_element(sums.begin(), sums.end());
    return {static_cast<Unknown>(most - sums.begin()), all > 0 ? *most / all : 0};
}

double PastFit::distance() const {
    double sum = 0;
    for (const SideFit& side : sides) {
        sum += side.units_off / std::max(side.recorded_units, 1.0);
        // Throttle events are few, so they count by themselves, and so do minutes.
        sum += side.events_off / std::max(side.recorded_events + side.simulated_events, 1.0);
        const auto hit = static_cast<double>(side.throttled_hit);
        const auto wrong = static_cast<double>(side.throttled_missed + side.throttled_invented);
        sum += wrong / std::max(hit + wrong, 1.0);
    }
    return sum;
}

}  // namespace isotherm
