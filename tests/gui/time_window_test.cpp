// SPDX-License-Identifier: GPL-3.0-or-later
// The arithmetic of zooming and panning, and the view's history.

#include <gtest/gtest.h>

#include <QSignalSpy>

#include "app/gui/models/view_state.h"

namespace isotherm {
namespace {

TEST(TimeWindow, ZoomKeepsTheSecondUnderTheMouseInPlace) {
    const TimeWindow window{100, 300};
    const double about = 150;
    const TimeWindow closer = zoomed(window, about, 0.5, 1'000);
    EXPECT_EQ(closer.length(), 100);
    // A quarter of the way from the left, before and after.
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

TEST(ViewState, BackAndForwardReturnToWhatWasShown) {
    ViewState view;
    view.reset(3'600);
    EXPECT_FALSE(view.can_go_back());
    view.show(TimeWindow{100, 200});
    view.show(TimeWindow{120, 150});
    view.show(HashWindow{0, 1ULL << 62});
    EXPECT_TRUE(view.can_go_back());
    view.go_back();
    EXPECT_TRUE(view.hashes().whole());
    EXPECT_EQ(view.window(), (TimeWindow{120, 150}));
    view.go_back();
    EXPECT_EQ(view.window(), (TimeWindow{100, 200}));
    view.go_forward();
    EXPECT_EQ(view.window(), (TimeWindow{120, 150}));
    view.show(TimeWindow{0, 3'600});
    EXPECT_FALSE(view.can_go_forward());
}

TEST(ViewState, MovingTheViewEndsFollowing) {
    ViewState view;
    view.reset(1'000);
    view.show(TimeWindow{0, 100});
    view.set_following(true);
    view.follow_to(150);
    EXPECT_EQ(view.window(), (TimeWindow{60, 160}));
    EXPECT_TRUE(view.following());
    view.pan(-10);
    EXPECT_FALSE(view.following());
    view.follow_to(900);
    EXPECT_EQ(view.window(), (TimeWindow{50, 150}));
}

TEST(ViewState, ASelectionIsWhatIsCounted) {
    ViewState view;
    view.reset(100);
    EXPECT_EQ(view.counted(), (TimeWindow{0, 100}));
    QSignalSpy told(&view, &ViewState::selection_changed);
    view.select(TimeWindow{-5, 30});
    EXPECT_EQ(view.counted(), (TimeWindow{0, 30}));
    view.select(TimeWindow{40, 40});  // an empty selection is none
    EXPECT_FALSE(view.selection().has_value());
    EXPECT_EQ(told.count(), 2);
}

TEST(ViewState, BrightnessNeverMovesTheEndsOfTheRamp) {
    ViewState view;
    const Theme before = view.theme();
    view.set_gamma(0.4);
    EXPECT_EQ(view.theme().heat.front(), before.heat.front());
    EXPECT_EQ(view.theme().heat.back(), before.heat.back());
    EXPECT_NE(view.theme().heat[100], before.heat[100]);
}

}  // namespace
}  // namespace isotherm
