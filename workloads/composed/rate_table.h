// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads a series of values over time from a CSV file with a header: rates or counts, as metrics are
// exported.

#include <string>
#include <vector>

#include "engine/vocabulary/result.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

struct RateTableSettings {
    std::string file;    // for messages
    std::string time;    // name of the column of times; empty: the first column
    std::string column;  // name of the column of values; empty: the second column
};

struct RatePoint {
    SimDuration at{};  // since the first row
    double value = 0;
};

// Returns at least two points with increasing times and values of 0 or more. Times are those of
// read_time: calendar times, or seconds. Errors have the place in the file.
Result<std::vector<RatePoint>> read_rate_table(std::string_view text,
                                               const RateTableSettings& settings);

}  // namespace isotherm
