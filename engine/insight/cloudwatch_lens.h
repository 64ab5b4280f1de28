// SPDX-License-Identifier: Apache-2.0
#pragma once
// A recording as CloudWatch shows it: a table's averages of whole minutes, and what they hide.

#include <optional>
#include <vector>

#include "engine/insight/cell_facts.h"
#include "engine/insight/time_window.h"
#include "engine/recording/recording.h"

namespace isotherm {

inline constexpr std::int64_t lens_seconds = 60;  // CloudWatch's finest period for DynamoDB

struct LensMinute {
    TimeWindow seconds;      // cut where the recording ends
    double consumed = 0;     // units per second, averaged over the minute
    double provisioned = 0;  // averaged likewise
    std::uint64_t throttled = 0;

    double use() const { return provisioned > 0 ? consumed / provisioned : 0; }
};

// Of the minutes, counted from the start of the run, that touch the window.
std::vector<LensMinute> lens_minutes(const TableRecording& table, Side side, TimeWindow window);

struct LensFacts {
    LensMinute fullest;  // by its averages
    std::uint64_t throttled = 0;
    std::int64_t throttled_seconds = 0;
    // The partition that was refused most in the second with the most refusals; nothing where it
    // had no limit of its own.
    std::optional<CellFacts> worst;
};

// What the averages of the time counted hide; nothing where nothing is on record.
std::optional<LensFacts> lens_facts(const Recording& recording, std::size_t table, Side side,
                                    TimeWindow counted);

}  // namespace isotherm
