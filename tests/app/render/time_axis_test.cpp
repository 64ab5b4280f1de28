// SPDX-License-Identifier: Apache-2.0
#include "app/render/time_axis.h"

#include <gtest/gtest.h>

#include "app/render/value_axis.h"

namespace isotherm {
namespace {

const WallTime noon = WallTime{std::chrono::sys_days{std::chrono::year{2016} / 1 / 20}} + 12h;

std::vector<std::string> labels(const std::vector<TimeTick>& ticks) {
    std::vector<std::string> list;
    for (const TimeTick& tick : ticks) {
        list.push_back(tick.below.empty() ? tick.label : tick.label + "|" + tick.below);
    }
    return list;
}

}  // namespace

TEST(TimeAxis, pixels_and_seconds_convert_back_within_half_a_device_pixel) {
    for (const double ratio : {1.0, 1.25, 2.0}) {
        const TimeAxis axis{1'234, 87'634, 178 * ratio, 1'124 * ratio};
        for (double x = axis.left; x <= axis.right; x += 1) {
            EXPECT_NEAR(axis.x_of(axis.second_at(x)), x, 0.5);
        }
        for (double second = axis.first_second; second <= axis.end_second; second += 97) {
            EXPECT_NEAR(axis.second_at(axis.x_of(second)), second, 0.5 / axis.pixels_per_second());
        }
    }
}

TEST(TimeAxis, the_ends_are_the_edges) {
    const TimeAxis axis{0, 3'600, 100, 820};
    EXPECT_DOUBLE_EQ(axis.x_of(0), 100);
    EXPECT_DOUBLE_EQ(axis.x_of(3'600), 820);
    EXPECT_DOUBLE_EQ(axis.x_of(1'800), 460);
}

TEST(TimeAxis, six_hours_are_labelled_every_hour_with_the_day_once) {
    const std::vector<std::string> wanted{
        "12:00|20 Jan 2016", "13:00", "14:00", "15:00", "16:00", "17:00", "18:00"};
    EXPECT_EQ(labels(time_ticks({0, 6 * 3'600, 0, 900}, noon, 100)), wanted);
}

TEST(TimeAxis, ticks_are_at_round_times_of_day) {
    // The first multiple of five minutes after 12:00:07 is 293 s later.
    const auto ticks = time_ticks({0, 1'800, 0, 900}, noon + 7s, 100);
    ASSERT_FALSE(ticks.empty());
    EXPECT_DOUBLE_EQ(ticks[0].second, 293);
    EXPECT_EQ(ticks[0].label, "12:05");
}

TEST(TimeAxis, the_date_is_named_where_the_day_changes) {
    const std::vector<std::string> wanted{"18:00|20 Jan 2016", "21:00", "00:00|21 Jan 2016",
                                          "03:00", "06:00"};
    EXPECT_EQ(labels(time_ticks({0, 12 * 3'600, 0, 500}, noon + 6h, 100)), wanted);
}

TEST(TimeAxis, weeks_are_labelled_by_day) {
    const auto ticks = time_ticks({0, 14 * 86'400, 0, 900}, noon, 100);
    ASSERT_GE(ticks.size(), 5U);
    // Every second day is labelled: those with an even number since 1970. 2016-01-22 is day 16,822.
    EXPECT_EQ(ticks[0].label, "22 Jan");
    EXPECT_EQ(ticks[0].below, "2016");
    EXPECT_EQ(ticks[1].label, "24 Jan");
}

TEST(TimeAxis, seconds_appear_when_zoomed_in) {
    const auto ticks = time_ticks({3'600, 3'640, 0, 900}, noon, 100);
    ASSERT_GE(ticks.size(), 2U);
    EXPECT_EQ(ticks[0].label, "13:00:00");
    EXPECT_EQ(ticks[1].label, "13:00:05");
}

TEST(TimeAxis, ticks_keep_their_distance_whatever_the_length) {
    for (std::int64_t seconds = 10; seconds < 90'000'000; seconds = seconds * 17 / 10) {
        const TimeAxis axis{0, static_cast<double>(seconds), 0, 900};
        const auto ticks = time_ticks(axis, noon, 100);
        EXPECT_GE(ticks.size(), 1U) << seconds;
        for (std::size_t i = 1; i < ticks.size(); ++i) {
            EXPECT_GE(axis.x_of(ticks[i].second) - axis.x_of(ticks[i - 1].second), 99.999)
                << seconds;
        }
    }
}

TEST(TimeAxis, a_run_without_a_date_counts_from_its_start) {
    const auto ticks = time_ticks({0, 3'600, 0, 500}, WallTime{}, 100);
    EXPECT_EQ(ticks[0].label, "00:00");
    EXPECT_EQ(ticks[0].below, "");
    EXPECT_EQ(time_axis_caption(WallTime{}), "since start");
    EXPECT_EQ(time_axis_caption(noon), "UTC");
}

TEST(TimeAxis, ranges_are_written_as_calendar_times) {
    EXPECT_EQ(time_range_text(noon, 0, 21'600), "20 Jan 2016, 12:00 to 18:00 UTC");
    EXPECT_EQ(time_range_text(noon, 7, 60), "20 Jan 2016, 12:00:07 to 12:01:00 UTC");
    EXPECT_EQ(time_range_text(noon, 0, 86'400), "20 Jan 2016, 12:00 to 21 Jan 2016, 12:00 UTC");
}

TEST(TimeAxis, lengths_are_written_in_words) {
    EXPECT_EQ(length_text(1), "1 s");
    EXPECT_EQ(length_text(57.6), "57.6 s");
    EXPECT_EQ(length_text(90), "1 min 30 s");
    EXPECT_EQ(length_text(21'600), "6 h");
    EXPECT_EQ(length_text(5'400), "1 h 30 min");
}

TEST(ValueAxis, steps_are_one_two_or_five) {
    EXPECT_DOUBLE_EQ(round_step(8'480, 5), 2'000);
    EXPECT_DOUBLE_EQ(round_step(100, 10), 10);
    EXPECT_DOUBLE_EQ(round_step(0.9, 4), 0.5);
    EXPECT_EQ(value_ticks(8'480, 5), (std::vector<double>{0, 2'000, 4'000, 6'000, 8'000}));
    EXPECT_EQ(tick_text(2'500, 500), "2,500");
    EXPECT_EQ(tick_text(0.5, 0.5), "0.5");
}

TEST(ValueAxis, large_amounts_are_abbreviated) {
    EXPECT_EQ(short_amount(987), "987");
    EXPECT_EQ(short_amount(9'870), "9,870");
    EXPECT_EQ(short_amount(98'700), "98.7 k");
    EXPECT_EQ(short_amount(831'500), "832 k");
    EXPECT_EQ(short_amount(1'230'000), "1.2 M");
    EXPECT_EQ(short_amount(2.5), "2.5");
}

}  // namespace isotherm
