// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The clock by which the window shows and reads all moments: on axes, at the cursor, in tables,
// sentences and searches. There is one global clock; the session sets it to the open run.

#include <QString>
#include <cstdint>
#include <optional>

#include "engine/vocabulary/time.h"

namespace isotherm {

enum class ClockKind : std::uint8_t {
    utc,         // UTC if the start of the run is known; otherwise the time since the start
    since_start  // always the time since the start
};
inline constexpr int clock_kind_count = 2;

struct ShownClock {
    WallTime start{};          // start of the run; the epoch if it is not known
    std::int64_t seconds = 0;  // planned length of the run
    ClockKind kind = ClockKind::utc;

    bool is_utc() const { return kind == ClockKind::utc && start != WallTime{}; }
    // Returns the start that a time axis counts from; the epoch if it shows the time since the
    // run's start.
    WallTime axis_start() const { return is_utc() ? start : WallTime{}; }
    // Returns whether times of day are ambiguous without a date.
    bool needs_dates() const;
};

const ShownClock& shown_clock();
void show_clock(const ShownClock& clock);

// Formats a second of the run: "00:12:43", or "2016-01-20 12:12:43" if the run passes midnight.
QString clock_of(std::int64_t second);
// Formats a minute of a run that is recorded by the minute; without seconds.
QString minute_of(std::int64_t second);
// Formats a time with `decimals` decimals of the second.
QString exact_clock(SimTime time, int decimals = 6);
// Formats a duration, independent of the clock: "00:12:43".
QString elapsed_text(std::int64_t seconds);

// Parses a moment that the user typed, according to the clock, and returns the time since the start
// of the run; nullopt: not a time.
// With the UTC clock, "9:30", "09:30:15" and "2016-01-20 9:30" are times of day in UTC; without a
// date, the first such time after the start is meant. If that time is outside the run, but the text
// read as a time since the start is inside, the time since the start is returned. "+1:30" and
// durations such as "5m" and "90" always count from the start.
// With the other clock, all times count from the start.
std::optional<SimDuration> entered_moment(const QString& text);

}  // namespace isotherm
