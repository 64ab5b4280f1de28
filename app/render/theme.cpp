// SPDX-License-Identifier: Apache-2.0
#include "app/render/theme.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace isotherm {
namespace {

// Control points of the ramps: equally spaced, with linear interpolation in RGB.
constexpr std::array<QRgb, 17> inferno_points{
    0x000004, 0x0b0724, 0x210c4a, 0x3d0965, 0x57106e, 0x71196e, 0x8a226a, 0xa32c61, 0xbc3754,
    0xd04545, 0xe35933, 0xf1711f, 0xf98c0a, 0xfcaa0f, 0xf9c932, 0xf2e865, 0xfcffa4};
constexpr std::array<QRgb, 17> viridis_points{
    0x440154, 0x48186a, 0x472d7b, 0x424086, 0x3b528b, 0x33638d, 0x2c728e, 0x26828e, 0x21918c,
    0x1f9f88, 0x27ad81, 0x3dbc74, 0x5cc863, 0x81d34d, 0xaadc32, 0xd5e21a, 0xfde725};
constexpr std::array<QRgb, 33> cividis_points{
    0x00224e, 0x00285b, 0x002e6a, 0x053371, 0x1a386f, 0x273e6e, 0x32436d, 0x3b496c, 0x434e6c,
    0x4b546c, 0x535a6d, 0x5a5f6e, 0x61656f, 0x686a71, 0x6f7073, 0x767676, 0x7d7c78, 0x838179,
    0x8b8778, 0x928d78, 0x9a9376, 0xa29975, 0xaaa073, 0xb3a670, 0xbbad6d, 0xc3b369, 0xccba64,
    0xd4c15f, 0xddc858, 0xe6d051, 0xefd748, 0xf8df3c, 0xfee838};
constexpr std::array<QRgb, 11> difference_light_points{0x3b1f8c, 0x5b45a8, 0x8273c2, 0xada3da,
                                                       0xd6d1ec, 0xf2f1ee, 0xf6d9b4, 0xeab46c,
                                                       0xd68a2c, 0xb3640f, 0x854400};
constexpr std::array<QRgb, 11> difference_dark_points{0xc9bfff, 0xa793f0, 0x8069cf, 0x5b47a0,
                                                      0x3a2f66, 0x222224, 0x5c3a14, 0x8f5712,
                                                      0xc47a1a, 0xeea338, 0xffd08a};
// For paper: pale to dark, the warm half of inferno reversed. It ends at a grey of 38 %, so that
// the near-black of throttled cells is darker than the ramp in greyscale, too.
constexpr std::array<QRgb, 9> print_points{0xfbfaf3, 0xfdf3c4, 0xfbdf85, 0xfac04a, 0xf9a02a,
                                           0xf07f2a, 0xe0603a, 0xcb4a4a, 0xb23a58};

ColourTable interpolated(std::span<const QRgb> points) {
    ColourTable table{};
    for (std::size_t i = 0; i < colour_steps; ++i) {
        const double at = static_cast<double>(i * (points.size() - 1)) / (colour_steps - 1);
        const std::size_t left = std::min(static_cast<std::size_t>(at), points.size() - 2);
        const double part = at - static_cast<double>(left);
        const auto mixed = [&](int a, int b) { return static_cast<int>(a + (b - a) * part + 0.5); };
        const QRgb a = points[left];
        const QRgb b = points[left + 1];
        table[i] =
            qRgb(mixed(qRed(a), qRed(b)), mixed(qGreen(a), qGreen(b)), mixed(qBlue(a), qBlue(b)));
    }
    return table;
}

// Okabe and Ito's colours (2008), which people with any kind of colour vision can distinguish, and
// greys and browns for rare causes. On light backgrounds, pale fills get a darker outline.
std::array<CauseStyle, outcome_count> make_causes(bool on_dark) {
    const auto style = [on_dark](QRgb fill, QRgb outline_on_light, Glyph glyph,
                                 std::string_view name) {
        return CauseStyle{QColor(fill), QColor(on_dark ? fill : outline_on_light), glyph, name};
    };
    std::array<CauseStyle, outcome_count> causes;
    const auto set = [&](Outcome outcome, const CauseStyle& cause) {
        causes[static_cast<std::size_t>(outcome)] = cause;
    };
    set(Outcome::partition_share, style(0xd55e00, 0xd55e00, Glyph::triangle_up, "partition share"));
    set(Outcome::table_throughput,
        style(on_dark ? 0xe69f00 : 0x8a5a00, 0x8a5a00, Glyph::triangle_down, "table throughput"));
    set(Outcome::partition_maximum, style(0x56b4e9, 0x1f5f86, Glyph::square, "partition maximum"));
    set(Outcome::on_demand_capacity,
        style(0x009e73, 0x006b4e, Glyph::triangle_left, "on-demand capacity"));
    set(Outcome::on_demand_maximum, style(0xcc79a7, 0x8a3f68, Glyph::diamond, "on-demand maximum"));
    set(Outcome::quota, style(on_dark ? 0x3d8fd1 : 0x0072b2, 0x0072b2, Glyph::disc, "quota"));
    set(Outcome::node_capacity, style(0xf0e442, 0x6e6800, Glyph::triangle_right, "node capacity"));
    set(Outcome::index_throughput, style(0xb8b8b8, 0x5a5a5a, Glyph::bar, "index throughput"));
    set(Outcome::index_partition, style(0xc49c6b, 0x6f4e22, Glyph::post, "index partition"));
    set(Outcome::index_on_demand_maximum, style(0xb39ddb, 0x5e3fa3, Glyph::cross, "index maximum"));
    set(Outcome::collection_full, style(0xe07b91, 0xa03048, Glyph::plus, "collection full"));
    return causes;
}

Theme dark_theme() {
    Theme theme;
    theme.name = ThemeName::dark;
    theme.background = QColor(0x1e1e1e);
    theme.text = QColor(0xe8e8e8);
    theme.quiet_text = QColor(0xa9a9a9);
    theme.axis = QColor(0x6a6a6a);
    theme.grid = QColor(0x333333);
    theme.consumed = QColor(0x56b4e9);
    theme.consumed_area = QColor(0x56, 0xb4, 0xe9, 80);
    theme.consumed_band = QColor(0x56, 0xb4, 0xe9, 130);
    theme.provisioned = QColor(0xf2f2f2);
    theme.target = QColor(0xe69f00);
    theme.throttled = QColor(0x33ddff);
    theme.demand = QColor(0x6e6e6e);
    theme.selection = QColor(0xffd166);
    theme.idle_cost = QColor(0x9a8cd8);
    theme.heat_throttled = qRgb(0x33, 0xdd, 0xff);
    theme.heat_throttled_edge = qRgb(0x08, 0x63, 0x78);
    theme.missing_hatch = qRgb(0x3c, 0x3c, 0x3c);
    theme.burst = QColor(0xb7c4ce);
    theme.band_head = QColor(0x2a2a2a);
    theme.focus = QColor(0x8ab8ff);
    theme.curtain = QColor(0x121212);
    theme.partition_line = QColor(255, 255, 255, 38);
    theme.split_line = QColor(255, 255, 255, 150);
    theme.difference = interpolated(difference_dark_points);
    theme.causes = make_causes(true);
    return theme;
}

Theme light_theme() {
    Theme theme;
    theme.name = ThemeName::light;
    theme.background = QColor(0xffffff);
    theme.text = QColor(0x1a1a1a);
    theme.quiet_text = QColor(0x5c5c5c);
    theme.axis = QColor(0x8a8a8a);
    theme.grid = QColor(0xe4e4e4);
    theme.consumed = QColor(0x0072b2);
    theme.consumed_area = QColor(0x00, 0x72, 0xb2, 60);
    theme.consumed_band = QColor(0x00, 0x72, 0xb2, 110);
    theme.provisioned = QColor(0x1a1a1a);
    theme.target = QColor(0x8a5a00);
    theme.throttled = QColor(0x00708a);
    theme.demand = QColor(0x949494);
    theme.selection = QColor(0x7a5200);
    theme.idle_cost = QColor(0x5b45a8);
    theme.heat_throttled = qRgb(0x33, 0xdd, 0xff);
    theme.heat_throttled_edge = qRgb(0x08, 0x63, 0x78);
    theme.missing_hatch = qRgb(0xcc, 0xcc, 0xcc);
    theme.burst = QColor(0x4a5a66);
    theme.band_head = QColor(0xf0f0f0);
    theme.focus = QColor(0x0b57a4);
    theme.curtain = QColor(0xd0d0d0);
    theme.partition_line = QColor(255, 255, 255, 46);
    theme.split_line = QColor(255, 255, 255, 170);
    theme.difference = interpolated(difference_light_points);
    theme.causes = make_causes(false);
    return theme;
}

Theme print_theme() {
    Theme theme = light_theme();
    theme.name = ThemeName::print;
    theme.text = QColor(0, 0, 0);
    theme.quiet_text = QColor(0x404040);
    theme.axis = QColor(0x606060);
    theme.grid = QColor(0xdadada);
    theme.throttled = QColor(0x00384a);
    theme.demand = QColor(0x949494);
    theme.heat = interpolated(print_points);
    theme.heat_throttled = qRgb(0x00, 0x22, 0x2e);
    theme.heat_throttled_edge = qRgb(0xff, 0xff, 0xff);
    theme.heat_over = {qRgb(0x9a, 0x50, 0xff), qRgb(0x64, 0x14, 0xc8), qRgb(0x3a, 0x0a, 0x90)};
    theme.heat_over_mark = qRgb(0xff, 0xff, 0xff);
    theme.missing_hatch = qRgb(0xb8, 0xb8, 0xb8);
    theme.band_head = QColor(0xffffff);  // no fills behind text on paper
    theme.focus = QColor(0, 0, 0);
    theme.partition_line = QColor(0, 0, 0, 40);
    theme.split_line = QColor(0, 0, 0, 150);
    return theme;
}

}  // namespace

