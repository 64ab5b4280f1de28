// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/time.h"

#include <fmt/format.h>

namespace isotherm {
namespace {

std::string fraction_text(std::int64_t microseconds) {
    if (microseconds == 0) return "";
    std::string digits = fmt::format(".{:06}", microseconds);
    digits.erase(digits.find_last_not_of('0') + 1);
    return digits;
}

}  // namespace

std::string clock_text(SimTime time) {
    const std::int64_t seconds = whole_seconds(time);
    const std::int64_t fraction = (time - (sim_start + std::chrono::seconds(seconds))).count();
    const std::int64_t days = seconds / 86'400;
    const std::string day_text = days > 0 ? fmt::format("{}d ", days) : "";
    return fmt::format("{}{:02}:{:02}:{:02}{}", day_text, seconds / 3600 % 24, seconds / 60 % 60,
                       seconds % 60, fraction_text(fraction));
}

std::string utc_text(WallTime time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss<SimDuration> clock{time - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       fraction_text(clock.subseconds().count()));
}

}  // namespace isotherm
