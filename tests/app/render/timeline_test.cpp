// SPDX-License-Identifier: Apache-2.0
#include "tests/app/render/painted.h"

#include <gtest/gtest.h>

#include "app/render/series_columns.h"

namespace isotherm {
namespace {

constexpr std::int64_t day = 86'400;

std::vector<QPoint> pixels_of(const QImage& image, QRectF area, QRgb colour) {
    std::vector<QPoint> found;
    for (int y = static_cast<int>(area.top()); y < area.bottom(); ++y) {
        for (int x = static_cast<int>(area.left()); x < area.right(); ++x) {
            if ((image.pixel(x, y) | 0xff000000) == colour) found.emplace_back(x, y);
        }
    }
    return found;
}

}  // namespace

TEST(Timeline, is_exactly_below_the_heat_map) {
    const MadeRecording made = made_day(3, 600);
    for (const double ratio : {1.0, 1.25, 2.0}) {
        const auto map = paint_map(whole(made.recording), {{1280, 720}, ratio});
        const auto line = paint_line(whole(made.recording), {{1280, 400}, ratio});
        for (const double second : {0.0, 123.0, 600.0}) {
            EXPECT_NEAR(map.geometry.axis.x_of(second), line.geometry.axis.x_of(second),
                        0.5 / ratio);
        }
        EXPECT_EQ(map.geometry.plot.left(), line.geometry.panels[0].chart.left());
        EXPECT_EQ(map.geometry.plot.right(), line.geometry.panels[0].chart.right());
    }
}

TEST(Timeline, shows_a_panel_for_each_side_that_had_traffic) {
    const MadeRecording both = made_day(3, 600);
    EXPECT_EQ(paint_line(whole(both.recording)).geometry.panels.size(), 2U);
    MadeRecording one(2, 100, 60);
    one.add_second(Side::read, 5, {{0, 10, 0}});
    const auto panels = paint_line(whole(one.recording)).geometry.panels;
    ASSERT_EQ(panels.size(), 1U);
    EXPECT_EQ(panels[0].side, Side::read);
    EXPECT_TRUE(panels[0].lanes.empty());
}

TEST(Timeline, one_throttled_second_of_a_day_is_visible_in_chart_and_lane) {
    MadeRecording made(1'000, 100, day);
    constexpr std::int64_t second = 51'234;
    made.add_second(Side::write, 0, {{0, 500, 0}});
    made.add_second(Side::write, second, {{777, 40, 1, Outcome::partition_maximum}});
    for (const ThemeName name : all_themes) {
        const Theme theme = make_theme(name);
        const auto line = paint_line(whole(made.recording), {{1024, 768}, 1, name});
        ASSERT_EQ(line.geometry.panels.size(), 1U);
        const auto& panel = line.geometry.panels[0];
        ASSERT_EQ(panel.lanes.size(), 1U);
        const auto& style = theme.causes[static_cast<std::size_t>(Outcome::partition_maximum)];
        const double x = line.geometry.axis.x_of(second);
        const auto in_lane = pixels_of(line.image, panel.lanes[0], style.fill.rgb());
        EXPECT_GE(in_lane.size(), 20U);
        for (const QPoint& pixel : in_lane) EXPECT_NEAR(pixel.x(), x, 7);  // bar and glyph
        const auto in_chart = pixels_of(line.image, panel.chart, theme.throttled.rgb());
        EXPECT_GE(in_chart.size(), 1U);
        for (const QPoint& pixel : in_chart) EXPECT_NEAR(pixel.x(), x, 1);
    }
}

// An index is 90 s behind from second 100 to 149 and 180 s behind from then on. So the bars of its
// lane are at first half as high as later.
TEST(Timeline, an_index_behind_its_table_has_a_lane) {
    MadeRecording made(1, 100, 200);
    for (std::int64_t s = 0; s < 200; ++s) made.add_second(Side::write, s, {{0, 50, 0}});
    made.table().is_index = true;
    made.table().backlog.resize(200);
    EXPECT_TRUE(paint_line(whole(made.recording)).geometry.panels[0].lanes.empty());
    for (std::size_t s = 100; s < 200; ++s)
        made.table().backlog[s] = {1'000, s < 150 ? 90'000'000 : 180'000'000, 0};
    const auto line = paint_line(whole(made.recording));
    ASSERT_EQ(line.geometry.panels[0].lanes.size(), 1U);
    const QRectF lane = line.geometry.panels[0].lanes[0];
    const auto height_at = [&](double second) {
        const auto x = static_cast<int>(line.geometry.axis.x_of(second));
        int height = 0;
        for (int y = static_cast<int>(lane.top()); y < lane.bottom(); ++y)
            height += line.image.pixelColor(x, y) == make_theme(ThemeName::dark).demand;
        return height;
    };
    EXPECT_EQ(height_at(50.5), 0);
    EXPECT_NEAR(height_at(125.5), lane.height() / 2, 1);
    EXPECT_NEAR(height_at(175.5), lane.height(), 1);
}

TEST(Timeline, a_spike_of_one_second_keeps_its_height) {
    MadeRecording made(1, 1'000, day);
    for (std::int64_t s = 0; s < day; s += 60) {
        made.add_second(Side::write, s, {{0, s == 36'000 ? 900.0 : 100.0, 0}});
    }
    const Theme theme = make_theme(ThemeName::dark);
    const auto line = paint_line(whole(made.recording));
    const QRectF chart = line.geometry.panels[0].chart;
    const auto pixels = pixels_of(line.image, chart, theme.consumed.rgb());
    const auto top = std::min_element(pixels.begin(), pixels.end(),
                                      [](QPoint a, QPoint b) { return a.y() < b.y(); });
    ASSERT_NE(top, pixels.end());
    // The axis ends 6 % above the 1,000 provisioned units.
    EXPECT_NEAR(top->y(), chart.bottom() - chart.height() * 900 / 1'060, 1.5);
    EXPECT_NEAR(top->x(), line.geometry.axis.x_of(36'000), 1.5);
}

TEST(Timeline, the_provisioned_line_is_two_pixels_at_its_amount) {
    MadeRecording made(1, 1'000, 100);
    made.add_second(Side::write, 5, {{0, 100, 0}});
    const Theme theme = make_theme(ThemeName::dark);
    const auto line = paint_line(whole(made.recording));
    const QRectF chart = line.geometry.panels[0].chart;
    const int x = static_cast<int>(chart.center().x()) + 3;
    int found = 0;
    for (int y = static_cast<int>(chart.top()); y < chart.bottom(); ++y) {
        if ((line.image.pixel(x, y) | 0xff000000) != theme.provisioned.rgb()) continue;
        ++found;
        EXPECT_NEAR(y, chart.bottom() - chart.height() * 1'000 / 1'060, 1.5);
    }
    EXPECT_EQ(found, 2);
}

TEST(Timeline, a_lane_for_each_limit_that_refused_and_no_other) {
    MadeRecording made(1, 100, 60);
    made.add_second(Side::write, 5, {{0, 150, 20, Outcome::table_throughput}});
    made.add_second(Side::write, 9, {{0, 150, 20, Outcome::partition_share}});
    const auto line = paint_line(whole(made.recording));
    EXPECT_EQ(line.geometry.panels[0].lanes.size(), 2U);
}

TEST(Timeline, an_empty_recording_shows_a_text) {
    const MadeRecording made(2, 100, 60);
    const Theme theme = make_theme(ThemeName::light);
    const auto line = paint_line(whole(made.recording), {{1280, 720}, 1, ThemeName::light});
    EXPECT_TRUE(line.geometry.panels.empty());
    EXPECT_GT(pixels_of(line.image, QRectF(300, 300, 680, 160), theme.background.rgb()).size(), 0U);
    EXPECT_LT(pixels_of(line.image, QRectF(300, 300, 680, 160), theme.background.rgb()).size(),
              680U * 160 - 1'000);
}

TEST(SeriesColumns, keep_minima_maxima_and_sums) {
    MadeRecording made(1, 100, 10);
    made.add_second(Side::write, 1, {{0, 30, 0}});
    made.add_second(Side::write, 2, {{0, 90, 40}});
    made.add_second(Side::write, 7, {{0, 20, 0}});
    const auto columns = series_columns(made.table().seconds[1], TimeColumns::over(0, 10, 2), 10);
    ASSERT_EQ(columns.values.size(), 2U);
    EXPECT_DOUBLE_EQ(columns.values[0].consumed_least, 0);
    EXPECT_DOUBLE_EQ(columns.values[0].consumed_most, 50);
    EXPECT_DOUBLE_EQ(columns.values[0].demand_most, 90);
    EXPECT_DOUBLE_EQ(columns.values[1].consumed_most, 20);
    EXPECT_DOUBLE_EQ(columns.values[1].provisioned_last, 100);
    EXPECT_EQ(columns.throttled(), 40U);
}

}  // namespace isotherm
