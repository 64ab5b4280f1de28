// SPDX-License-Identifier: Apache-2.0
// The four numbers of a table, as the arithmetic of its recording.

#include <gtest/gtest.h>

#include "engine/insight/score.h"
#include "tests/engine/recording/made_recording.h"

namespace isotherm {
namespace {

Score score_in(MadeRecording& made, Side side, TimeWindow counted) {
    return score_of(made.table(), HeatPyramid(made.table(), side), side, counted);
}

TEST(Score, IsTheArithmeticOfTheRecording) {
    MadeRecording made(4, 100, 10);
    for (std::int64_t second = 0; second < 10; ++second) {
        made.add_second(
            Side::write, second,
            {{0, 10}, {1, 10}, {2, 10}, {3, second == 7 ? 150.0 : 30.0, second == 7 ? 50.0 : 0.0}});
    }
    const Score score = score_in(made, Side::write, {0, 10});
    EXPECT_EQ(score.throttled_count, 50U);
    EXPECT_EQ(score.tries, 720U);  // nine seconds of 60 and one of 180
    EXPECT_DOUBLE_EQ(score.hottest.value, 1.5);
    EXPECT_EQ(score.hottest_partition, 3U);
    EXPECT_DOUBLE_EQ(score.imbalance.value, 420.0 / (720.0 / 4));
    EXPECT_DOUBLE_EQ(score.idle.value, 1 - 670.0 / 4'000);
    EXPECT_EQ(score.throttled.worst_second, 7);
    // A score of a selection counts nothing outside it.
    EXPECT_EQ(score_in(made, Side::write, {0, 7}).throttled_count, 0U);
}

// The hottest score leads to the busiest second of the hottest partition. The imbalance counts only
// the partitions that serve: not partition 0, which split at second 4, but its two children with 40
// and 20 units per second.
TEST(Score, GoesToTheHottestSecondAndCountsThoseThatServe) {
    MadeRecording made(1, 100, 10);
    made.add_partition(0, (KeyPosition{1} << 63) - 1, 4, 0);
    made.add_partition(KeyPosition{1} << 63, ~KeyPosition{0}, 4, 0);
    made.table().partitions[0].retired_second = 4;
    for (std::int64_t second = 0; second < 4; ++second)
        made.add_second(Side::write, second, {{0, 500, 400}});
    for (std::int64_t second = 4; second < 10; ++second)
        made.add_second(Side::write, second, {{1, 40}, {2, 20}});
    made.add_second(Side::read, 6, {{2, 130}});
    const Score writes = score_in(made, Side::write, {0, 10});
    EXPECT_DOUBLE_EQ(writes.imbalance.value, 40.0 / 30);
    const Score reads = score_in(made, Side::read, {0, 10});
    EXPECT_EQ(reads.hottest.worst_second, 6);
    EXPECT_EQ(reads.hottest.worst_partition, 2U);
    EXPECT_FALSE(score_in(made, Side::read, {0, 5}).imbalance.known) << "nothing was asked";
}

}  // namespace
}  // namespace isotherm
