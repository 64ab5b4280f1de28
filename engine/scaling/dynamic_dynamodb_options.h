// SPDX-License-Identifier: Apache-2.0
#pragma once
// The options of Dynamic DynamoDB. The names are those of its configuration file, with underscores
// instead of dashes; the defaults are those of its source code of 2018-05.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scaling/metric_history.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

// A step table such as "{0: 0, 0.25: 5, 0.5: 10}", which maps thresholds to steps.
using StepTable = std::map<double, double>;
// Returns nullopt if the text is malformed. "" gives an empty table.
std::optional<StepTable> parse_step_table(std::string_view text);

// Returns the step of the greatest threshold that is not above `x`; 0 if there is none.
double step_up(const StepTable& table, double x);
// Returns the step of the smallest threshold that is not below `x`; 0 if there is none.
double step_down(const StepTable& table, double x);

// How large a step is for one of the step rules below. Values that are not set come from the
// general options increase_… or decrease_….
struct FineStep {
    std::string unit;   // "", "percent" or "units"
    double with = 0;    // 0: not set
    std::string table;  // a step table; "": none
};

// The options of one side.
struct DynamicSideOptions {
    bool autoscaling = true;
    bool up_scaling = true;
    bool down_scaling = true;
    double upper_threshold = 90;  // percent of provisioned; 0 disables any threshold
    double lower_threshold = 30;
    double throttled_upper_threshold = 0;  // throttle events in the window
    double increase_with = 50;
    double decrease_with = 50;
    std::string increase_unit = "percent";
    std::string decrease_unit = "percent";
    std::int64_t min = 0;  // 0: no minimum
    std::int64_t max = 0;
    std::int64_t checks_before_scale_down = 1;
    double checks_reset_percent = 0;
    bool down_at_zero = false;
    FineStep increase_consumed;
    FineStep increase_throttled_by_provisioned;  // `with` is not used
    FineStep increase_throttled_by_consumed;     // `with` is not used
    FineStep decrease_consumed;
};

struct DynamicOptions {
    BySide<DynamicSideOptions> sides;         // by Side
    std::int64_t check_interval = 300;        // seconds
    std::int64_t lookback_window_start = 15;  // minutes
    std::int64_t lookback_period = 5;         // minutes
    bool always_decrease_rw_together = false;
    std::string maintenance_windows;   // "22:00-23:59,00:00-06:00" in UTC
    std::string circuit_breaker_open;  // "2016-01-20T10:00Z/2016-01-20T11:00Z, …"
    std::array<std::string, 4> unused_texts;
    std::array<double, 5> unused_numbers{};

    void settings(SettingsVisitor& visit);

    const DynamicSideOptions& of(Side side) const { return sides[side]; }
};

// Whether the time of day is in one of the windows. The first and last minute are included.
bool in_maintenance_window(std::string_view windows, WallTime now);

struct UtcRange {
    WallTime from;
    WallTime to;  // exclusive
};
// Returns nullopt if the text is not a list of FROM/TO. "" gives an empty list.
std::optional<std::vector<UtcRange>> parse_utc_ranges(std::string_view text);

}  // namespace isotherm
