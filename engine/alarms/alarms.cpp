// SPDX-License-Identifier: Apache-2.0
#include "engine/alarms/alarms.h"

#include <algorithm>

#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

// CloudWatch looks at some more periods than the alarm names, so that older points replace missing
// ones. How many is not published; two are [inferred] from the example in the CloudWatch User
// Guide.
constexpr std::int64_t older_periods = 2;

// The recording's columns on the wall clock. Minutes are aligned to it; a run that is recorded by
// the minute is treated as if it started at the beginning of its first minute, as in
// cloudwatch.json.
struct WallClock {
    std::int64_t origin = 0;  // seconds since 1970 at which the first column begins
    std::int64_t each = 1;    // seconds per column

    WallClock(WallTime start, std::int64_t column_seconds) : each(column_seconds) {
        const std::int64_t since =
            std::chrono::floor<std::chrono::seconds>(start).time_since_epoch().count();
        origin = since / each * each;
    }
    // The first column that begins at or after the second.
    std::size_t column_at(std::int64_t second) const {
        return second <= origin ? 0 : static_cast<std::size_t>((second - origin) / each);
    }
};

// The units that could have been consumed in the columns; 0 on demand.
double provisioned_in(const TableRecording& table, Side side, std::size_t first, std::size_t end) {
    const auto& seconds = table.seconds[side];
    double units = 0;
    for (std::size_t s = first; s < std::min(end, seconds.size()); ++s) {
        const auto second = static_cast<std::int64_t>(s) * table.column_seconds;
        if (table.on_demand_at(second)) continue;
        units += static_cast<double>(seconds[s].provisioned) * 1e-3 *
                 static_cast<double>(table.column_seconds);
    }
    return units;
}

std::uint64_t throttled_so_far(const TableRecording& table) {
    std::uint64_t sum = 0;
    for (const auto& side : table.seconds)
        for (const SeriesSecond& second : side) sum += second.throttled();
    return sum;
}

std::size_t table_of(const AlarmSpec& spec, const Recording& recording) {
    const ResourceName name(spec.table, spec.index);
    for (std::size_t t = 0; t < recording.tables.size(); ++t)
        if (recording.tables[t].name == name) return t;
    return recording.tables.size();
}

}  // namespace

std::optional<AlarmState> judged_state(const AlarmSpec& spec, std::int64_t found,
                                       std::int64_t breaching) {
    const std::int64_t lacking = spec.periods - found;
    const auto of = [](bool alarm) { return alarm ? AlarmState::alarm : AlarmState::ok; };
    if (lacking == 0 || spec.missing == MissingData::not_breaching)
        return of(breaching >= spec.needed());
    if (spec.missing == MissingData::breaching) return of(breaching + lacking >= spec.needed());
    if (breaching >= spec.needed()) return AlarmState::alarm;
    if (breaching < found) return AlarmState::ok;
    if (spec.missing == MissingData::ignore) return std::nullopt;
    return found == 0 ? AlarmState::insufficient_data : AlarmState::alarm;
}

Alarms::Alarms(const std::map<std::string, AlarmSpec>& specs, WallTime start,
               SimDuration metric_delay)
    : start_(start), metric_delay_(metric_delay) {
    for (const auto& [name, spec] : specs) watched_.push_back({&name, &spec});
}

std::vector<Alarms::Datapoint> Alarms::datapoints(const AlarmSpec& spec, std::size_t table,
                                                  SimTime now, const Recording& recording) const {
    const TableRecording& of = recording.tables[table];
    const std::size_t number = table_metric_named(spec.metric).value();
    const MetricSeries series(recording, table, number);
    const WallClock clock(start_, of.column_seconds);
    const std::int64_t period = whole_seconds(spec.period);
    const std::int64_t shown = clock.origin + whole_seconds(now - sim_start - metric_delay_);
    std::int64_t end = shown / period * period;
    std::vector<Datapoint> points;
    for (std::int64_t back = 0; back < spec.periods + older_periods; ++back, end -= period) {
        if (end <= clock.origin) break;
        const std::size_t first = clock.column_at(end - period), last = clock.column_at(end);
        Datapoint point{series.value(first, last), spec.threshold};
        if (!spec.threshold_given) {
            const double units = provisioned_in(of, table_metrics()[number].side, first, last);
            point.threshold = units * spec.of_provisioned.value;
            if (units == 0) point.value.reset();  // there is nothing to compare it with
        }
        points.push_back(point);
    }
    return points;
}

void Alarms::evaluate(Watched& alarm, std::size_t table, SimTime now, const Recording& recording,
                      std::vector<Event>& into) const {
    const AlarmSpec& spec = *alarm.spec;
    std::int64_t found = 0, breaching = 0;
    Datapoint newest;
    for (const Datapoint& point : datapoints(spec, table, now, recording)) {
        if (!point.value) continue;
        if (found == 0) newest = point;
        ++found;
        breaching += spec.breaches(*point.value, point.threshold) ? 1 : 0;
        if (found == spec.periods) break;
    }
    const auto state = judged_state(spec, found, breaching);
    if (!state || *state == alarm.state) return;
    const AlarmState before = alarm.state;
    alarm.state = *state;
    // That an alarm has its first data and is well is no news.
    if (*state == AlarmState::ok && before == AlarmState::insufficient_data) return;
    const ResourceName resource(spec.table, spec.index);
    const double value = newest.value.value_or(0);
    const auto throttled = static_cast<std::int64_t>(throttled_so_far(recording.tables[table]));
    Message text =
        *state == AlarmState::alarm
            ? say<Says::alarm_raised>(*alarm.name, resource, spec.metric, value, newest.threshold,
                                      breaching, spec.periods, throttled)
        : *state == AlarmState::ok
            ? say<Says::alarm_cleared>(*alarm.name, resource, spec.metric, value, newest.threshold,
                                       breaching, spec.periods)
            : say<Says::alarm_without_data>(*alarm.name, resource, spec.metric);
    const std::int64_t second = whole_seconds(now);
    into.push_back({EventKind::alarm, second, second, resource, std::move(text)});
}

void Alarms::observe(SimTime now, const Recording& recording, std::vector<Event>& into) {
    constexpr std::int64_t minute = 60;
    for (Watched& alarm : watched_) {
        const std::size_t table = table_of(*alarm.spec, recording);
        if (table == recording.tables.size()) continue;
        const WallClock clock(start_, recording.tables[table].column_seconds);
        if ((clock.origin + whole_seconds(now)) % minute != 0) continue;
        evaluate(alarm, table, now, recording, into);
    }
}

void Alarms::state(StateVisitor& visit) {
    for (Watched& alarm : watched_) visit.one_of(alarm.state, words_of(AlarmState{}).size());
}

}  // namespace isotherm
