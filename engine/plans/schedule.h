// SPDX-License-Identifier: Apache-2.0
#pragma once
// A schedule of capacity from a recorded series: what each hour of the day asked for at most.

#include <array>
#include <optional>
#include <vector>

#include "engine/backtest/backtest_series.h"
#include "engine/plans/side_setting.h"

namespace isotherm {

class DayProfile {
public:
    // nullopt if the series is shorter than a day; with weekends of their own, than a week.
    static std::optional<DayProfile> of(const BacktestSeries& series, Side side, bool weekends);

    // The schedule that gives this part (in thousandths) of what the busiest minute of an hour
    // asked for. Increases begin ten minutes before their hour, so that they are in force then.
    SideSetting schedule(std::int64_t thousandths) const;

private:
    using Hours = std::array<std::int64_t, 24>;
    static std::vector<ScheduleStep> steps_of(const Hours& hours, const std::string& days);
    Hours merged(const Hours& hours) const;

    std::vector<Hours> days_;  // one for all days, or working days and weekends; units per second
    std::int64_t first_hour_ = 0;
    bool first_on_weekend_ = false;
};

}  // namespace isotherm
