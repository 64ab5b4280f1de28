// SPDX-License-Identifier: Apache-2.0
#pragma once
// The options of Dynamic DynamoDB under its configuration file's own names, with underscores for
// dashes. Defaults as in its source of 2018-05.

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

// A step table "{0: 0, 0.25: 5, 0.5: 10}": from a threshold on, a step.
using StepTable = std::map<double, double>;
// nullopt when the text is not of that form; "" is an empty table.
std::optional<StepTable> parse_step_table(std::string_view text);

// The value of the greatest threshold not above `x`; 0 below the first.
double step_up(const StepTable& table, double x);
// Thresholds from high to low; the value of the last one that `x` does not exceed.
double step_down(const StepTable& table, double x);

// A step by a rule of its own; what is left open comes from increase-… or decrease-….
struct FineStep {
    std::string unit;   // "", "percent" or "units"
    double with = 0;    // 0: open
    std::string table;  // a step table; "": none
};

// Options of reads or of writes.
struct DynamicSideOptions {
    bool autoscaling = true;
    bool up_scaling = true;
    bool down_scaling = true;
    double upper_threshold = 90;  // percent of provisioned; 0: off, as all thresholds
    double lower_threshold = 30;
    double throttled_upper_threshold = 0;  // events in the window
    double increase_with = 50;
    double decrease_with = 50;
    std::string increase_unit = "percent";
    std::string decrease_unit = "percent";
    std::int64_t min = 0;  // 0: none
    std::int64_t max = 0;
    std::int64_t checks_before_scale_down = 1;
    double checks_reset_percent = 0;
    bool down_at_zero = false;
    FineStep increase_consumed;
    FineStep increase_throttled_by_provisioned;  // without `with`
    FineStep increase_throttled_by_consumed;     // without `with`
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

// Whether the time of day lies in one of the windows; both ends belong to it, to the minute.
bool in_maintenance_window(std::string_view windows, WallTime now);

struct UtcRange {
    WallTime from;
    WallTime to;  // exclusive
};
// nullopt when the text is not a list of FROM/TO; "" is an empty list.
std::optional<std::vector<UtcRange>> parse_utc_ranges(std::string_view text);

}  // namespace isotherm
