// SPDX-License-Identifier: Apache-2.0
#pragma once
// A rate, or a factor of one, as a function of time that consists of straight lines.

#include <vector>

#include "engine/vocabulary/time.h"

namespace isotherm {

// The value goes linearly from `from` to `to` within `length`.
struct CoursePiece {
    SimDuration length{};
    double from = 0;
    double to = 0;
};

// The rest of a line: from the time that was asked for to `end`.
struct CourseLine {
    SimDuration end{};
    double from = 0;  // the value at the time that was asked for
    double to = 0;    // the value just before `end`

    double at(SimDuration time, SimDuration begin) const {
        if (from == to) return from;
        return from + (to - from) * (in_seconds(time - begin) / in_seconds(end - begin));
    }
};

// The end of a line that does not end.
inline constexpr SimDuration endless = 4 * longest_run;

class LinearCourse {
public:
    // What follows the last piece: its last value for ever, the first piece, or 0 for ever.
    enum class Then : std::uint8_t { hold, repeat, stop };

    // At least one piece must have a length. The run begins at `entered` in the pieces.
    LinearCourse(const std::vector<CoursePiece>& pieces, Then then, SimDuration entered = {});

    // `at`: time since the start of the run, 0 or later.
    CourseLine line_at(SimDuration at) const;
    double highest() const;

private:
    std::vector<CoursePiece> pieces_;  // all with a length
    std::vector<SimDuration> ends_;    // of each piece, from the beginning of the first
    Then then_;
    SimDuration entered_;
    double last_;
};

}  // namespace isotherm
