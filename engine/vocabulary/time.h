// SPDX-License-Identifier: Apache-2.0
#pragma once
// Simulated time: whole microseconds since the start of the run.
//
// An integer, so that a run gives the same bits on every machine. 64 bits of microseconds last
// 292,000 years; `longest_run` keeps every product with a capacity rate far from overflow.

#include <chrono>
#include <cstdint>
#include <string>

namespace isotherm {

using namespace std::chrono_literals;

using SimDuration = std::chrono::duration<std::int64_t, std::micro>;

// A clock that only the simulation advances; it has no now(), on purpose.
struct SimClock {
    using rep = std::int64_t;
    using period = std::micro;
    using duration = SimDuration;
    using time_point = std::chrono::time_point<SimClock, SimDuration>;
    static constexpr bool is_steady = true;
};

using SimTime = SimClock::time_point;

inline constexpr SimTime sim_start{};
inline constexpr SimTime never{SimDuration::max()};
inline constexpr SimDuration longest_run = std::chrono::hours(24 * 366 * 10);

// A calendar instant in UTC, for scenario starts and axis labels; never used by the model.
using WallTime = std::chrono::sys_time<SimDuration>;

constexpr std::int64_t whole_seconds(SimDuration time) {
    return std::chrono::floor<std::chrono::seconds>(time).count();
}
constexpr std::int64_t whole_seconds(SimTime time) {
    return whole_seconds(time.time_since_epoch());
}
constexpr double in_seconds(SimDuration time) { return static_cast<double>(time.count()) * 1e-6; }

// Returns "00:12:43.5", from one day on "2d 00:12:43.5"; a fraction is shown only if it is not
// zero.
std::string clock_text(SimTime time);
// Returns "2016-01-20T12:00:00Z"; a fraction is shown only if it is not zero.
std::string utc_text(WallTime time);

}  // namespace isotherm
