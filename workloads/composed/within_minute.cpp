// SPDX-License-Identifier: Apache-2.0
#include "workloads/composed/within_minute.h"

#include <algorithm>

#include "workloads/composed/factor_shape.h"

namespace isotherm {

double FirstSeconds::requests_in(SimDuration minute) const {
    const SimDuration end = minute + 1min;
    double requests = 0;
    for (SimDuration at = minute; at < end;) {
        const CourseLine line = rate_.line_at(at);
        const SimDuration until = std::min(line.end, end);
        requests += (line.from + line.at(until, at)) / 2 * in_seconds(until - at);
        at = until;
    }
    return requests;
}

CourseLine FirstSeconds::line_at(SimDuration at) const {
    const SimDuration minute = at - at % 1min;
    if (at - minute >= 1s) return {minute + 1min, 0, 0};
    const double rate = requests_in(minute);  // within a second
    return {minute + 1s, rate, rate};
}

std::unique_ptr<ArrivalTimes> times_within(WithinMinute within, ComposedRate rate,
                                           const ShapeContext& context) {
    if (within == WithinMinute::first_second)
        return std::make_unique<LineTimes>(std::make_unique<FirstSeconds>(std::move(rate)),
                                           context);
    return std::make_unique<LineTimes>(
        std::make_unique<ComposedLines>(std::move(rate)), context,
        within == WithinMinute::even ? LineTimes::Gaps::equal : LineTimes::Gaps::exponential);
}

RateCurve curve_within(WithinMinute within, const ComposedRate& rate, SimDuration duration) {
    if (within != WithinMinute::first_second) return rate.curve(duration);
    const FirstSeconds seconds(rate);
    return curve_of_lines(duration, [&](SimDuration at) { return seconds.line_at(at); });
}

}  // namespace isotherm
