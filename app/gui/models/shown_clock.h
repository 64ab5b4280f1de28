// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The clock by which every moment in the window is told and typed: on axes, at the cursor, in
// tables, sentences and searches. There is one, as there is one language; the session keeps it at
// the run that is open.

#include <QString>
#include <cstdint>
#include <optional>

#include "engine/vocabulary/time.h"

namespace isotherm {

enum class ClockKind : std::uint8_t {
    utc,         // where it is known when the run began, else since the start
    since_start  // always
};
inline constexpr int clock_kind_count = 2;

struct ShownClock {
    WallTime start{};          // of the run; the epoch: not known
    std::int64_t seconds = 0;  // how long the run is going to be
    ClockKind kind = ClockKind::utc;

    bool is_utc() const { return kind == ClockKind::utc && start != WallTime{}; }
    // The start that a time axis counts from: the epoch where it counts from the run's start.
    WallTime axis_start() const { return is_utc() ? start : WallTime{}; }
    // Whether a time of day alone would not say which day.
    bool needs_dates() const;
};

const ShownClock& shown_clock();
void show_clock(const ShownClock& clock);

// A second of the run: "00:12:43", or "2016-01-20 12:12:43" where it lasts over midnight.
QString clock_of(std::int64_t second);
// Without the seconds: of a run recorded by the minute.
QString minute_of(std::int64_t second);
// With as many decimals of the second.
QString exact_clock(SimTime time, int decimals = 6);
// How long something lasts, whatever the clock: "00:12:43".
QString elapsed_text(std::int64_t seconds);

// A moment as people type it, by the clock that is shown: "9:30", "09:30:15" and
// "2016-01-20 9:30" are times of day in UTC; the first time of day from the start on is meant.
// Where that lies outside the run and the time since the start would not, the latter is meant.
// "+1:30" and durations such as "5m" and "90" count from the start, whatever the clock; so does
// everything where it is not UTC. From the start of the run; nothing for other words.
std::optional<SimDuration> entered_moment(const QString& text);

}  // namespace isotherm
