// SPDX-License-Identifier: Apache-2.0
// Determines the period of a metric's points.

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "engine/backtest/recorded_metrics.h"

namespace isotherm {
namespace {

// If this many consecutive steps are equal and longer than the period found, they show another
// period and are not a coincidence.
constexpr std::int64_t telling_run = 4;

bool is_usual(std::int64_t seconds) {
    return std::find(usual_periods.begin(), usual_periods.end(), seconds) != usual_periods.end();
}

std::int64_t step_before(const std::vector<MetricPoint>& points, std::size_t i) {
    return std::chrono::seconds(points[i].time - points[i - 1].time).count();
}

Error wrong(const PeriodQuestion& of, std::string what, std::string fix) {
    return {ExitCode::bad_trace,
            ErrorNumber::series_bad_period,
            {.file = std::string(of.file_name)},
            fmt::format("{}: {}", of.metric, what),
            std::move(fix)};
}

constexpr std::string_view say_it =
    "add --period SECONDS, the period with which the metric was requested";

// The first run of at least telling_run equal steps longer than `period`: its start and its step in
// seconds.
struct Stretch {
    UtcMinute from;
    std::int64_t step = 0;
};
std::optional<Stretch> other_period(const std::vector<MetricPoint>& points, std::int64_t period) {
    std::int64_t run = 0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const std::int64_t step = step_before(points, i);
        const bool goes_on = i > 1 && step == step_before(points, i - 1);
        run = goes_on ? run + 1 : 1;
        if (run >= telling_run && step > period && is_usual(step))
            return Stretch{points[i - telling_run].time, step};
    }
    return std::nullopt;
}

Result<FoundPeriod> found_period(const std::vector<MetricPoint>& points, const PeriodQuestion& of) {
    std::int64_t divisor = 0;  // greatest common divisor of all steps, seconds
    std::int64_t shortest = 0;
    std::int64_t neighbours = 0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const std::int64_t step = step_before(points, i);
        divisor = std::gcd(divisor, step);
        shortest = shortest == 0 ? step : std::min(shortest, step);
    }
    if (divisor == 0) return FoundPeriod{};
    // A divisor is accepted if two points are that far apart. For 60 s this is not required,
    // because DynamoDB's metrics never have points closer than a minute.
    if (!is_usual(divisor) || (divisor > 60 && shortest > divisor)) {
        return wrong(of,
                     fmt::format("points are {} s or more apart, in multiples of {} s: the "
                                 "period cannot be determined",
                                 shortest, divisor),
                     std::string(say_it));
    }
    if (const auto other = other_period(points, divisor)) {
        return wrong(
            of,
            fmt::format("points are {} apart after {}, but {} apart elsewhere: either the periods "
                        "are mixed, or many points are missing",
                        period_text(other->step), utc_text(other->from), period_text(divisor)),
            fmt::format("split the series by period; or add --period {} if points are missing "
                        "because nothing was consumed",
                        divisor));
    }
    for (std::size_t i = 1; i < points.size(); ++i) neighbours += step_before(points, i) == divisor;
    return FoundPeriod{divisor, divisor == 60 || neighbours >= telling_run};
}

}  // namespace

Result<FoundPeriod> period_of(const std::vector<MetricPoint>& points, const PeriodQuestion& of) {
    if (of.wanted > 0 && of.declared > 0 && of.wanted != of.declared) {
        return wrong(of,
                     fmt::format("the file says a period of {}, --period says {}",
                                 period_text(of.declared), period_text(of.wanted)),
                     "omit --period");
    }
    const std::int64_t told = of.wanted > 0 ? of.wanted : of.declared;
    if (told == 0) return found_period(points, of);
    for (std::size_t i = 1; i < points.size(); ++i) {
        const std::int64_t step = step_before(points, i);
        if (step % told == 0) continue;
        return wrong(of,
                     fmt::format("the point at {} is {} s after the previous one, not a "
                                 "multiple of {} s",
                                 utc_text(points[i].time), step, told),
                     "omit --period, or give the period with which the metric was requested");
    }
    return FoundPeriod{told, true};
}

std::string period_text(std::int64_t seconds) {
    if (seconds % 3'600 == 0) return fmt::format("{} h", seconds / 3'600);
    return seconds % 60 == 0 ? fmt::format("{} min", seconds / 60) : fmt::format("{} s", seconds);
}

}  // namespace isotherm
