// SPDX-License-Identifier: GPL-3.0-or-later
// The panel of the plan: from the promise to a point of its front as B.

#include <gtest/gtest.h>

#include "app/gui/panels/plan_panel.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

// 300 writes a second on 100 WCU, evenly spread: about 300 WCU are needed.
constexpr const char* too_little = R"(
name = "too little"
seed = 3
duration = "10m"
[model]
initial_burst = 0
[tables.votes]
item_size = "200 B"
capacity = { read = 5, write = 100 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "300/s" }
keys = { distribution = "uniform", distinct = 100000 }
client = { retry = "fire_and_forget" }
)";

constexpr int search_ms = 120'000;

struct PlanDesk {
    Desktop desktop;
    PlanDesk() {
        desktop.open(too_little);
        desktop.action("plan")->trigger();
    }
    PlanPanel& panel() { return desktop.window->plan_panel(); }
    PlanCheck& check() { return desktop.session.plan(); }
    bool find() {
        QTest::mouseClick(&panel().find_button(), Qt::LeftButton);
        return wait_until([&] { return !check().running(); }, search_ms);
    }
};

TEST(PlanPanel, FindsTheCheapestAndOpensAPointAsB) {
    PlanDesk desk;
    PlanPanel& panel = desk.panel();
    ASSERT_TRUE(panel.isVisible());
    EXPECT_EQ(panel.promise().text(), QStringLiteral("throttled_share <= 0.1 %"));
    ASSERT_TRUE(desk.find());
    ASSERT_NE(desk.check().found(), nullptr) << panel.state().toStdString();
    const ScenarioPlan& plan = desk.check().found()->plan;
    EXPECT_TRUE(plan.kept);
    EXPECT_LE(plan.throttled_share.mean.value_or(1), 0.001);
    EXPECT_TRUE(panel.state().contains(QStringLiteral("5 of 5"))) << panel.state().toStdString();
    ASSERT_EQ(panel.tables().topLevelItemCount(), 1);
    EXPECT_EQ(panel.tables().topLevelItem(0)->text(0), QStringLiteral("votes"));

    PlanView& front = panel.front();
    ASSERT_EQ(front.marks().size(), plan.frontier.size() + 1);
    EXPECT_EQ(front.selected(), plan.frontier.size());  // the plan itself
    front.grab();
    EXPECT_GT(pixels_of(front, make_theme(ThemeName::dark).throttled.rgb()), 40);
    // A click chooses the point that is nearest.
    ASSERT_GE(plan.frontier.size(), 2U);
    const std::size_t cheapest = 0;
    QTest::mouseClick(&front, Qt::LeftButton, {}, front.centre(cheapest).toPoint());
    ASSERT_EQ(front.selected(), cheapest);
    EXPECT_TRUE(
        panel.point().contains(QLocale().toString(plan.frontier[cheapest].cost_month, 'f', 2)))
        << panel.point().toStdString();
    // Arrow keys go on, past the last to the first.
    QTest::keyClick(&front, Qt::Key_Left);
    EXPECT_EQ(front.selected(), plan.frontier.size());
    QTest::keyClick(&front, Qt::Key_Right);
    EXPECT_EQ(front.selected(), cheapest);

    const auto wanted = desk.check().found()->text_of(plan.frontier[cheapest]);
    ASSERT_TRUE(wanted);
    ASSERT_TRUE(panel.b_button().isEnabled());
    panel.b_button().click();
    ASSERT_TRUE(desk.desktop.session.comparing());
    EXPECT_EQ(desk.desktop.session.scenario_text().toStdString(), *wanted);
    ASSERT_TRUE(wait_until([&] { return desk.desktop.session.run().findings().has_value(); }));
    const Totals b = desk.desktop.session.run().totals();
    EXPECT_NEAR(static_cast<double>(b.throttled) / static_cast<double>(b.attempts),
                plan.frontier[cheapest].throttled_share, 0.02);
    EXPECT_FALSE(panel.b_button().isEnabled());  // until B is kept or forgotten
}

TEST(PlanPanel, TellsWhatIsWrongWithAPromise) {
    PlanDesk desk;
    desk.panel().promise().setText(QStringLiteral("throttled_sare <= 0.1 %"));
    ASSERT_TRUE(desk.find());
    EXPECT_EQ(desk.check().found(), nullptr);
    EXPECT_TRUE(desk.panel().state().contains(QStringLiteral("throttled_sare")))
        << desk.panel().state().toStdString();
    desk.panel().promise().setText(QStringLiteral("throttled_share <= 0.1 %"));
    desk.panel().over().setPlainText(QStringLiteral("workloads.voters"));
    ASSERT_TRUE(desk.find());
    EXPECT_FALSE(desk.check().errors().empty());
}

TEST(PlanPanel, StopsASearch) {
    PlanDesk desk;
    QTest::mouseClick(&desk.panel().find_button(), Qt::LeftButton);
    EXPECT_TRUE(desk.check().running());
    QTest::mouseClick(&desk.panel().find_button(), Qt::LeftButton);
    EXPECT_FALSE(desk.check().running());
    QTest::qWait(100);
    EXPECT_EQ(desk.check().found(), nullptr);
    EXPECT_TRUE(desk.panel().find_button().isEnabled());
}

}  // namespace
}  // namespace isotherm
