// SPDX-License-Identifier: Apache-2.0
#pragma once
// A progress line on a terminal, and the signals that end a run early.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/vocabulary/time.h"

namespace isotherm {

class ProgressLine {
public:
    explicit ProgressLine(bool wanted);
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    // Redraws the line at most ten times a second; calls in between return at once.
    void show(SimTime now, SimTime end, std::uint64_t attempts);
    void clear();

private:
    using Clock = std::chrono::steady_clock;

    bool shown_;
    bool dirty_ = false;
    Clock::time_point started_ = Clock::now();
    Clock::time_point last_{};
};

// A line that counts finished pieces of work of equal kind.
class CountLine {
public:
    explicit CountLine(bool wanted);
    ~CountLine();
    CountLine(const CountLine&) = delete;
    CountLine& operator=(const CountLine&) = delete;

    // Redraws the line at most ten times a second.
    void show(std::uint64_t done, std::uint64_t all, std::string_view what);

private:
    using Clock = std::chrono::steady_clock;

    bool shown_;
    Clock::time_point started_ = Clock::now();
    Clock::time_point last_{};
};

// Makes the first SIGINT, SIGTERM or SIGHUP stop the run, which then reports its results so far; a
// second signal ends the program at once.
void catch_interrupts();
// Makes SIGINT, SIGTERM and SIGHUP end the program at once with the exit code of its documentation
// and these words, for work that has no results before its end. `words` must be a literal.
void end_at_interrupts(const char* words);
// Returns the signal that was caught; nullopt if none was.
std::optional<int> interrupted_by();

}  // namespace isotherm
