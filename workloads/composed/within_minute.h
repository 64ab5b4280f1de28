// SPDX-License-Identifier: Apache-2.0
#pragma once
// How the requests of a minute lie in it. Metrics say how many there were; what a table throttles
// depends on when they came.

#include <array>
#include <memory>
#include <string_view>

#include "workloads/composed/composed_rate.h"
#include "workloads/composed/line_times.h"

namespace isotherm {

enum class WithinMinute : std::uint8_t {
    poisson,       // independently of each other
    even,          // at equal distances
    first_second,  // all of them, as callers send them that wake by the clock
};
constexpr auto words_of(WithinMinute) {
    return std::to_array<std::string_view>({"poisson", "even", "first_second"});
}

// A rate whose minutes, counted from the start of the run, have all their requests in their first
// second.
class FirstSeconds final : public RateLines {
public:
    explicit FirstSeconds(ComposedRate rate) : rate_(std::move(rate)) {}
    CourseLine next(SimDuration at) override { return line_at(at); }
    CourseLine line_at(SimDuration at) const;
    void state(StateVisitor&) override {}  // follows from the scenario

private:
    double requests_in(SimDuration minute) const;

    ComposedRate rate_;
};

std::unique_ptr<ArrivalTimes> times_within(WithinMinute within, ComposedRate rate,
                                           const ShapeContext& context);
RateCurve curve_within(WithinMinute within, const ComposedRate& rate, SimDuration duration);

}  // namespace isotherm
