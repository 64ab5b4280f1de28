// SPDX-License-Identifier: Apache-2.0
// Fields of cron expressions against the calendar.

#include "engine/scaling/utc_schedule.h"

#include <gtest/gtest.h>

namespace isotherm {
namespace {

UtcMinute at(int month, int day, int hour, int minute) {
    return UtcMinute{std::chrono::sys_days{std::chrono::year{2018} / month / day} +
                     std::chrono::hours(hour) + std::chrono::minutes(minute)};
}

std::int64_t times_due(const char* text, UtcMinute from, std::chrono::minutes length) {
    const UtcSchedule schedule = UtcSchedule::parse(text).value();
    std::int64_t count = 0;
    for (UtcMinute minute = from; minute < from + length; minute += std::chrono::minutes(1)) {
        count += schedule.due(minute) ? 1 : 0;
    }
    return count;
}

TEST(UtcSchedule, OfficeHours) {
    const UtcSchedule schedule = UtcSchedule::parse("0 9 * * MON-FRI").value();
    EXPECT_TRUE(schedule.due(at(6, 1, 9, 0))) << "2018-06-01 was a Friday";
    EXPECT_FALSE(schedule.due(at(6, 1, 9, 1)));
    EXPECT_FALSE(schedule.due(at(6, 2, 9, 0)));
    EXPECT_FALSE(schedule.due(at(6, 3, 9, 0)));
    EXPECT_TRUE(schedule.due(at(6, 4, 9, 0)));
}

TEST(UtcSchedule, CountsOfAWeekAndAMonth) {
    const auto week = std::chrono::minutes(7 * 1440);
    EXPECT_EQ(times_due("09:00", at(6, 1, 0, 0), week), 7);
    EXPECT_EQ(times_due("*/15 * * * *", at(6, 1, 0, 0), week), 4 * 24 * 7);
    EXPECT_EQ(times_due("0 0-6/2 * * 0", at(6, 1, 0, 0), week), 4);
    EXPECT_EQ(times_due("0 0-6/2 * * 7", at(6, 1, 0, 0), week), 4) << "7 is Sunday as well";
    EXPECT_EQ(times_due("0 0 * * SAT-SUN", at(6, 1, 0, 0), week), 2);
    EXPECT_EQ(times_due("30 22 1,15 * *", at(6, 1, 0, 0), std::chrono::minutes(30 * 1440)), 2);
    // If both day fields are restricted, either one is enough: five Fridays, one of which is the
    // 15th.
    EXPECT_EQ(times_due("0 0 15 * FRI", at(6, 1, 0, 0), std::chrono::minutes(30 * 1440)), 5);
    EXPECT_EQ(times_due("0 0 14 * fri", at(6, 1, 0, 0), std::chrono::minutes(30 * 1440)), 6);
    EXPECT_EQ(times_due("0 0 * JUL-SEP *", at(6, 1, 0, 0), std::chrono::minutes(61 * 1440)), 31);
}

TEST(UtcSchedule, RefusesWhatIsNotATime) {
    for (const char* text :
         {"", "9", "9:0", "25:00", "24:00", "09:60", "0 9 * *", "0 9 * * * *", "60 9 * * *",
          "0 24 * * *", "0 9 0 * *", "0 9 * 13 *", "0 9 * * 8", "0 9 * * MOO", "0 9 * * FRI-MON",
          "*/0 * * * *", "-1 9 * * *", "1- 9 * * *", "a 9 * * *"}) {
        EXPECT_FALSE(UtcSchedule::parse(text)) << text;
    }
    EXPECT_EQ(parse_time_of_day("24:00"), 24h);
    EXPECT_FALSE(parse_time_of_day("24:01"));
}

}  // namespace
}  // namespace isotherm
