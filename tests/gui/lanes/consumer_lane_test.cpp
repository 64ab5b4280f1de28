// SPDX-License-Identifier: GPL-3.0-or-later
// The lane of a stream's readers: how old their oldest record is, and what they lost.

#include <gtest/gtest.h>

#include "app/gui/canvas/consumer_lane.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

// A sink takes 50 of 100 records a second. After t seconds it has taken those of the first t / 2,
// so its oldest record is t / 2 old.
constexpr const char* slow_sink = R"(
name = "slow sink"
seed = 1
duration = "6m"
[tables.alone]
capacity = { read = 10, write = 10 }
[tables.orders]
item_size = "500 B"
partitions = 1
capacity = { read = 10, write = 200 }
stream = { view = "new" }
[workloads.shop]
table = "orders"
operation = "PutItem"
arrivals = { shape = "constant", rate = "100/s" }
keys = { distribution = "uniform", distinct = 100000 }
[workloads.search]
table = "orders"
callers = { kind = "stream", of = "orders", reader = "sink", rate = "50/s" }
)";

TEST(ConsumerLane, ShowsHowOldTheOldestRecordIs) {
    Desktop desktop;
    desktop.open(slow_sink);
    ConsumerLane& lane = desktop.window->explore().consumer_lane();
    desktop.view().show_table(0, Side::write);
    EXPECT_TRUE(lane.isHidden());  // this table has no stream
    desktop.view().show_table(1, Side::write);
    ASSERT_FALSE(lane.isHidden());
    const auto records = consumers_of(desktop.session.run().recording(), 1);
    ASSERT_EQ(records.size(), 1U);
    EXPECT_EQ(desktop.session.run().recording().workload_names[records[0]->workload], "search");
    for (const std::int64_t minute : {1, 3, 5}) {
        const ConsumerColumn column = consumers_between(records, minute * 60, (minute + 1) * 60);
        EXPECT_NEAR(static_cast<double>(column.age_us) * 1e-6, static_cast<double>(minute + 1) * 30,
                    4)
            << minute;
        EXPECT_NEAR(static_cast<double>(column.records), 50 * 60, 150) << minute;
        EXPECT_EQ(column.lost, 0U);
        // 50 of 100 records a second are left.
        EXPECT_NEAR(static_cast<double>(column.waiting), static_cast<double>(minute + 1) * 3'000,
                    300)
            << minute;
    }
    // Six bars of 1/6, 2/6, … 6/6 of the height: 21/36 of the lane.
    const QRectF plot = lane.plot();
    EXPECT_NEAR(pixels_of(lane, make_theme(ThemeName::dark).demand.rgb()),
                plot.width() * plot.height() * 21 / 36, plot.width() * plot.height() / 20);
    EXPECT_EQ(pixels_of(lane, make_theme(ThemeName::dark).throttled.rgb()), 0);
}

TEST(ConsumerLane, LooksWhileTheRunGoesOn) {
    Desktop desktop;
    desktop.open(slow_sink, false);
    desktop.session.sim().go_to(sim_start + 200s);
    ASSERT_TRUE(wait_until([&] { return desktop.session.run().recorded_seconds() == 200; }));
    desktop.view().show_table(1, Side::write);
    ASSERT_FALSE(desktop.window->explore().consumer_lane().isHidden());
    const auto known = [&] {
        return consumers_of(desktop.session.run().recording(), 1).front()->minutes.size();
    };
    EXPECT_GE(known(), 3U);  // three whole minutes
    const std::size_t before = known();
    desktop.session.sim().run_to_end();
    ASSERT_TRUE(wait_until([&] { return desktop.session.sim().phase() == SimPhase::finished; }));
    EXPECT_GT(known(), before);
}

// Lost records fill their minutes.
TEST(ConsumerLane, MarksLostRecordsAndFailedBatches) {
    StoredRun run = stored(MadeRecording(1, 100, 360));
    run.recording.workload_names = {"search"};
    ConsumerRecord record;
    record.minutes.resize(6);
    record.minutes[2].lost = 7;
    record.minutes[4].failed = 1;
    const auto column = consumers_between({&record}, 0, 360);
    EXPECT_EQ(column.lost, 7U);
    EXPECT_EQ(column.failed, 1U);
    run.recording.consumers = {record};
    HeatPyramids pyramids = pyramids_of(run.recording);
    RunModel model;
    model.load(std::move(run), std::move(pyramids), {});
    ViewState view;
    view.reset(360, 1);
    ConsumerLane lane(model, view);
    lane.resize(1'200, lane.sizeHint().height());
    const QRectF plot = lane.plot();
    const double sixth = plot.width() / 6;
    EXPECT_NEAR(pixels_of(lane, make_theme(ThemeName::dark).throttled.rgb()),
                sixth * plot.height() + sixth * 3, sixth * 4);
}

}  // namespace
}  // namespace isotherm
