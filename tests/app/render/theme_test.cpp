// SPDX-License-Identifier: Apache-2.0
#include "app/render/theme.h"

#include <gtest/gtest.h>

#include <cmath>

namespace isotherm {
namespace {

constexpr std::array<ThemeName, 3> every_theme{ThemeName::dark, ThemeName::light, ThemeName::print};

// Relative luminance and contrast as defined by WCAG 2.1.
double luminance(const QColor& colour) {
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}
double contrast(const QColor& a, const QColor& b) {
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}
// Grey value on a greyscale printer (Rec. 601), 0 to 255.
double grey(QRgb colour) {
    return 0.299 * qRed(colour) + 0.587 * qGreen(colour) + 0.114 * qBlue(colour);
}

}  // namespace

TEST(Theme, ramps_begin_and_end_with_their_published_colours) {
    const auto ends = [](Ramp ramp) {
        const ColourTable table = ramp_colours(ramp);
        return std::pair{table.front() & 0xffffff, table.back() & 0xffffff};
    };
    EXPECT_EQ(ends(Ramp::inferno), (std::pair<QRgb, QRgb>{0x000004, 0xfcffa4}));
    EXPECT_EQ(ends(Ramp::viridis), (std::pair<QRgb, QRgb>{0x440154, 0xfde725}));
    EXPECT_EQ(ends(Ramp::cividis), (std::pair<QRgb, QRgb>{0x00224e, 0xfee838}));
}

TEST(Theme, a_ramp_passes_through_its_control_points) {
    // With 17 control points, point 4 is at 4/16 x 255 = 63.75 in the table, next to index 64.
    const ColourTable table = ramp_colours(Ramp::inferno);
    const QRgb point = 0x57106e;
    EXPECT_NEAR(qRed(table[64]), qRed(point), 1);
    EXPECT_NEAR(qGreen(table[64]), qGreen(point), 1);
    EXPECT_NEAR(qBlue(table[64]), qBlue(point), 1);
}

TEST(Theme, hotter_is_always_lighter_or_on_paper_always_darker) {
    for (const ThemeName name : every_theme) {
        const ColourTable heat = make_theme(name).heat;
        for (std::size_t i = 1; i < heat.size(); ++i) {
            const double step = luminance(QColor(heat[i])) - luminance(QColor(heat[i - 1]));
            EXPECT_GE(name == ThemeName::print ? -step : step, -2e-3) << i;
        }
    }
}

TEST(Theme, text_and_marks_stand_out_as_far_as_the_accessibility_rules_ask) {
    for (const ThemeName name : every_theme) {
        const Theme theme = make_theme(name);
        for (const QColor& text : {theme.text, theme.quiet_text, theme.throttled}) {
            EXPECT_GE(contrast(text, theme.background), 4.5) << text.name().toStdString();
        }
        for (const QColor& mark : {theme.consumed, theme.provisioned, theme.target, theme.demand,
                                   theme.selection, theme.idle_cost, theme.burst, theme.focus}) {
            EXPECT_GE(contrast(mark, theme.background), 3.0) << mark.name().toStdString();
        }
        for (std::size_t cause = 1; cause < outcome_count; ++cause) {
            EXPECT_GE(contrast(theme.causes[cause].outline, theme.background), 3.0) << cause;
        }
    }
}

TEST(Theme, causes_differ_by_colour_and_by_glyph) {
    for (const ThemeName name : every_theme) {
        const Theme theme = make_theme(name);
        for (std::size_t a = 1; a < outcome_count; ++a) {
            EXPECT_FALSE(theme.causes[a].name.empty());
            for (std::size_t b = a + 1; b < outcome_count; ++b) {
                EXPECT_NE(theme.causes[a].fill, theme.causes[b].fill);
                EXPECT_NE(theme.causes[a].glyph, theme.causes[b].glyph);
            }
        }
    }
}

TEST(Theme, printed_in_grey_throttled_differs_from_every_heat) {
    const Theme theme = make_theme(ThemeName::print);
    for (const QRgb heat : theme.heat) EXPECT_GT(grey(heat) - grey(theme.heat_throttled), 50);
    EXPECT_GT(grey(theme.heat_throttled_edge) - grey(theme.heat_throttled), 100);
}

TEST(Theme, throttled_is_in_no_ramp) {
    for (const Ramp ramp : {Ramp::inferno, Ramp::cividis, Ramp::viridis}) {
        const Theme theme = make_theme(ThemeName::dark, ramp);
        for (const QRgb heat : theme.heat) EXPECT_NE(heat, theme.heat_throttled);
    }
}

TEST(Theme, heat_is_linear_up_to_the_limit_and_stays_there) {
    EXPECT_EQ(heat_index(0), 0U);
    EXPECT_EQ(heat_index(0.5), 128U);  // 127.5 rounded
    EXPECT_EQ(heat_index(0.2), 51U);
    EXPECT_EQ(heat_index(1), 255U);
    EXPECT_EQ(heat_index(7), 255U);
    EXPECT_EQ(heat_index(std::nan("")), 0U);
}

}  // namespace isotherm
