// SPDX-License-Identifier: Apache-2.0
#pragma once
// Times in files: with an offset they are instants, without one they need the user's time zone.

#include <optional>
#include <string>
#include <string_view>

#include "engine/vocabulary/time.h"

namespace isotherm {

struct FileTime {
    std::optional<WallTime> time;
    std::string problem;  // why there is no time
};

// `text` is a time of ISO 8601, "2026/11/16 00:00:00", "16.11.2026 01:00", or Unix seconds. `zone`
// is an IANA name, or empty: a time without an offset is refused.
FileTime read_file_time(std::string_view text, const std::string& zone);

// Whether the name is one of the time-zone database.
bool is_time_zone(const std::string& zone);

}  // namespace isotherm