ColourTable ramp_colours(Ramp ramp) {
    switch (ramp) {
        case Ramp::cividis:
            return interpolated(cividis_points);
        case Ramp::viridis:
            return interpolated(viridis_points);
        case Ramp::inferno:
            break;
    }
    return interpolated(inferno_points);
}

Theme make_theme(ThemeName name, Ramp ramp) {
    if (name == ThemeName::print) return print_theme();
    Theme theme = name == ThemeName::dark ? dark_theme() : light_theme();
    theme.heat = ramp_colours(ramp);
    // In CIELAB each step above the limit is at least 42 from these ramps for normal, protan and
    // deutan eyes (Machado et al. 2009, full severity), and at least 26 from the bar for all.
    theme.heat_over = {qRgb(0xff, 0xff, 0xff), qRgb(0xe6, 0x00, 0xff), qRgb(0x90, 0x00, 0xff)};
    theme.heat_over_mark = qRgb(0x10, 0x14, 0x18);
    // Cyan is too close to the middle of viridis, and magenta to the usual steps, so viridis has
    // its own of both.
    if (ramp == Ramp::viridis) {
        theme.heat_over = {qRgb(0xff, 0xff, 0xff), qRgb(0xe8, 0x5a, 0x1a), qRgb(0x80, 0x20, 0x00)};
        theme.heat_throttled = qRgb(0xff, 0x00, 0xff);
        theme.heat_throttled_edge = qRgb(0x70, 0x00, 0x70);
    }
    return theme;
}

ColourTable with_gamma(const ColourTable& ramp, double gamma) {
    ColourTable table{};
    for (std::size_t i = 0; i < colour_steps; ++i) {
        const double share = static_cast<double>(i) / (colour_steps - 1);
        table[i] = ramp[heat_index(std::pow(share, gamma))];
    }
    return table;
}

}  // namespace isotherm
