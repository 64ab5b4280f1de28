// SPDX-License-Identifier: Apache-2.0
#pragma once
// Every colour of every picture, in one struct. Paint code takes colours only from the theme.

#include <QColor>
#include <array>
#include <cstdint>
#include <string_view>

#include "app/render/theme_name.h"
#include "engine/requests/outcome.h"

namespace isotherm {

enum class Ramp : std::uint8_t { inferno, cividis, viridis };

inline constexpr std::size_t colour_steps = 256;
// Upper ends of the steps of demand / limit above 1; the last one has no end.
inline constexpr std::array<double, 3> over_steps{1.5, 3, 10};
using ColourTable = std::array<QRgb, colour_steps>;

enum class Glyph : std::uint8_t {
    triangle_up,
    triangle_down,
    triangle_left,
    square,
    diamond,
    disc,
    triangle_right,
    bar,    // horizontal
    post,   // vertical
    cross,  // diagonal cross
    plus
};

// Colour, glyph and name of a cause, so that it can be recognized by any of the three.
struct CauseStyle {
    QColor fill;
    QColor outline;  // darker than the fill if the fill has little contrast
    Glyph glyph = Glyph::square;
    std::string_view name;
};

struct Theme {
    ThemeName name = ThemeName::dark;

    QColor background;
    QColor text;
    QColor quiet_text;  // captions; contrast at least 4.5:1
    QColor axis;
    QColor grid;

    QColor consumed;
    QColor consumed_area;  // from 0 to the column's minimum
    QColor consumed_band;  // from the column's minimum to its maximum
    QColor provisioned;
    QColor target;
    QColor throttled;  // for charts, bars and lanes
    QColor demand;     // for the bars in the margins
    QColor selection;
    QColor idle_cost;

    ColourTable heat{};  // 0 to 100 % of the limit in force
    // Above the limit, by `over_steps`, and the line along the upper edge of such cells, for those
    // who cannot tell these colours from the ramp.
    std::array<QRgb, over_steps.size()> heat_over{};
    QRgb heat_over_mark = 0;
    // The bar of what was refused, and the line above it, which parts it from any heat.
    QRgb heat_throttled = 0;
    QRgb heat_throttled_edge = 0;
    QRgb missing_hatch = 0;  // for missing cells, drawn on `background`; nothing else is hatched
    QColor partition_line;
    QColor split_line;
    QColor burst;      // burst capacity that is left
    QColor band_head;  // ground of the heading of a table or index
    QColor focus;      // outline of what receives keys
    QColor curtain;    // hides what a lesson does not show yet

    ColourTable difference{};  // from "B lower" (0) through equal to "B higher" (255)
    std::array<CauseStyle, outcome_count> causes;  // by Outcome; `admitted` unused
};

Theme make_theme(ThemeName name, Ramp ramp = Ramp::inferno);

// Returns the index in a colour table for demand / limit; values of 1 and above give the last
// index.
constexpr std::size_t heat_index(double share) {
    if (!(share > 0)) return 0;
    return share >= 1 ? colour_steps - 1
                      : static_cast<std::size_t>(share * (colour_steps - 1) + 0.5);
}

ColourTable ramp_colours(Ramp ramp);
// Returns a table whose colour at `share` is the ramp's colour at share^gamma. The end colours stay
// the same.
ColourTable with_gamma(const ColourTable& ramp, double gamma);

}  // namespace isotherm
