// SPDX-License-Identifier: GPL-3.0-or-later
// Single requests, listed on demand.

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>

#include "app/gui/models/cause_names.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

TEST(Requests, OfAPinnedSecondAreThoseOnTheBooks) {
    Desktop desktop;
    desktop.open_hot();
    RequestsTable& model = desktop.window->requests().model();
    QAbstractItemModelTester tester(&model);
    desktop.press(Qt::Key_E);
    EXPECT_TRUE(desktop.window->banner().isVisible()) << "nothing is pinned yet";
    desktop.press(Qt::Key_N);
    ASSERT_TRUE(desktop.view().pin().has_value());
    const auto facts =
        cell_facts(desktop.session.run().recording(), 0, Side::write, *desktop.view().pin());
    desktop.press(Qt::Key_E);
    ASSERT_TRUE(wait_until([&] { return model.rowCount() > 0; }));
    std::uint64_t throttled = 0;
    double units = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const auto at = [&](int column) {
            return model.data(model.index(row, column), Qt::UserRole);
        };
        throttled += at(8).toString().startsWith(QStringLiteral("throttled"));
        units += at(6).toDouble();
        EXPECT_EQ(at(4).toString(), partition_name(facts->partition));
        EXPECT_EQ(at(1).toString(), QStringLiteral("voters"));
        EXPECT_EQ(at(2).toString(), QStringLiteral("UpdateItem"));
    }
    EXPECT_EQ(throttled, facts->throttled);
    EXPECT_DOUBLE_EQ(units, facts->demand);
    EXPECT_TRUE(desktop.window->requests().text().startsWith(partition_name(facts->partition)));
    // Another run has other requests, so the list is cleared.
    desktop.open_hot(false);
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(Requests, OfASelectionAreCutAtTenThousandAndSaySo) {
    Desktop desktop;
    desktop.open_hot();
    desktop.view().select(TimeWindow{0, 120});
    RequestsTable& model = desktop.window->requests().model();
    ASSERT_TRUE(desktop.window->requests().list());
    ASSERT_TRUE(wait_until([&] { return model.rowCount() > 0; }));
    EXPECT_EQ(model.rowCount(), 10'000);
    EXPECT_EQ(model.log()->count, desktop.session.run().run_end()->tables[0].attempts);
    EXPECT_TRUE(desktop.window->requests().text().contains(QStringLiteral("the first 10,000 of")))
        << desktop.window->requests().text().toStdString();
}

TEST(Requests, TimesAreExact) {
    EXPECT_EQ(exact_clock(sim_start + 3'723'000'042us), QStringLiteral("01:02:03.000042"));
}

}  // namespace
}  // namespace isotherm
