// SPDX-License-Identifier: Apache-2.0
#include "app/render/cards/card_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/render/busiest.h"
#include "app/render/canvas.h"
#include "app/render/heat_grid.h"
#include "app/render/heat_image.h"
#include "app/render/hottest_first.h"
#include "app/render/painting_file.h"
#include "app/render/series_columns.h"

namespace isotherm {
namespace {

constexpr int card_least_width = 96;
constexpr int card_least_height = 48;
constexpr int card_most_side = 4'096;
constexpr double usual_width = 288;  // logical pixels at text scale 1
constexpr TextStyle name_text{10};
constexpr double name_height = 13;
constexpr double margin = 8;
constexpr double gap = 6;
constexpr double chart_gap = 2;
constexpr double row_most =
    12;  // a row of the heat map is no higher, if the chart can use the room
constexpr double chart_least = 14;
constexpr std::size_t most_tables = 3;
constexpr std::size_t tables_one_by_one = 12;  // of more, the partitions are ranked together
constexpr double refused_least_px = 1;
constexpr double chart_air =
    1.15;  // of the highest capacity or consumption; demand above it is cut

struct Shown {
    const TableRecording* table;
    Side side;
    std::uint64_t throttled = 0;
    std::int64_t demand = 0;
};

// The tables that were throttled most or, after them, asked most; in the order of the scenario.
std::vector<Shown> shown_tables(const Recording& recording) {
    std::vector<Shown> found;
    for (const TableRecording& table : recording.tables) {
        Shown one{&table, busiest_side(table)};
        for (const SeriesSecond& second : table.seconds[one.side]) {
            one.throttled += second.throttled();
            one.demand += second.demand;
        }
        if (one.demand > 0 && !table.partitions.empty()) found.push_back(one);
    }
    std::vector<Shown> ranked = found;
    std::stable_sort(ranked.begin(), ranked.end(), [](const Shown& a, const Shown& b) {
        return std::pair(a.throttled, a.demand) > std::pair(b.throttled, b.demand);
    });
    if (ranked.size() > most_tables) ranked.resize(most_tables);
    std::erase_if(found, [&](const Shown& one) {
        return std::none_of(ranked.begin(), ranked.end(),
                            [&](const Shown& kept) { return kept.table == one.table; });
    });
    return found;
}

// The consumed units, the refused demand above them and the capacity, by column.
void paint_load(Canvas& canvas, QRectF area, const SeriesColumns& series) {
    const Theme& theme = canvas.theme();
    const double steady = std::max(series.provisioned_most, series.consumed_most);
    const double ceiling = std::max(steady > 0 ? steady : series.demand_most, 1e-9) * chart_air;
    const auto y_of = [&](double units) {
        return canvas.snapped(area.bottom() - std::min(units / ceiling, 1.0) * area.height());
    };
    const int pixels = static_cast<int>(std::lround(area.width()));
    for (std::size_t c = 0; c < series.values.size(); ++c) {
        const SeriesColumn& column = series.values[c];
        if (!column.in_run()) continue;
        const double left = area.left() + series.columns.pixel_of(c, pixels);
        const double width = area.left() + series.columns.pixel_of(c + 1, pixels) - left;
        const double consumed = y_of(column.consumed_most);
        canvas.fill({left, consumed, width, area.bottom() - consumed}, theme.consumed_band);
        if (throttled_of(column.requests) > 0) {
            const double top = std::min(y_of(column.demand_most), consumed - refused_least_px);
            canvas.fill({left, top, width, consumed - top}, theme.throttled);
        }
        if (series.provisioned_most > 0) {
            const double y = std::max(y_of(column.provisioned_last), area.top());
            canvas.fill({left, y, width, canvas.em(1)}, theme.provisioned);
        }
    }
    canvas.horizontal_line(area.bottom() - 1, area.left(), area.right(), theme.axis);
}

void paint_table(Canvas& canvas, QRectF area, const TableRecording& table, Side side,
                 std::int64_t run_seconds) {
    const double top = canvas.snapped(area.top() + canvas.em(name_height));
    const QString name = canvas.elided(
        qtext(fmt::format("{} \u00b7 {}s", table.name, side_names[side])), name_text, area.width());
    canvas.text({area.left(), area.top() + canvas.em(name_height / 2)}, name, name_text);
    const int width = static_cast<int>(std::lround(area.width()));
    const std::int64_t grain = table.column_seconds;
    const std::int64_t end = std::max(run_seconds / grain * grain, grain);
    const TimeColumns columns = TimeColumns::over(0, end, width, grain);
    const HeatPyramid pyramid(table, side);
    const HeatGrid grid = heat_grid(table, pyramid, columns, run_seconds);
    const double room = area.bottom() - top;
    const double chart = std::min(canvas.em(chart_least), room / 2);
    const double rows = static_cast<double>(grid.rows.size());
    const double map =
        canvas.snapped(std::min(room - chart - canvas.em(chart_gap), rows * canvas.em(row_most)));
    const HeatImage image = heat_image(
        grid, canvas.theme(), QSize(width, std::max(1, static_cast<int>(map))), canvas.em(1));
    canvas.painter().drawImage(QPointF(area.left(), top), image.image);
    const double below = canvas.snapped(top + map + canvas.em(chart_gap));
    paint_load(canvas, {area.left(), below, area.width(), area.bottom() - below},
               series_columns(table.seconds[side], columns, run_seconds, grain));
}

void paint_card(QPainter& painter, QRectF bounds, const Recording& recording, ThemeName look) {
    const Theme theme = make_theme(look);
    Canvas canvas(painter, theme, bounds.width() / usual_width, 1);
    canvas.fill(bounds, theme.background);
    std::optional<Recording> ranked;
    if (recording.tables.size() > tables_one_by_one)
        ranked = hottest_first(recording, hottest_side(recording));
    const Recording& shown = ranked ? *ranked : recording;
    const std::vector<Shown> tables = shown_tables(shown);
    const double around = canvas.em(margin);
    const QRectF page = bounds.adjusted(around, around / 2, -around, -around);
    const double between = canvas.em(gap);
    const double count = static_cast<double>(tables.size());
    const double height = (page.height() - between * (count - 1)) / std::max(1.0, count);
    double top = page.top();
    for (const Shown& one : tables) {
        const double snapped = canvas.snapped(top);
        paint_table(canvas, {page.left(), snapped, page.width(), canvas.snapped(height)},
                    *one.table, one.side, shown.seconds());
        top += height + between;
    }
}

}  // namespace

Result<std::string> write_card(const std::string& path, const Recording& recording,
                               const PictureOptions& options) {
    const bool fits = options.width >= card_least_width && options.height >= card_least_height &&
                      std::max(options.width, options.height) <= card_most_side;
    if (!fits) {
        Error error{ExitCode::usage,
                    ErrorNumber::picture_bad_size,
                    {.file = "size"},
                    fmt::format("a card of {} x {} is not possible", options.width, options.height),
                    fmt::format("choose at least {} x {} and at most {} pixels a side",
                                card_least_width, card_least_height, card_most_side)};
        return error;
    }
    return write_painting(path, options.width, options.height,
                          [&](QPainter& painter, QRectF bounds) {
                              paint_card(painter, bounds, recording, options.theme);
                          });
}

}  // namespace isotherm
