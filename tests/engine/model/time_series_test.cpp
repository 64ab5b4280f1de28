// SPDX-License-Identifier: Apache-2.0
#include "engine/model/time_series.h"

#include <gtest/gtest.h>

namespace isotherm {
namespace {

using std::chrono::sys_days;
using std::chrono::year;

WallTime at(int y, unsigned m, unsigned d, int hour = 0, int minute = 0) {
    return sys_days{year{y} / static_cast<int>(m) / static_cast<int>(d)} +
           std::chrono::hours(hour) + std::chrono::minutes(minute);
}

TEST(PeriodCalendar, months_have_their_own_lengths) {
    const PeriodCalendar months(Period::month);
    EXPECT_EQ(months.start_of(at(2016, 2, 29, 23, 59)), at(2016, 2, 1));
    EXPECT_EQ(months.shifted(at(2016, 2, 1), 1) - at(2016, 2, 1), std::chrono::days(29));
    EXPECT_EQ(months.shifted(at(2015, 12, 1), 1), at(2016, 1, 1));
    EXPECT_EQ(months.shifted(at(2016, 1, 1), -13), at(2014, 12, 1));
    EXPECT_EQ(months.name_of(at(2016, 1, 1)), "2016-01");
}

// ISO 8601: the first week of a year contains its first Thursday.
TEST(PeriodCalendar, weeks_begin_on_monday_and_are_numbered_by_their_thursday) {
    const PeriodCalendar weeks(Period::week);
    EXPECT_EQ(weeks.start_of(at(2016, 1, 3, 12)), at(2015, 12, 28));
    EXPECT_EQ(weeks.name_of(at(2015, 12, 28)), "2015-W53");
    EXPECT_EQ(weeks.name_of(at(2016, 1, 4)), "2016-W01");
    EXPECT_EQ(weeks.name_of(at(2014, 12, 29)), "2015-W01");
    EXPECT_EQ(weeks.shifted(at(2016, 1, 4), 2), at(2016, 1, 18));
}

TEST(PeriodCalendar, days_and_hours) {
    EXPECT_EQ(PeriodCalendar(Period::day).name_of(at(2016, 1, 20)), "2016-01-20");
    const PeriodCalendar hours(Period::hour);
    EXPECT_EQ(hours.start_of(at(2016, 1, 20, 13, 59)), at(2016, 1, 20, 13));
    EXPECT_EQ(hours.name_of(at(2016, 1, 20, 13)), "2016-01-20-13");
    EXPECT_EQ(hours.shifted(at(2016, 12, 31, 23), 1), at(2017, 1, 1));
}

// Seed 001, page 35: 10000/10000 while current, then 1000/1, 100/1, 10/1.
TEST(TimeSeries, cools_in_steps_and_keeps_the_last_one) {
    TimeSeriesSpec spec;
    spec.cool_read = {1000, 100, 10};
    spec.cool_write = {1};
    const Throughput warm{10'000, 10'000};
    EXPECT_EQ(spec.cooled(warm, 0).read, 1000);
    EXPECT_EQ(spec.cooled(warm, 0).write, 1);
    EXPECT_EQ(spec.cooled(warm, 2).read, 10);
    EXPECT_EQ(spec.cooled(warm, 7).read, 10);
    EXPECT_EQ(spec.cooled(warm, 7).write, 1);
    EXPECT_EQ(TimeSeriesSpec().cooled(warm, 3).write, 10'000);
}

}  // namespace
}  // namespace isotherm
