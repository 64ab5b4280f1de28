// SPDX-License-Identifier: Apache-2.0
#include "app/report/run_directory/page_plot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/time.h"

namespace isotherm {
namespace {

constexpr int plot_width = 1'000, plot_height = 200, lane_height = 20;
constexpr std::array<std::string_view, 5> mark_classes{"asked", "used", "cut", "limit", "line"};

std::string_view class_of(PlotMark mark) { return mark_classes[static_cast<std::size_t>(mark)]; }

// The smallest of 1, 2, 2.5, 5, 10, … that is not below the value.
double round_end(double value) {
    if (!(value > 0)) return 1;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 2.5, 5.0})
        if (step * power >= value * (1 - 1e-9)) return step * power;
    return 10 * power;
}

// "12.5k": short enough for the margin.
std::string short_number(double value) {
    constexpr double kilo = 1e3, mega = 1e6, giga = 1e9;
    const auto shown = [](double number, std::string_view unit) {
        return fmt::format("{:.3g}{}", number, unit);
    };
    if (value >= giga) return shown(value / giga, "G");
    if (value >= mega) return shown(value / mega, "M");
    return value >= 10 * kilo ? shown(value / kilo, "k")
                              : grouped(value, value == std::floor(value) ? 0 : 2);
}

int x_of(std::size_t column, std::size_t columns) {
    return static_cast<int>(column * plot_width / columns);
}

// Horizontal and vertical lines only: a column has one value.
std::string path_of(const std::vector<double>& values, double end, int height, bool area) {
    const auto y_of = [&](double value) {
        const double share = std::clamp(value / end, 0.0, 1.0);
        // What is not zero is seen.
        const int up = static_cast<int>(std::lround(share * height));
        return height - (value > 0 ? std::max(up, 1) : 0);
    };
    std::string path = fmt::format("M0 {}", area ? height : y_of(values.empty() ? 0 : values[0]));
    int last = area ? height : -1;
    for (std::size_t c = 0; c < values.size(); ++c) {
        const int y = y_of(values[c]);
        if (y == last) continue;
        if (c > 0) path += fmt::format("H{}", x_of(c, values.size()));
        path += fmt::format("V{}", y);
        last = y;
    }
    path += fmt::format("H{}", plot_width);
    if (area) path += fmt::format("V{}Z", height);
    return path;
}

nlohmann::ordered_json series_json(const PlotSeries& series) {
    nlohmann::ordered_json values = nlohmann::ordered_json::array();
    for (const double value : series.values) {
        const double tenths = std::round(value * 10) / 10;
        if (tenths == std::floor(tenths) && std::abs(tenths) < 1e15)
            values.push_back(static_cast<std::int64_t>(tenths));
        else
            values.push_back(tenths);
    }
    return {{"name", series.name}, {"unit", series.unit}, {"values", values}};
}

std::string data_of(const Plot& plot) {
    nlohmann::ordered_json json{{"first", plot.first_second},
                                {"end", plot.end_second},
                                {"columns", plot.series.front().values.size()},
                                {"series", nlohmann::ordered_json::array()}};
    for (const PlotSeries& series : plot.series) json["series"].push_back(series_json(series));
    if (plot.lane) json["series"].push_back(series_json(*plot.lane));
    return json.dump();
}

double highest(const std::vector<double>& values) {
    return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

std::string moment_of(double second) {
    return clock_text(sim_start + std::chrono::seconds(static_cast<std::int64_t>(second)));
}

}  // namespace

Markup plot_markup(const Plot& plot) {
    double most = 0;
    for (const PlotSeries& series : plot.series) most = std::max(most, highest(series.values));
    const double end = round_end(most);
    Markup curves = markup(R"(<path class="a-grid" d="M0 {}H{}"/>)", plot_height / 2, plot_width);
    for (const PlotSeries& series : plot.series) {
        const bool area = series.mark != PlotMark::limit && series.mark != PlotMark::line;
        curves += markup(R"(<path class="a-{}" d="{}"/>)", class_of(series.mark),
                         path_of(series.values, end, plot_height, area));
    }
    Markup lane;
    if (plot.lane)
        lane = markup(
            R"(<svg class="lane" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true"><path class="a-{}" d="{}"/></svg>)",
            plot_width, lane_height, class_of(plot.lane->mark),
            path_of(plot.lane->values, std::max(1.0, highest(plot.lane->values)), lane_height,
                    true));
    return markup(
        R"(<div class="plot{}" data-plot="{}"><div class="y"><span>{}</span><span>{}</span><span>0</span></div><svg viewBox="0 0 {} {}" preserveAspectRatio="none" role="img">{}</svg>{}<div class="x"><span>{}</span><span>{}</span><span>{}</span></div></div>
)",
        plot.low ? " low" : "", data_of(plot), short_number(end), short_number(end / 2), plot_width,
        plot_height, curves, lane, moment_of(plot.first_second),
        moment_of((plot.first_second + plot.end_second) / 2), moment_of(plot.end_second));
}

Markup plot_key(const Plot& plot) {
    Markup key;
    const auto add = [&](const PlotSeries& series) {
        key +=
            markup(R"(<span class="key {}"><i></i>{}</span>)", class_of(series.mark), series.name);
    };
    for (const PlotSeries& series : plot.series) add(series);
    if (plot.lane) add(*plot.lane);
    return key;
}

}  // namespace isotherm
