// SPDX-License-Identifier: GPL-3.0-or-later
// The state of the view: its history, what is counted, and its appearance.

#include <gtest/gtest.h>

#include <QSignalSpy>

#include "app/gui/models/view_state.h"

namespace isotherm {
namespace {

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
    view.show(TimeWindow{20, 50});
    EXPECT_EQ(view.counted(), (TimeWindow{20, 50})) << "without a selection, what is in view";
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
