// SPDX-License-Identifier: Apache-2.0
// Cells of a heat map to the pixel: colour, mark, edge, bar and separator. Heights and colours are
// calculated by hand from the table of shapes, not with CellShape.

#include <gtest/gtest.h>

#include <cmath>

#include "engine/insight/table_load.h"
#include "app/render/heat_image.h"
#include "engine/scenario/scenario.h"
#include "tests/engine/recording/made_recording.h"

namespace isotherm {
namespace {

struct Look {
    ThemeName name = ThemeName::dark;
    Ramp ramp = Ramp::inferno;
    int ratio = 1;
};

// The colours in figures, as they stand in the documentation of the heat map.
struct Published {
    std::array<QRgb, 3> over;
    QRgb mark, bar, edge;
};

Published published(const Look& look) {
    if (look.name == ThemeName::print)
        return {{0xff9a50ff, 0xff6414c8, 0xff3a0a90}, 0xffffffff, 0xff00222e, 0xffffffff};
    if (look.ramp == Ramp::viridis)
        return {{0xffffffff, 0xffe85a1a, 0xff802000}, 0xff101418, 0xffff00ff, 0xff700070};
    return {{0xffffffff, 0xffe600ff, 0xff9000ff}, 0xff101418, 0xff33ddff, 0xff086378};
}

// Pixels of one colour, one below the other, in logical pixels.
struct Piece {
    QRgb colour = 0;
    int height = 0;
};

HeatGrid cells_of(const MadeRecording& made, int columns, const TableLoad* load = nullptr) {
    const TableRecording& table = made.recording.tables[0];
    const HeatPyramid pyramid(table, Side::write);
    const std::int64_t seconds = made.recording.seconds();
    return heat_grid(table, pyramid, TimeColumns::over(0, seconds, columns), seconds,
                     KeepValues::none, load);
}

class HeatCellProbe : public testing::TestWithParam<Look> {
protected:
    HeatCellProbe()
        : theme(make_theme(GetParam().name, GetParam().ramp)), is(published(GetParam())) {}

    // An image with rows of a height and a width in logical pixels.
    QImage image_of(const HeatGrid& grid, int width, int row_height) const {
        const int ratio = GetParam().ratio;
        const int height = row_height * static_cast<int>(grid.rows.size());
        return heat_image(grid, theme, QSize(width, height) * ratio, ratio).image;
    }
    QRgb heat(double share) const { return theme.heat[heat_index(share)] | 0xff000000; }
    // Compares the pixels below `top` (logical) at a logical x.
    void expect_pieces(const QImage& image, int x, int top,
                       const std::vector<Piece>& pieces) const {
        const int ratio = GetParam().ratio;
        int y = top * ratio;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            for (int line = 0; line < pieces[i].height * ratio; ++line, ++y)
                EXPECT_EQ(image.pixel(x * ratio, y) | 0xff000000, pieces[i].colour)
                    << "piece " << i << ", line " << y << std::hex << " " << image.pixel(x, y);
        }
    }
    int count(const QImage& image, QRgb colour, int first_y, int end_y) const {
        int found = 0;
        for (int y = first_y; y < end_y; ++y)
            for (int x = 0; x < image.width(); ++x)
                found += (image.pixel(x, y) | 0xff000000) == colour;
        return found;
    }

