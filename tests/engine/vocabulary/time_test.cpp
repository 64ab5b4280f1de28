// SPDX-License-Identifier: Apache-2.0
// Clock times and calendar times as text.

#include "engine/vocabulary/time.h"

#include <gtest/gtest.h>

namespace isotherm {
namespace {

TEST(ClockText, shows_days_and_fractions_only_when_there_are_any) {
    EXPECT_EQ(clock_text(sim_start), "00:00:00");
    EXPECT_EQ(clock_text(sim_start + 12min + 43s + 500ms), "00:12:43.5");
    EXPECT_EQ(clock_text(sim_start + 1us), "00:00:00.000001");
    EXPECT_EQ(clock_text(sim_start + 49h + 1s), "2d 01:00:01");
}

TEST(UtcText, is_the_calendar_instant) {
    using namespace std::chrono;
    const WallTime noon = sys_days{year{2016} / 1 / 20} + 12h;
    EXPECT_EQ(utc_text(noon), "2016-01-20T12:00:00Z");
    EXPECT_EQ(utc_text(noon + 250ms), "2016-01-20T12:00:00.25Z");
    EXPECT_EQ(utc_text(WallTime(sys_days{year{2038} / 1 / 19}) + 3h + 14min + 8s),
              "2038-01-19T03:14:08Z");
    EXPECT_EQ(utc_text(WallTime(sys_days{year{2024} / 2 / 29})), "2024-02-29T00:00:00Z");
}

TEST(WholeSeconds, round_down) {
    EXPECT_EQ(whole_seconds(SimDuration(1'999'999)), 1);
    EXPECT_EQ(whole_seconds(sim_start + 2s), 2);
    EXPECT_DOUBLE_EQ(in_seconds(250ms), 0.25);
}

}  // namespace
}  // namespace isotherm
