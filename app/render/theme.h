// SPDX-License-Identifier: Apache-2.0
#pragma once
// Every colour of every picture, in one value. Paint code asks the theme and never names a colour.

#include <QColor>
#include <array>
#include <cstdint>
#include <string_view>

#include "app/render/theme_name.h"
#include "engine/requests/outcome.h"

namespace isotherm {

enum class Ramp : std::uint8_t { inferno, cividis, viridis };

inline constexpr std::size_t colour_steps = 256;
using ColourTable = std::array<QRgb, colour_steps>;

enum class Glyph : std::uint8_t {
    triangle_up,
    triangle_down,
    triangle_left,
    square,
    diamond,
    disc,
    triangle_right,
    bar,    // lying
    post,   // standing
    cross,  // saltire
    plus
};

// Colour, glyph and name together, so that none has to be seen alone.
struct CauseStyle {
    QColor fill;
    QColor outline;  // darker where the fill is weak against the background
    Glyph glyph = Glyph::square;
    std::string_view name;
};

struct Theme {
    ThemeName name = ThemeName::dark;

    QColor background;
    QColor text;
    QColor quiet_text;  // captions; still 4.5:1
    QColor axis;
    QColor grid;

    QColor consumed;
    QColor consumed_area;  // up to the least of a column
    QColor consumed_band;  // from its least to its most
    QColor provisioned;
    QColor target;
    QColor throttled;  // in charts, bars and lanes
    QColor demand;     // marginal bars
    QColor selection;
    QColor idle_cost;

    ColourTable heat{};  // 0 to 100 % of the limit in force
    QRgb heat_throttled = 0;
    QRgb heat_throttled_hatch = 0;
    QRgb heat_above_dot = 0;  // above the limit, covered by burst
    QRgb missing_hatch = 0;   // on `background`
    QColor partition_line;
    QColor split_line;

    ColourTable difference{};  // B better or idle … neutral … B worse or short
    std::array<CauseStyle, outcome_count> causes;  // by Outcome; `admitted` unused
};

Theme make_theme(ThemeName name, Ramp ramp = Ramp::inferno);

// The table entry for a share of the limit; 1 and above is the last.
constexpr std::size_t heat_index(double share) {
    if (!(share > 0)) return 0;
    return share >= 1 ? colour_steps - 1
                      : static_cast<std::size_t>(share * (colour_steps - 1) + 0.5);
}

ColourTable ramp_colours(Ramp ramp);
// The ramp read at share^gamma: its ends stay where they are.
ColourTable with_gamma(const ColourTable& ramp, double gamma);

}  // namespace isotherm
