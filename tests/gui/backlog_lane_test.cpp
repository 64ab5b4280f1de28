// SPDX-License-Identifier: GPL-3.0-or-later
// The lane of an index that is behind its table, and the exported backlog.

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <nlohmann/json.hpp>

#include "app/gui/models/run_tables.h"
#include "app/gui/window/main_window.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

// 100 entries per second for an index of 50 WCU without burst: after ten seconds about 500 of them
// wait, and a new one would wait 500 / 50 = 10 s.
constexpr const char* index_behind = R"(
name = "behind"
era = "2024"
seed = 1
duration = "10s"
[model]
initial_burst = 0
[tables.orders]
item_size = "500 B"
capacity = { mode = "provisioned", read = 100, write = 1000 }
indexes.by_day = { partition_key = "day", capacity = { mode = "provisioned", read = 100, write = 50 } }
[workloads.shop]
table = "orders"
operation = "PutItem"
arrivals = { shape = "constant", rate = "100/s" }
keys = { distribution = "sequential", distinct = 100000 }
client = { retry = "fire_and_forget" }
)";

TEST(BacklogLane, ShowsHowFarAnIndexIsBehind) {
    Desktop desktop;
    desktop.open(index_behind);
    BacklogLane& lane = desktop.window->explore().backlog_lane();
    desktop.view().show_table(0, Side::write);
    EXPECT_TRUE(lane.isHidden());  // a table has no backlog
    desktop.view().show_table(1, Side::write);
    ASSERT_FALSE(lane.isHidden());
    EXPECT_NEAR(static_cast<double>(lane.worst().entries), 500, 50);
    EXPECT_NEAR(static_cast<double>(lane.worst().expected_wait_us) * 1e-6, 10, 1);
    // Bars that grow evenly cover half of the lane.
    const QRectF plot = lane.plot();
    EXPECT_NEAR(pixels_of(lane, make_theme(ThemeName::dark).demand.rgb()),
                plot.width() * plot.height() / 2, plot.width() * plot.height() / 10);
    // The exported table of seconds contains the backlog as well.
    SecondsTable seconds(desktop.session.run(), desktop.view());
    seconds.refresh();
    const auto last = QJsonDocument::fromJson(seconds.json()).array().last().toObject();
    EXPECT_NEAR(last[QLatin1String("writes_waiting")].toDouble(), 500, 50);
    EXPECT_NEAR(last[QLatin1String("expected_wait_seconds")].toDouble(), 10, 1);
}

}  // namespace
}  // namespace isotherm