    Theme theme;
    Published is;
};

TEST_P(HeatCellProbe, a_twice_the_limit_half_refused) {
    MadeRecording made(2, 100, 10);
    for (int s = 0; s < 10; ++s) made.add_second(Side::write, s, {{0, 200, 100}});
    const QImage image = image_of(cells_of(made, 10), 100, 14);
    expect_pieces(image, 45, 0, {{is.mark, 2}, {is.over[1], 6}, {is.edge, 1}, {is.bar, 4}});
    // Below it a separator, which is neither of the cells.
    const QRgb separator = image.pixel(45, 13 * GetParam().ratio) | 0xff000000;
    EXPECT_NE(separator, is.bar);
    EXPECT_NE(separator, heat(0));
    expect_pieces(image, 45, 14, {{heat(0), 13}});
}

TEST_P(HeatCellProbe, b_above_the_limit_without_a_refusal) {
    MadeRecording made(1, 100, 10);
    for (int s = 0; s < 10; ++s) made.add_second(Side::write, s, {{0, 120, 0}});
    expect_pieces(image_of(cells_of(made, 10), 100, 14), 45, 0, {{is.mark, 1}, {is.over[0], 12}});
}

TEST_P(HeatCellProbe, c_a_refusal_of_a_thousandth_is_seen) {
    MadeRecording made(1, 200'000, 10);
    for (int s = 0; s < 10; ++s) made.add_second(Side::write, s, {{0, 100'000, 100}});
    expect_pieces(image_of(cells_of(made, 10), 100, 14), 45, 0,
                  {{heat(0.5), 10}, {is.edge, 1}, {is.bar, 2}});
}

TEST_P(HeatCellProbe, d_all_refused_leaves_a_pixel_of_heat) {
    MadeRecording made(1, 100, 10);
    for (int s = 0; s < 10; ++s) made.add_second(Side::write, s, {{0, 50, 50}});
    expect_pieces(image_of(cells_of(made, 10), 100, 5), 45, 0, {{heat(0.5), 1}, {is.bar, 4}});
}

TEST_P(HeatCellProbe, e_thin_rows_mix_heat_and_refusal) {
    MadeRecording made(1, 1'000'000, 10);
    made.add_second(Side::write, 2, {{0, 2, 2}});
    made.add_second(Side::write, 6, {{0, 2, 1}});
    const QImage image = image_of(cells_of(made, 10), 10, 1);
    expect_pieces(image, 2, 0, {{is.bar, 1}});
    const auto mixed = [&](int from, int to) {
        return static_cast<int>(std::lround(from + (to - from) * 0.725));
    };
    const QRgb cold = heat(0);
    expect_pieces(image, 6, 0,
                  {{qRgb(mixed(qRed(cold), qRed(is.bar)), mixed(qGreen(cold), qGreen(is.bar)),
                         mixed(qBlue(cold), qBlue(is.bar))),
                    1}});
    expect_pieces(image, 4, 0, {{cold, 1}});
}

TEST_P(HeatCellProbe, f_one_refused_second_of_a_day) {
    constexpr std::int64_t day = 86'400;
    const int ratio = GetParam().ratio;
    for (const std::int64_t second : {std::int64_t{51'234}, std::int64_t{0}, day - 1}) {
        MadeRecording made(20, 1'000, day);
        made.add_second(Side::write, second, {{7, 40, 1}});
        const QImage image = image_of(cells_of(made, 768 * ratio), 768, 14);
        for (int row = 0; row < 20; ++row) {
            const int seen = count(image, is.bar, row * 14 * ratio, (row + 1) * 14 * ratio);
            if (row == 7)
                EXPECT_GE(seen, 4 * ratio) << second;
            else
                EXPECT_EQ(seen, 0) << row;
        }
    }
}

TEST_P(HeatCellProbe, g_half_refused_for_days_is_half_a_bar) {
    MadeRecording made(1, 100, 7'200);
    for (int s = 0; s < 7'200; ++s)
        made.add_second(
            Side::write, s,
            s % 2 == 0 ? std::vector<MadeCell>{{0, 40, 40}} : std::vector<MadeCell>{{0, 40, 0}});
    const QImage image = image_of(cells_of(made, 100), 100, 24);
    for (int x = 0; x < 100; x += 9)
        expect_pieces(image, x, 0, {{heat(0.4), 14}, {is.edge, 1}, {is.bar, 8}});
    // So less than half of the map is the colour of refusals.
    EXPECT_LT(count(image, is.bar, 0, image.height()), image.width() * image.height() / 2);
}

TEST_P(HeatCellProbe, h_a_table_that_is_asked_for_more_than_it_has) {
    MadeRecording made(10, 1'000, 10);
    for (int s = 0; s < 10; ++s) {
        std::vector<MadeCell> cells;
        for (std::size_t p = 0; p < 9; ++p) cells.push_back({p, 140, 0});
        cells.push_back({9, s == 4 ? 0.0 : 140.0, 0});
        made.add_second(Side::write, s, cells);
        made.table().seconds[Side::write][static_cast<std::size_t>(s)].provisioned = 1'000'000;
    }
    const Scenario scenario;  // global admission
    const TableLoad load(made.recording, &scenario, 0, Side::write);
    const QImage image = image_of(cells_of(made, 10, &load), 100, 14);
    for (int p = 0; p < 9; ++p) expect_pieces(image, 35, p * 14, {{is.mark, 1}, {is.over[0], 12}});
    expect_pieces(image, 35, 9 * 14, {{is.mark, 1}, {is.over[0], 12}});
    expect_pieces(image, 45, 9 * 14, {{heat(0), 13}});  // was not asked in this second
    // Without the table's limit only 14 % of the partition's.
    expect_pieces(image_of(cells_of(made, 10), 100, 14), 35, 0, {{heat(0.14), 13}});
}

// L* of CIELAB under D65, from the relative luminance.
double lightness(QRgb colour) {
    const auto linear = [](int channel) {
        const double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    const double y = 0.2126 * linear(qRed(colour)) + 0.7152 * linear(qGreen(colour)) +
                     0.0722 * linear(qBlue(colour));
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

TEST_P(HeatCellProbe, i_marks_and_edges_are_seen_in_grey) {
    EXPECT_GE(std::abs(lightness(theme.heat_throttled) - lightness(theme.heat_throttled_edge)), 30);
    for (const QRgb over : theme.heat_over)
        EXPECT_GE(std::abs(lightness(theme.heat_over_mark) - lightness(over)), 20);
    // Missing is told apart by its hatch, of which nothing else has any.
    EXPECT_GE(std::abs(lightness(theme.missing_hatch) - lightness(theme.background.rgb())), 10);
}

TEST_P(HeatCellProbe, steps_end_at_one_and_a_half_and_at_three_times_the_limit) {
    MadeRecording made(1, 100, 6);
    const std::array<double, 6> demand{100, 101, 150, 151, 300, 301};
    for (int s = 0; s < 6; ++s)
        made.add_second(Side::write, s, {{0, demand[static_cast<std::size_t>(s)], 0}});
    const QImage image = image_of(cells_of(made, 6), 60, 20);
    const std::array<Piece, 6> pieces{{{heat(1), 0},
                                       {is.over[0], 1},
                                       {is.over[0], 1},
                                       {is.over[1], 2},
                                       {is.over[1], 2},
                                       {is.over[2], 3}}};
    for (int s = 0; s < 6; ++s) {
        const Piece& piece = pieces[static_cast<std::size_t>(s)];
        expect_pieces(image, s * 10 + 5, 0,
                      {{is.mark, piece.height}, {piece.colour, 19 - piece.height}});
    }
}

// Row 8: a separator, a mark of 1, 2 + round(1.05) = 3 stay heat, so 4 of 7 can be bar; row 6:
// none, 2 + round(0.9) = 3 stay, so 3 of 6.
TEST_P(HeatCellProbe, lower_rows_have_fewer_parts) {
    MadeRecording made(1, 100, 10);
    for (int s = 0; s < 10; ++s) made.add_second(Side::write, s, {{0, 400, 400}});
    expect_pieces(image_of(cells_of(made, 10), 100, 8), 45, 0,
                  {{is.mark, 1}, {is.over[2], 1}, {is.edge, 1}, {is.bar, 4}});
    expect_pieces(image_of(cells_of(made, 10), 100, 6), 45, 0,
                  {{is.mark, 1}, {is.over[2], 1}, {is.edge, 1}, {is.bar, 3}});
    expect_pieces(image_of(cells_of(made, 10), 100, 3), 45, 0, {{is.over[2], 1}, {is.bar, 2}});
}

TEST_P(HeatCellProbe, a_narrow_cell_lends_its_bar_but_not_its_colour) {
    MadeRecording made(1, 100, 10);
    made.add_second(Side::write, 4, {{0, 80, 80}});
    made.add_second(Side::write, 5, {{0, 20, 0}});
    made.add_second(Side::write, 9, {{0, 80, 80}});
    const QImage image = image_of(cells_of(made, 10), 10, 14);
    expect_pieces(image, 4, 0, {{heat(0.8), 5}, {is.edge, 1}, {is.bar, 7}});
    expect_pieces(image, 5, 0, {{heat(0.2), 5}, {is.edge, 1}, {is.bar, 7}});
    expect_pieces(image, 6, 0, {{heat(0), 13}});
    expect_pieces(image, 8, 0,
                  {{heat(0), 5}, {is.edge, 1}, {is.bar, 7}});  // the last one lends back
    // Cells of two pixels are seen as they are.
    const QImage wide = image_of(cells_of(made, 10), 20, 14);
    expect_pieces(wide, 10, 0, {{heat(0.2), 13}});
}

std::string name_of(const testing::TestParamInfo<Look>& look) {
    constexpr std::array<const char*, 3> ramps{"inferno", "cividis", "viridis"};
    const std::string name = look.param.name == ThemeName::print
                                 ? "print"
                                 : ramps[static_cast<std::size_t>(look.param.ramp)];
    return name + "_at_" + std::to_string(look.param.ratio);
}

INSTANTIATE_TEST_SUITE_P(Looks, HeatCellProbe,
                         testing::Values(Look{}, Look{ThemeName::dark, Ramp::inferno, 2},
                                         Look{ThemeName::dark, Ramp::cividis, 1},
                                         Look{ThemeName::dark, Ramp::cividis, 2},
                                         Look{ThemeName::light, Ramp::viridis, 1},
                                         Look{ThemeName::dark, Ramp::viridis, 2},
                                         Look{ThemeName::print, Ramp::inferno, 1},
                                         Look{ThemeName::print, Ramp::inferno, 2}),
                         name_of);

}  // namespace
}  // namespace isotherm
