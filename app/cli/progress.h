// SPDX-License-Identifier: Apache-2.0
#pragma once
// A progress line on a terminal; nothing in a pipe.

#include <chrono>
#include <cstdint>
#include <optional>

#include "engine/vocabulary/time.h"

namespace isotherm {

class ProgressLine {
public:
    explicit ProgressLine(bool wanted);
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    // At most ten times a second; cheap to call otherwise.
    void show(SimTime now, SimTime end, std::uint64_t attempts);
    void clear();

private:
    using Clock = std::chrono::steady_clock;

    bool shown_;
    bool dirty_ = false;
    Clock::time_point started_ = Clock::now();
    Clock::time_point last_{};
};

// SIGINT and SIGTERM ask a run to end with what it has; a second one ends the program at once.
void catch_interrupts();
// The signal that came, if any.
std::optional<int> interrupted_by();

}  // namespace isotherm
