// SPDX-License-Identifier: GPL-3.0-or-later
// The panel that compares A and B by table.

#include <gtest/gtest.h>

#include <cmath>

#include "app/gui/panels/comparison_panel.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

TEST(ComparisonPanel, ComparesByTableOverTenSeeds) {
    Desktop desktop;
    desktop.open_hot();
    desktop.action("compare_tables")->trigger();
    ComparisonPanel& panel = desktop.window->comparison_panel();
    ASSERT_TRUE(panel.isVisible());
    EXPECT_FALSE(panel.compare_button().isEnabled());  // there is no B
    QString text = desktop.session.scenario_text();
    const Scenario a = good_scenario(text.toStdString());
    text.replace(QStringLiteral("write = 400"), QStringLiteral("write = 800"));
    const Scenario b = good_scenario(text.toStdString());
    ASSERT_TRUE(desktop.session.run_as_b(text));
    ASSERT_TRUE(panel.compare_button().isEnabled());
    QTest::mouseClick(&panel.compare_button(), Qt::LeftButton);
    ASSERT_TRUE(wait_until([&] { return !desktop.session.comparison().running(); }, 120'000));
    ASSERT_NE(desktop.session.comparison().found(), nullptr);
    // The means of the ten pairs, computed again.
    double throttled_a = 0, throttled_b = 0;
    for (int pair = 0; pair < 10; ++pair) {
        for (const auto& [of, sum] : {std::pair{&a, &throttled_a}, std::pair{&b, &throttled_b}}) {
            const auto run = compared_run(*of, of->seed + pair, whole_seconds(of->duration),
                                          [] { return false; });
            ASSERT_TRUE(run.ok());
            *sum += static_cast<double>(run.value()->all.throttled) / 10;
        }
    }
    double shown_a = 0, shown_b = 0;
    for (int row = 0; row < panel.sides().topLevelItemCount(); ++row) {
        const QTreeWidgetItem* item = panel.sides().topLevelItem(row);
        const QStringList from_to = item->text(1).split(QStringLiteral(" \u2192 "));
        ASSERT_EQ(from_to.size(), 2);
        shown_a += QLocale().toDouble(from_to[0]);
        shown_b += QLocale().toDouble(from_to[1]);
    }
    EXPECT_NEAR(shown_a, throttled_a, panel.sides().topLevelItemCount());
    EXPECT_NEAR(shown_b, throttled_b, panel.sides().topLevelItemCount());
    EXPECT_LT(throttled_b, throttled_a);
    EXPECT_TRUE(panel.sentence().contains(QStringLiteral("10 of 10 seeds")))
        << panel.sentence().toStdString();
    // Without B, the comparison is gone.
    desktop.session.keep_b();
    EXPECT_EQ(desktop.session.comparison().found(), nullptr);
    EXPECT_EQ(panel.sides().topLevelItemCount(), 0);
}

}  // namespace
}  // namespace isotherm
