// SPDX-License-Identifier: Apache-2.0
// Throttling episodes and the worst seconds in them.

#include "engine/insight/episodes.h"

#include <gtest/gtest.h>

#include "tests/engine/recording/made_recording.h"

namespace isotherm {
namespace {

// Two partitions over 60 s: P1 refuses 2, 5 and 1 units at 10 s, 12 s and 40 s; P0 is never refused
// and asks for most at 30 s.
MadeRecording two_episodes() {
    MadeRecording made(2, 10, 60);
    made.add_second(Side::write, 10, {{0, 1, 0}, {1, 12, 2}});
    made.add_second(Side::write, 12, {{0, 1, 0}, {1, 15, 5}});
    made.add_second(Side::write, 30, {{0, 8, 0}, {1, 3, 0}});
    made.add_second(Side::write, 40, {{0, 2, 0}, {1, 11, 1}});
    return made;
}

TEST(Episodes, begin_after_a_pause_of_more_than_ten_seconds) {
    const MadeRecording made = two_episodes();
    const auto list = throttle_episodes(made.recording.tables[0], Side::write);
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].seconds.first, 10);
    EXPECT_EQ(list[0].seconds.end, 13);
    EXPECT_EQ(list[0].throttled, 7U);
    EXPECT_EQ(list[1].seconds.first, 40);
    EXPECT_EQ(list[1].throttled, 1U);
    EXPECT_TRUE(throttle_episodes(made.recording.tables[0], Side::read).empty());
}

TEST(Episodes, next_and_previous_look_at_where_they_begin) {
    const MadeRecording made = two_episodes();
    const auto list = throttle_episodes(made.recording.tables[0], Side::write);
    EXPECT_EQ(next_episode(list, 0)->seconds.first, 10);
    EXPECT_EQ(next_episode(list, 10)->seconds.first, 40);
    EXPECT_FALSE(next_episode(list, 40));
    EXPECT_EQ(previous_episode(list, 59)->seconds.first, 40);
    EXPECT_EQ(previous_episode(list, 40)->seconds.first, 10);
    EXPECT_FALSE(previous_episode(list, 10));
}

TEST(Episodes, worst_second_is_the_most_throttled_else_the_busiest) {
    const MadeRecording made = two_episodes();
    const TableRecording& table = made.recording.tables[0];
    EXPECT_EQ(most_throttled_partition(table, Side::write, 12), 1U);
    EXPECT_FALSE(most_throttled_partition(table, Side::write, 30));
    EXPECT_EQ(worst_second(table, Side::write, 1, {0, 60}), 12);
    EXPECT_EQ(worst_second(table, Side::write, 0, {0, 60}), 30);
    EXPECT_EQ(worst_second(table, Side::read, 0, {5, 60}), 5);
}

}  // namespace
}  // namespace isotherm
