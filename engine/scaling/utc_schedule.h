// SPDX-License-Identifier: Apache-2.0
#pragma once
// Recurring minutes in UTC, written in cron syntax ("0 9 * * MON-FRI") or as a time of day
// ("09:00").

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/scaling/metric_history.h"

namespace isotherm {

// Fields as in cron(5): minute, hour, day of the month, month, day of the week (0 or 7 is Sunday;
// names such as MON or JAN). Each field is *, a number, a range, a list, or one of these with a
// /step. If both day fields are restricted (not *), one matching field is enough, as in cron.
class UtcSchedule {
public:
    static constexpr std::string_view form =
        "a time of day in UTC such as \"09:00\", or cron's five fields such as "
        "\"0 9 * * MON-FRI\"";

    // Returns nullopt if the text has neither form.
    static std::optional<UtcSchedule> parse(std::string_view text);

    bool due(UtcMinute minute) const;

private:
    std::bitset<60> minutes_;
    std::bitset<24> hours_;
    std::bitset<32> days_;    // days of the month, from 1
    std::bitset<13> months_;  // from 1
    std::bitset<7> weekdays_;
    bool any_day_ = true;  // day of the month is "*"
    bool any_weekday_ = true;
};

// Parses a time of day from "00:00" to "24:00" as time since midnight; nullopt if malformed.
std::optional<SimDuration> parse_time_of_day(std::string_view text);

}  // namespace isotherm
