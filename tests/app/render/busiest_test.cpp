// SPDX-License-Identifier: Apache-2.0
// Chooses the table and side of a run to show first.

#include "app/render/busiest.h"

#include <gtest/gtest.h>

#include "tests/engine/recording/made_recording.h"

namespace isotherm {
namespace {

// Two tables of four partitions with 100 units: an even one with more demand, and one whose hot
// partition is throttled from second 5 on.
Recording even_and_hot() {
    MadeRecording even(4, 100, 10), hot(4, 100, 10);
    for (std::int64_t second = 0; second < 10; ++second) {
        even.add_second(Side::write, second, {{0, 60}, {1, 60}, {2, 60}, {3, 60}});
        hot.add_second(Side::read, second, {{2, 180, second < 5 ? 0.0 : 80.0}});
    }
    Recording both = std::move(even.recording);
    both.tables.push_back(std::move(hot.recording.tables[0]));
    return both;
}

TEST(Busiest, IsTheTableThatThrottlesElseTheOneWithTheHottestPartition) {
    const Recording recording = even_and_hot();
    EXPECT_EQ(busiest_table(recording), 1u);
    EXPECT_EQ(busiest_side(recording.tables[1]), Side::read);
    EXPECT_EQ(busiest_table(recording, 5), 1u) << "hotter, with less demand";
    EXPECT_EQ(busiest_side(recording.tables[0], 5), Side::write);
    EXPECT_EQ(busiest_table(Recording{}), 0u);
}

}  // namespace
}  // namespace isotherm
