// SPDX-License-Identifier: Apache-2.0
// Bars for the cost of calls: their lengths are proportional, and the numbers are beside them.

#include "app/render/unit_bars.h"

#include "tests/engine/recording/made_recording.h"
// Before the Qt headers, whose keyword macros would replace names in the recordings' code.
#include <QImage>
#include <gtest/gtest.h>

#include "app/render/picture_file.h"
#include "app/render/theme.h"

namespace isotherm {
namespace {

// Reads of a whole page and reads of one item: 1,600 units per call against 1.
MadeRecording lesson() {
    MadeRecording made(1, 100, 60);
    made.recording.workload_names = {"reports", "site"};
    made.recording.sent_by = {SentBy::callers, SentBy::callers};
    made.recording.call_units = {
        {0, 0, Operation::query, 10, 10, HalfUnits::units(16'000)},
        {1, 0, Operation::get_item, 2'000, 2'000, HalfUnits::units(2'000)},
    };
    return made;
}

std::vector<UnitBarsRow> painted(const Recording& recording, QImage& image) {
    ensure_gui_application();
    QPainter painter(&image);
    return paint_unit_bars(painter, {recording}, make_theme(ThemeName::dark),
                           QRectF(0, 0, image.width(), image.height()));
}

TEST(UnitBars, are_as_long_as_their_units) {
    const MadeRecording made = lesson();
    QImage image(1280, 720, QImage::Format_RGB32);
    const auto rows = painted(made.recording, image);
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].call.workload, "reports");  // most expensive first
    EXPECT_NEAR(rows[1].in_all.width() / rows[0].in_all.width(), 2'000.0 / 16'000, 0.01);
    EXPECT_EQ(rows[1].a_call.width(), 1) << "the smallest still shows";
    for (const UnitBarsRow& row : rows) {
        for (const QRectF& bar : {row.a_call, row.in_all}) {
            const QColor inside =
                image.pixelColor(static_cast<int>(bar.left()), static_cast<int>(bar.center().y()));
            EXPECT_EQ(inside, make_theme(ThemeName::dark).consumed);
        }
    }
}

TEST(UnitBars, say_their_numbers) {
    const MadeRecording made = lesson();
    const auto svg = draw_unit_bars(made.recording, {}, PictureFormat::svg);
    ASSERT_TRUE(svg.ok());
    for (const char* text : {"1,600 RCU", "1.0 RCU", "16,000 RCU", "2,000 RCU", "1,600.0 to 1",
                             "Query on votes", "GetItem on votes"})
        EXPECT_NE(svg.value().find(text), std::string::npos) << text;
}

TEST(UnitBars, without_calls_say_so) {
    const MadeRecording made(1, 100, 60);
    QImage image(1280, 720, QImage::Format_RGB32);
    EXPECT_TRUE(painted(made.recording, image).empty());
}

TEST(Pictures, never_call_an_on_demand_table_provisioned) {
    MadeRecording made(2, 100, 60);
    made.add_second(Side::write, 5, {{0, 40, 0}});
    made.table().modes = {{0, true}};
    for (const auto draw : {draw_timeline, draw_heat_map}) {
        const auto svg = draw(made.recording, {}, PictureFormat::svg);
        ASSERT_TRUE(svg.ok());
        std::string text = svg.value();
        text.erase(0, text.find("</desc>"));  // all pictures have the same caption
        EXPECT_EQ(text.find("provisioned"), std::string::npos);
        EXPECT_NE(text.find("on demand"), std::string::npos);
    }
    made.table().modes = {{0, false}, {30, true}};
    const auto mixed = draw_timeline(made.recording, {}, PictureFormat::svg);
    EXPECT_NE(mixed.value().find("WCU provisioned, on demand for a while"), std::string::npos);
}

TEST(Pictures, inserts_without_room_have_a_lane_and_the_headline) {
    MadeRecording made(2, 100, 60);
    made.add_second(Side::write, 5, {{0, 40, 0}});
    made.table().seconds[1][5].requests[static_cast<std::size_t>(Outcome::collection_full)] = 12;
    const auto svg = draw_timeline(made.recording, {}, PictureFormat::svg);
    for (const char* text : {"12 refused", "their item collection is full", "collection full"})
        EXPECT_NE(svg.value().find(text), std::string::npos) << text;
}

}  // namespace
}  // namespace isotherm
