// SPDX-License-Identifier: Apache-2.0
#include "tests/app/render/painted.h"

#include <gtest/gtest.h>

#include "app/render/cell_shape.h"
#include "app/render/heat_image.h"

namespace isotherm {
namespace {

constexpr KeyPosition half_way = KeyPosition{1} << 63;
constexpr KeyPosition last_key = std::numeric_limits<KeyPosition>::max();

// In second s, partition p has a demand of 10 + 6 p + s units and a limit of 100.
MadeRecording known_matrix() {
    MadeRecording made(4, 100, 40);
    for (std::int64_t second = 0; second < 40; ++second) {
        std::vector<MadeCell> cells;
        for (std::size_t p = 0; p < 4; ++p) {
            cells.push_back(
                {p, 10.0 + 6.0 * static_cast<double>(p) + static_cast<double>(second), 0});
        }
        made.add_second(Side::write, second, cells);
    }
    return made;
}

}  // namespace

TEST(HeatMap, the_middle_of_every_cell_has_the_colour_of_its_value) {
    const MadeRecording made = known_matrix();
    for (const ThemeName name : all_themes) {
        for (const double ratio : {1.0, 1.25, 2.0}) {
            const auto map = paint_map(whole(made.recording), {{1280, 720}, ratio, name});
            const Theme theme = make_theme(name);
            for (int p = 0; p < 4; ++p) {
                for (int second = 0; second < 40; ++second) {
                    const auto entry =
                        static_cast<std::size_t>(((10 + 6 * p + second) * 255 + 50) / 100);
                    EXPECT_EQ(map.at_cell(second, (p + 0.5) / 4), theme.heat[entry])
                        << p << " " << second << " " << ratio;
                }
            }
        }
    }
}

TEST(HeatMap, one_throttled_second_of_a_day_and_a_thousand_partitions_is_visible) {
    constexpr std::int64_t day = 86'400;
    constexpr std::int64_t second = 51'234;
    constexpr std::size_t partition = 777;
    MadeRecording made(1'000, 1'000, day);
    for (std::int64_t s = 0; s < day; s += 3'600) made.add_second(Side::write, s, {{0, 500, 0}});
    MadeRecording marked(1'000, 1'000, day);
    for (std::int64_t s = 0; s < day; s += 3'600) {
        if (s > second && s - 3'600 <= second)
            marked.add_second(Side::write, second, {{partition, 40, 1}});
        marked.add_second(Side::write, s, {{0, 500, 0}});
    }
    // Several rows share a pixel, so it is mixed: the heat of 4 %, and 1 of 40 units refused.
    const auto seen_in = [](const Theme& theme) {
        return mixed(theme.heat[heat_index(0.04)], theme.heat_throttled, 0.45 + 0.55 / 40);
    };
    const auto without = paint_map(whole(made.recording), {{1024, 768}});
    EXPECT_TRUE(without.pixels_of(seen_in(make_theme(ThemeName::dark))).empty());
    for (const ThemeName name : all_themes) {
        for (const QSize size : {QSize(1024, 768), QSize(1920, 1080)}) {
            if (name != ThemeName::dark && size.width() > 1'024) continue;
            const Theme theme = make_theme(name);
            const auto map = paint_map(whole(marked.recording), {size, 1, name});
            const auto pixels = map.pixels_of(seen_in(theme));
            ASSERT_GE(pixels.size(), 1U);
            EXPECT_LE(pixels.size(), 2U);
            EXPECT_NEAR(pixels[0].x(), map.geometry.axis.x_of(second), 1);
            EXPECT_NEAR(pixels[0].y(),
                        map.geometry.plot.top() + map.geometry.plot.height() * partition / 1'000,
                        1);
            // The sums below the map show the throttled second as well, at the same x position.
            const double y = map.geometry.plot.bottom() + 8 + 42 - 1;
            EXPECT_EQ(map.at(pixels[0].x(), y), theme.throttled.rgb());
        }
    }
}

TEST(HeatMap, an_idle_partition_differs_from_a_missing_one) {
    MadeRecording made(1, 100, 20);
    made.table().partitions[0].last_position = half_way - 1;
    made.add_partition(half_way, last_key, 10, {});
    made.add_second(Side::write, 19, {{0, 1, 0}});
    const Theme theme = make_theme(ThemeName::dark);
    const auto map = paint_map(whole(made.recording));
    EXPECT_EQ(map.at_cell(15, 0.75), theme.heat[0]);
    EXPECT_EQ(map.at_cell(5, 0.25), theme.heat[0]);
    const QRectF plot = map.geometry.plot;
    int hatch = 0, ground = 0, other = 0;
    for (double x = map.geometry.axis.x_of(1); x < map.geometry.axis.x_of(9); ++x) {
        const QRgb pixel = map.at(x, plot.top() + plot.height() * 0.75);
        if (pixel == theme.missing_hatch)
            ++hatch;
        else if (pixel == theme.background.rgb())
            ++ground;
        else
            ++other;
    }
    EXPECT_EQ(other, 0);
    EXPECT_GT(hatch, 20);
    EXPECT_GT(ground, 5 * hatch / 2);
}

TEST(HeatMap, the_line_of_a_split_starts_when_it_happened) {
    MadeRecording made(1, 100, 100);
    made.add_partition(0, half_way - 1, 60, 0);
    made.add_partition(half_way, last_key, 60, 0);
    for (std::int64_t s = 0; s < 100; ++s) {
        if (s < 60)
            made.add_second(Side::write, s, {{0, 30, 0}});
        else
            made.add_second(Side::write, s, {{1, 30, 0}, {2, 30, 0}});
    }
    const auto map = paint_map(whole(made.recording));
    const Theme theme = make_theme(ThemeName::dark);
    const QRgb cell = theme.heat[heat_index(0.3)];
    // The last pixel of the upper row.
    const double y = std::round(map.geometry.plot.top() + map.geometry.plot.height() / 2) - 1;
    const double x = std::round(map.geometry.axis.x_of(60));
    EXPECT_EQ(map.at(x - 1, y), cell);
    EXPECT_NE(map.at(x, y), cell);
    EXPECT_NE(map.at(map.geometry.plot.right() - 1, y), cell);
    EXPECT_EQ(map.at(map.geometry.plot.left(), y), cell);
}

// Hatching means missing, so it is not used for refusals: half refused is a bar of half the room.
TEST(HeatMap, refused_cells_have_a_bar_and_keep_their_heat) {
    MadeRecording made(1, 100, 40);
    made.add_second(Side::write, 20, {{0, 200, 100}});
    const Theme theme = make_theme(ThemeName::dark);
    const auto map = paint_map(whole(made.recording));
    const QRectF plot = map.geometry.plot;
    const double width = map.geometry.axis.x_of(21) - map.geometry.axis.x_of(20);
    const double height = plot.height() - 1;  // without the separator
    const double room = height - 4 - std::round(0.15 * height);
    const double bars = std::round(room / 2);
    EXPECT_NEAR(static_cast<double>(map.pixels_of(theme.heat_throttled).size()), bars * width,
                bars);
    EXPECT_NEAR(static_cast<double>(map.pixels_of(theme.heat_throttled_edge).size()), width, 1);
    EXPECT_EQ(map.at_cell(20, 0.2), theme.heat_over[1]);
    EXPECT_EQ(map.at_cell(20, 0.9), theme.heat_throttled);

    MadeRecording longer(1, 100, 4'000);
    longer.add_second(Side::write, 2'000, {{0, 200, 100}});
    const auto small = paint_map(whole(longer.recording));
    // A column of one pixel, and the same bar lent to the next one.
    EXPECT_EQ(small.pixels_of(theme.heat_throttled).size(), static_cast<std::size_t>(2 * bars));
    EXPECT_EQ(small.pixels_of(theme.heat_throttled_edge).size(), 2U);
}

TEST(HeatMap, burst_above_the_limit_carries_a_line_that_joins_its_cells) {
    MadeRecording made(2, 100, 40);
    for (std::int64_t s = 10; s < 15; ++s) made.add_second(Side::write, s, {{0, 180, 0}});
    const Theme theme = make_theme(ThemeName::dark);
    const auto map = paint_map(whole(made.recording));
    const double width = map.geometry.axis.x_of(15) - map.geometry.axis.x_of(10);
    EXPECT_NEAR(static_cast<double>(map.pixels_of(theme.heat_over_mark).size()), 2 * width, 2);
    EXPECT_EQ(map.at_cell(12, 0.25), theme.heat_over[1]);
    EXPECT_EQ(map.at_cell(12, 0.75), theme.heat[0]);
}

TEST(HeatMap, patterns_grow_with_the_pixel_ratio) {
    for (const double ratio : {1.0, 1.25, 2.0}) {
        int lines = 0;
        for (int x = 0; x < static_cast<int>(600 * ratio); ++x) {
            if (on_hatch(x, 0, ratio) && !on_hatch(x - 1 + 6'000, 0, ratio)) ++lines;
        }
        EXPECT_NEAR(lines, 100, 1) << ratio;  // one line per six logical pixels
    }
}

TEST(HeatMap, every_partition_keeps_a_pixel_row_however_many_there_are) {
    const MadeRecording made(5'000, 100, 10);
    const auto rows = hash_rows(made.recording.tables[0], 0, 10);
    ASSERT_EQ(rows.size(), 5'000U);
    for (const int height : {1, 100, 733, 4'999}) {
        const auto pixels = pixel_rows(rows, height);
        for (const PixelRow& row : pixels) {
            EXPECT_GE(row.first, 0);
            EXPECT_LT(row.first, row.end);
            EXPECT_LE(row.end, height);
        }
    }
}

TEST(HeatMap, an_empty_recording_shows_a_text) {
    const MadeRecording made(4, 100, 60);
    const Theme theme = make_theme(ThemeName::dark);
    const auto map = paint_map(whole(made.recording));
    EXPECT_TRUE(map.geometry.plot.isEmpty());
    int text = 0;
    for (int y = 300; y < 460; ++y) {
        for (int x = 300; x < 980; ++x) text += map.at(x, y) != theme.background.rgb();
    }
    EXPECT_GT(text, 1'000);
}

TEST(HeatMap, says_what_a_column_and_a_row_stand_for) {
    EXPECT_EQ(
        aggregation_text(TimeColumns::over(0, 86'400, 1'500), 2),
        "Each column is 57 or 58 s, each row up to 2 partitions. Colour is demand as a share of "
        "the limit in force, of the partition or of the whole table, in the cell's hottest second; "
        "the height of the bar is the share of its demand that was refused.");
    EXPECT_EQ(aggregation_text(TimeColumns::over(0, 40, 1'500), 1).substr(0, 42),
              "Each column is 1 s, each row 1 partition. ");
}

}  // namespace isotherm
