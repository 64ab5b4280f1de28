// SPDX-License-Identifier: Apache-2.0
// Bars for the units of an action: their lengths are proportional, and the numbers are beside them.

#include "app/render/action_bars.h"

#include "tests/engine/recording/made_recording.h"
// Before the Qt headers, whose keyword macros would replace names in the recordings' code.
#include <QImage>
#include <gtest/gtest.h>

#include "app/render/picture_file.h"
#include "app/render/theme.h"

namespace isotherm {
namespace {

// An inbox: a page of heads for one unit, then bodies for 1,600; ten actions.
MadeRecording inbox() {
    MadeRecording made(1, 100, 120);
    made.recording.workload_names = {"heads"};
    made.recording.sent_by = {SentBy::callers};
    ActionRecord& record = made.recording.actions[0];
    record.done = 9;
    record.failed = 1;
    ActionUse use;
    use.operation = Operation::query;
    use.consumed = HalfUnits::units(10);
    use.calls = 10;
    use.attempts = 13;
    record.uses.push_back(use);
    use.operation = Operation::batch_get_item;
    use.consumed = HalfUnits::units(16'000);
    use.attempts = 10;
    record.uses.push_back(use);
    record.minutes.resize(2);
    record.minutes[1].p50_us = 20'000;
    record.minutes[1].p99_us = 130'000;
    return made;
}

TEST(ActionBars, are_as_long_as_the_units_of_one_action) {
    const MadeRecording made = inbox();
    ensure_gui_application();
    QImage image(1280, 720, QImage::Format_RGB32);
    QPainter painter(&image);
    const auto bars = paint_action_bars(painter, {made.recording}, make_theme(ThemeName::dark),
                                        QRectF(0, 0, 1280, 720));
    ASSERT_EQ(bars.size(), 2U);
    EXPECT_EQ(bars[0].use->operation, Operation::batch_get_item);
    EXPECT_EQ(bars[0].units, 1'600);
    EXPECT_EQ(bars[1].units, 1);
    EXPECT_GE(bars[1].box.width(), 1) << "the smallest still shows";
    EXPECT_GT(bars[0].box.width(), 200);
    const QPoint inside = bars[0].box.center().toPoint();
    EXPECT_EQ(image.pixelColor(inside), make_theme(ThemeName::dark).consumed);
}

TEST(ActionBars, say_their_numbers) {
    MadeRecording made = inbox();
    made.recording.actions[0].latency.add(SimDuration(20'000));
    const auto svg = draw_action_bars(made.recording, {}, PictureFormat::svg);
    ASSERT_TRUE(svg.ok());
    EXPECT_NE(svg.value().find("all: p50"), std::string::npos);
    EXPECT_NE(svg.value().find("p99.9 "), std::string::npos);
    for (const char* text : {"1,600 RCU", "1.0 RCU", "BatchGetItem on votes", "Query on votes",
                             "9 done, 1 failed, 1.15 attempts per call", "p99 up to 130 ms"})
        EXPECT_NE(svg.value().find(text), std::string::npos) << text;
}

TEST(ActionBars, say_what_a_run_without_actions_has) {
    const MadeRecording made(1, 100, 60);
    const auto svg = draw_action_bars(made.recording, {}, PictureFormat::svg);
    ASSERT_TRUE(svg.ok());
    EXPECT_NE(svg.value().find("isotherm plot --what units"), std::string::npos);
}

}  // namespace
}  // namespace isotherm
