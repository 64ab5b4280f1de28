// SPDX-License-Identifier: Apache-2.0
// The arithmetic of zooming and panning.

#include <gtest/gtest.h>

#include "engine/insight/time_window.h"

namespace isotherm {
namespace {

TEST(TimeWindow, ZoomKeepsTheSecondUnderTheMouseInPlace) {
    const TimeWindow window{100, 300};
    const double about = 150;
    const TimeWindow closer = zoomed(window, about, 0.5, 1'000);
    EXPECT_EQ(closer.length(), 100);
    // The second under the mouse is a quarter of the way from the left, before and after the zoom.
    EXPECT_NEAR((about - static_cast<double>(closer.first)) / 100.0, 0.25, 0.005);
}

TEST(TimeWindow, ZoomAlwaysChangesSomethingUntilItCannot) {
    TimeWindow window{0, 1'000};
    int steps = 0;
    while (window.length() > shortest_window) {
        const TimeWindow next = zoomed(window, 500, 0.9, 1'000);
        ASSERT_LT(next.length(), window.length());
        window = next;
        ASSERT_LT(++steps, 1'000);
    }
    EXPECT_EQ(zoomed(window, 500, 0.9, 1'000).length(), shortest_window);
}

TEST(TimeWindow, NeverLeavesTheRun) {
    for (const std::int64_t whole : {1, 3, 5, 60, 86'400}) {
        for (const TimeWindow asked : {TimeWindow{-50, 10}, TimeWindow{whole - 2, whole + 90},
                                       TimeWindow{5, 2}, TimeWindow{-1'000'000, 1'000'000}}) {
            const TimeWindow window = clamped(asked, whole);
            EXPECT_GE(window.first, 0);
            EXPECT_LE(window.end, whole);
            EXPECT_GE(window.length(), std::min(shortest_window, whole));
        }
    }
}

TEST(TimeWindow, PanMovesWithoutStretching) {
    EXPECT_EQ(panned({100, 200}, 30, 1'000), (TimeWindow{130, 230}));
    EXPECT_EQ(panned({100, 200}, 5'000, 1'000), (TimeWindow{900, 1'000}));
    EXPECT_EQ(panned({100, 200}, -5'000, 1'000), (TimeWindow{0, 100}));
}

}  // namespace
}  // namespace isotherm
