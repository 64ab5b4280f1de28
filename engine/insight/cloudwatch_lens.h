// SPDX-License-Identifier: Apache-2.0
#pragma once
// A recording as CloudWatch would show it: a table's averages over whole minutes, and what these
// averages hide.

#include <optional>
#include <vector>

#include "engine/insight/cell_facts.h"
#include "engine/insight/time_window.h"
#include "engine/recording/recording.h"

namespace isotherm {

inline constexpr std::int64_t lens_seconds = 60;  // CloudWatch's finest period for DynamoDB

struct LensMinute {
    TimeWindow seconds;      // shorter than a minute at the end of the recording
    double consumed = 0;     // units per second, averaged over the minute
    double provisioned = 0;  // units per second, averaged over the minute
    std::uint64_t throttled = 0;

    double use() const { return provisioned > 0 ? consumed / provisioned : 0; }
};

// Returns the minutes that overlap the window. Minutes count from the start of the run.
std::vector<LensMinute> lens_minutes(const TableRecording& table, Side side, TimeWindow window);

struct LensFacts {
    LensMinute fullest;  // the minute with the highest consumed / provisioned
    std::uint64_t throttled = 0;
    std::int64_t throttled_seconds = 0;
    // The most throttled partition in the second with the most throttled requests; nullopt if it
    // had no limit of its own or nothing was throttled.
    std::optional<CellFacts> worst;
};

// Returns what the averages hide within `counted`; nullopt if nothing is recorded there.
std::optional<LensFacts> lens_facts(const Recording& recording, std::size_t table, Side side,
                                    TimeWindow counted);

}  // namespace isotherm
