// SPDX-License-Identifier: GPL-3.0-or-later
// The lane of actions per second and their latency.

#include <gtest/gtest.h>

#include "app/gui/window/main_window.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

// 20 workers of 10 ms and 90 ms of thinking begin 200 actions a second (N / (R + Z)).
constexpr const char* workers_scenario = R"(
name = "workers"
seed = 1
duration = "3m"
latency = { model = "constant", time = "10 ms" }
[tables.alone]
capacity = { read = 10, write = 10 }
[tables.orders]
capacity = { read = 1000, write = 10 }
[workloads.shop]
table = "orders"
callers = { kind = "workers", count = 20, think = "90 ms" }
keys = { distribution = "uniform", distinct = 100000 }
steps = [{ call = "GetItem" }]
)";

TEST(ActionLane, ShowsActionsOfATable) {
    Desktop desktop;
    desktop.open(workers_scenario);
    ActionLane& lane = desktop.window->explore().action_lane();
    desktop.view().show_table(0, Side::read);
    EXPECT_TRUE(lane.isHidden());  // no action uses this table
    desktop.view().show_table(1, Side::read);
    ASSERT_FALSE(lane.isHidden());
    const auto records = actions_of(desktop.session.run().recording(), 1);
    ASSERT_EQ(records.size(), 1U);
    const ActionColumn minute = actions_between(records, 180, 60, 120);
    EXPECT_NEAR(minute.done, 200, 1);
    EXPECT_EQ(minute.failed, 0);
    EXPECT_NEAR(minute.mean_ms, 10, 1e-9);
    EXPECT_NEAR(minute.p99_ms, 10, 0.1);
    // What is not recorded yet does not lower the rate.
    EXPECT_NEAR(actions_between(records, 180, 120, 300).done, 200, 1);
    // Bars of one height fill the lane.
    const QRectF plot = lane.plot();
    EXPECT_NEAR(pixels_of(lane, make_theme(ThemeName::dark).consumed.rgb()),
                plot.width() * plot.height(), plot.width() * 5);
}

}  // namespace
}  // namespace isotherm
