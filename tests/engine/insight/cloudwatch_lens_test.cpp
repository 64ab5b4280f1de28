// SPDX-License-Identifier: Apache-2.0
// A table's averages of whole minutes, and what they hide.

#include <gtest/gtest.h>

#include "engine/insight/cloudwatch_lens.h"
#include "tests/engine/recording/made_recording.h"

namespace isotherm {
namespace {

TEST(CloudWatchLens, AveragesMinutesOfTheTable) {
    MadeRecording made(2, 100, 90);
    for (std::int64_t second = 0; second < 90; ++second) {
        made.add_second(Side::write, second,
                        {{0, second == 10 ? 220.0 : 40.0, second == 10 ? 120.0 : 0.0}});
    }
    const auto minutes = lens_minutes(made.table(), Side::write, {0, 90});
    ASSERT_EQ(minutes.size(), 2U);
    EXPECT_DOUBLE_EQ(minutes[0].consumed, (59 * 40 + 100) / 60.0);
    EXPECT_DOUBLE_EQ(minutes[0].provisioned, 200);
    EXPECT_EQ(minutes[0].throttled, 120U);
    EXPECT_EQ(minutes[1].seconds, (TimeWindow{60, 90}));
    EXPECT_DOUBLE_EQ(minutes[1].consumed, 40);
    const auto facts = lens_facts(made.recording, 0, Side::write, {0, 90});
    ASSERT_TRUE(facts.has_value());
    EXPECT_EQ(facts->fullest.seconds.first, 0);
    EXPECT_EQ(facts->throttled, 120U);
    EXPECT_EQ(facts->throttled_seconds, 1);
    ASSERT_TRUE(facts->worst.has_value());
    EXPECT_EQ(facts->worst->partition, 0U);
    EXPECT_EQ(facts->worst->time.first, 10);
    EXPECT_DOUBLE_EQ(facts->worst->heat, 2.2);
}

TEST(CloudWatchLens, HidesNothingWhereNothingWasThrottled) {
    MadeRecording made(2, 100, 60);
    made.add_second(Side::write, 5, {{0, 40}});
    const auto facts = lens_facts(made.recording, 0, Side::write, {0, 60});
    ASSERT_TRUE(facts.has_value());
    EXPECT_EQ(facts->throttled, 0U);
    EXPECT_FALSE(facts->worst.has_value());
    EXPECT_FALSE(lens_facts(made.recording, 0, Side::write, {60, 120}).has_value());
}

// In a run recorded by the minute, the consumption of a column is averaged over its minute.
TEST(CloudWatchLens, OfARunByTheMinuteTakesItsColumns) {
    MadeRecording made(4, 100, 120);
    made.table().column_seconds = 60;
    made.recording.simulated = std::chrono::minutes(120);
    made.add_second(Side::write, 70, {{2, 6'000, 400}});
    const auto minutes = lens_minutes(made.table(), Side::write, {4'200, 4'260});
    ASSERT_EQ(minutes.size(), 1U);
    EXPECT_DOUBLE_EQ(minutes[0].consumed, 5'600.0 / 60);
    EXPECT_DOUBLE_EQ(minutes[0].provisioned, 400);
}

}  // namespace
}  // namespace isotherm
