// SPDX-License-Identifier: Apache-2.0
// Timelines: demand, consumption and limit of each table and side, and when it throttled.

#include <algorithm>

#include "app/report/run_directory/page.h"
#include "app/report/run_directory/page_plot.h"

namespace isotherm {
namespace {

constexpr std::size_t charts_most = 16;

struct Chart {
    const TableRecording* table = nullptr;
    Side side = Side::read;
    std::uint64_t throttled = 0;
    HalfUnits asked;
};

std::vector<Chart> charts_of(const Recording& recording) {
    std::vector<Chart> charts;
    for (const TableRecording& table : recording.tables) {
        for (const Side side : both_sides) {
            Chart chart{&table, side, 0, HalfUnits{}};
            for (const SeriesSecond& second : table.seconds[side]) {
                chart.throttled += second.throttled();
                chart.asked += HalfUnits(second.demand);
            }
            if (chart.asked > HalfUnits{}) charts.push_back(chart);
        }
    }
    std::stable_sort(charts.begin(), charts.end(), [](const Chart& a, const Chart& b) {
        return a.throttled != b.throttled ? a.throttled > b.throttled : a.asked > b.asked;
    });
    return charts;
}

// The highest demand and consumption in a column's time, the limit at its end, and the mean of the
// throttled tries.
Plot timeline_of(const Page& page, const Chart& chart) {
    const TableRecording& table = *chart.table;
    const std::int64_t each = table.column_seconds;
    const auto length = static_cast<std::size_t>(
        std::max<std::int64_t>(1, (page.recording().seconds() + each - 1) / each));
    const std::size_t columns = std::min(plot_columns_most, length);
    const std::string unit = std::string(unit_of_side(chart.side)) + "/s";
    PlotSeries asked{PlotMark::asked, page.plain("demand"), unit, std::vector<double>(columns)};
    PlotSeries used{PlotMark::used, page.plain("consumed"), unit, std::vector<double>(columns)};
    PlotSeries limit{PlotMark::limit, page.plain("limit"), unit, std::vector<double>(columns)};
    PlotSeries cut{PlotMark::cut, page.plain("throttled tries"), "/s",
                   std::vector<double>(columns)};
    const std::vector<SeriesSecond>& seconds = table.seconds[chart.side];
    double last = seconds.empty() ? 0 : static_cast<double>(seconds.back().provisioned) * 1e-3;
    for (std::size_t s = 0; s < std::min(seconds.size(), length); ++s) {
        const std::size_t c = s * columns / length;
        const SeriesSecond& second = seconds[s];
        const std::int64_t peak = each == 1 ? second.demand : second.peak_demand;
        asked.values[c] = std::max(asked.values[c], HalfUnits(peak).in_units());
        used.values[c] = std::max(
            used.values[c], HalfUnits(second.consumed).in_units() / static_cast<double>(each));
        limit.values[c] = static_cast<double>(second.provisioned) * 1e-3;
        // A rate, because columns may differ in length by one second.
        const auto first_of = [&](std::size_t column) {
            return (column * length + columns - 1) / columns;
        };
        const std::size_t in_column = first_of(c + 1) - first_of(c);
        cut.values[c] += static_cast<double>(second.throttled()) /
                         static_cast<double>(in_column * static_cast<std::size_t>(each));
    }
    for (std::size_t s = seconds.size(); s < length; ++s) limit.values[s * columns / length] = last;
    Plot plot{0,
              static_cast<double>(static_cast<std::int64_t>(length) * each),
              {std::move(asked), std::move(used), std::move(limit)},
              {}};
    if (chart.throttled > 0) plot.lane = std::move(cut);
    return plot;
}

}  // namespace

Markup timelines_section(const Page& page) {
    const std::vector<Chart> charts = charts_of(page.recording());
    Markup figures;
    for (std::size_t c = 0; c < std::min(charts.size(), charts_most); ++c) {
        const Plot plot = timeline_of(page, charts[c]);
        figures += markup(
            "<figure class=\"card\"><figcaption><h3>{}</h3>{}</figcaption>{}</figure>\n",
            page.text("{0}, {1}", charts[c].table->name.label(), page.side_word(charts[c].side)),
            plot_key(plot), plot_markup(plot));
    }
    if (figures.empty()) return {};
    Markup content = markup("<div class=\"two\">\n{}</div>\n", figures);
    if (charts.size() > charts_most) content += more_markup(page, charts.size() - charts_most);
    return section_markup("time", page.text("Over time"),
                          page.text("The highest second of each column, in units per second."),
                          content);
}

}  // namespace isotherm
