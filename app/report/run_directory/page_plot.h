// SPDX-License-Identifier: Apache-2.0
#pragma once
// Curves of a page: an SVG that takes any width, with its labels as HTML beside it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/report/run_directory/page_markup.h"

namespace isotherm {

enum class PlotMark : std::uint8_t {
    asked,  // areas, drawn in the order of the series
    used,
    cut,
    limit,  // lines
    line,
};

// One value for each column. All series of a plot have the same number of columns.
struct PlotSeries {
    PlotMark mark = PlotMark::asked;
    std::string name;
    std::string unit;
    std::vector<double> values;
};

struct Plot {
    double first_second = 0;
    double end_second = 0;
    std::vector<PlotSeries> series;
    // Drawn as bars in a lane below the curves.
    std::optional<PlotSeries> lane;
    bool low = false;  // a picture beside text
};

inline constexpr std::size_t plot_columns_most = 480;

Markup plot_markup(const Plot& plot);
// "▮ demand": what the marks mean.
Markup plot_key(const Plot& plot);

}  // namespace isotherm
