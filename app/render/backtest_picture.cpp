// SPDX-License-Identifier: Apache-2.0
#include "app/render/backtest_picture.h"

#include <QPainterPath>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/render/canvas.h"
#include "app/render/painting_file.h"
#include "app/render/picture_layout.h"
#include "app/render/plot_frame.h"
#include "app/render/value_axis.h"

namespace isotherm {
namespace {

constexpr double wide_panel_gap = 18;
constexpr double mark_lane = 11;  // height; one lane for increases, one for decreases
constexpr double mark_size = 9;
constexpr double line_px = 2;
constexpr double throttled_least_px = 2;
// The axis ends at this multiple of the provisioned units; a note states the highest demand.
constexpr double demand_multiple = 3;

double units_per_second(std::int64_t nano_units_a_minute) {
    return static_cast<double>(nano_units_a_minute) / static_cast<double>(nano_units_per_unit) / 60;
}

// The minutes that one pixel column shows; a single minute if there are more pixels than minutes.
struct Column {
    double left = 0;
    double right = 0;
    double demand = 0;  // highest of its minutes, units per second
    double consumed = 0;
    double provisioned = 0;  // in its last minute
    double recorded = 0;     // recorded provisioned units, in its last minute
    bool throttled = false;
};

struct Panel {
    Side side = Side::read;
    QRectF chart;
    std::vector<Column> columns;
    bool has_recorded = false;
    double most_demand = 0;
    double ceiling = 1;

    double y_of(double units) const {
        return chart.bottom() - std::min(units / ceiling, 1.0) * chart.height();
    }
};

class BacktestPainter {
public:
    BacktestPainter(QPainter& painter, const BacktestPicture& picture, const Theme& theme,
                    double pixel_ratio)
        : picture_(picture),
          theme_(theme),
          canvas_(painter, theme, text_scale(picture), pixel_ratio) {}

    void paint(QRectF bounds) {
        canvas_.fill(bounds, theme_.background);
        edges_ = plot_edges(canvas_, bounds);
        axis_ = {0, static_cast<double>(picture_.minutes.size()) * 60, edges_.left, edges_.right};
        const double top = paint_heading(canvas_, bounds, heading());
        const double left = bounds.left() + canvas_.em(outer_margin);
        const Legend legend = legend_of(bounds.width() - 2 * canvas_.em(outer_margin));
        const double axis_y = canvas_.snapped(bounds.bottom() - time_axis_height(canvas_) -
                                              canvas_.em(legend_room + bottom_margin));
        const double each = (axis_y - top) / side_count;
        for (const Side side : both_sides) {
            const double begin = top + each * static_cast<double>(side);
            Panel panel{
                .side = side, .chart = {}, .columns = {}, .has_recorded = has_recorded(side)};
            panel.chart = QRectF(
                QPointF(edges_.left, canvas_.snapped(begin + canvas_.em(panel_header))),
                QPointF(edges_.right, canvas_.snapped(begin + each -
                                                      canvas_.em(wide_panel_gap + 2 * mark_lane))));
            fill_columns(panel);
            paint_panel(panel);
        }
        paint_axis(axis_y);
        legend.paint(canvas_, {left, axis_y + time_axis_height(canvas_) - canvas_.em(5)});
    }

private:
    // Scales text with the picture's size, because larger pictures are viewed from farther away.
    static double text_scale(const BacktestPicture& picture) {
        const double size = std::min(picture.width / 1280.0, picture.height / 720.0);
        return std::clamp(std::pow(size, 0.75), 0.9, 2.5);
    }

    bool has_recorded(Side side) const {
        return picture_.series != nullptr &&
               !picture_.series->recorded_of(side).provisioned.empty();
    }

    Heading heading() const {
        __int128 demand = 0;
        __int128 throttled = 0;
        for (const auto& minute : picture_.minutes) {
            for (const BacktestMinute& side : minute) {
                demand += side.demand;
                throttled += side.throttled;
            }
        }
        const auto changes =
            std::count_if(picture_.requests.begin(), picture_.requests.end(),
                          [](const ScalingRequest& request) { return request.answer.accepted; });
        Heading heading;
        heading.title = qtext(fmt::format("backtest \u00b7 {}", picture_.policy));
        heading.subtitle = qtext(
            fmt::format("{} change{} \u00b7 {}", changes, changes == 1 ? "" : "s",
                        time_range_text(picture_.first, 0,
                                        static_cast<std::int64_t>(picture_.minutes.size()) * 60)));
        heading.alarming = throttled > 0;
        if (throttled == 0) {
            heading.headline = QStringLiteral("nothing throttled");
            return heading;
        }
        const double units = static_cast<double>(throttled) / nano_units_per_unit;
        const double share = static_cast<double>(throttled) / static_cast<double>(demand);
        heading.headline = qtext(short_amount(units) + " units throttled");
        heading.headline_note = qtext(percent(share, share < 0.001 ? 3 : 1) + " of the demand");
        return heading;
    }

    void fill_columns(Panel& panel) const {
        const auto side = panel.side;
        const std::size_t minutes = picture_.minutes.size();
        const auto pixels =
            static_cast<std::size_t>(std::lround(panel.chart.width() * canvas_.pixel_ratio()));
        const std::size_t count = std::min(minutes, pixels);
        double most = 0;
        for (std::size_t c = 0; c < count; ++c) {
            const std::size_t begin = minutes * c / count;
            const std::size_t end = minutes * (c + 1) / count;
            Column column;
            column.left = canvas_.snapped(axis_.x_of(static_cast<double>(begin) * 60));
            column.right = canvas_.snapped(axis_.x_of(static_cast<double>(end) * 60));
            for (std::size_t m = begin; m < end; ++m) {
                const BacktestMinute& minute = picture_.minutes[m][side];
                column.demand = std::max(column.demand, units_per_second(minute.demand));
                column.consumed = std::max(column.consumed, units_per_second(minute.consumed));
                column.provisioned = static_cast<double>(minute.provisioned);
                if (panel.has_recorded) {
                    column.recorded = static_cast<double>(
                        picture_.series->recorded_of(panel.side).provisioned[m]);
                }
                column.throttled = column.throttled || minute.throttled > 0;
            }
            panel.most_demand = std::max(panel.most_demand, column.demand);
            most = std::max({most, column.provisioned, column.consumed, column.recorded});
            panel.columns.push_back(column);
        }
        const double wanted = std::max(panel.most_demand, most);
        panel.ceiling = 1.06 * std::max(std::min(wanted, demand_multiple * most), 1.0);
    }

    void paint_panel(const Panel& panel) {
        for (const TimeTick& tick : ticks()) {
            canvas_.vertical_line(tick_x(tick), panel.chart.top(), panel.chart.bottom(),
                                  theme_.grid);
        }
        paint_amounts(panel);
        for (const Column& column : panel.columns) {
            const double width = column.right - column.left;
            const double top = canvas_.snapped(panel.y_of(column.consumed));
            canvas_.fill({column.left, top, width, panel.chart.bottom() - top},
                         theme_.consumed_area);
            if (!column.throttled) continue;
            const double above =
                std::min(canvas_.snapped(panel.y_of(column.demand)), top - throttled_least_px);
            canvas_.fill({column.left, above, width, top - above}, theme_.throttled);
        }
        if (panel.has_recorded) paint_level(panel, &Column::recorded, recorded_pen());
        paint_level(panel, &Column::provisioned, provisioned_pen());
        paint_lone_throttling(panel);
        canvas_.horizontal_line(panel.chart.bottom() - canvas_.device_pixel(), panel.chart.left(),
                                panel.chart.right(), theme_.axis);
        paint_marks(panel);
        if (panel.most_demand > panel.ceiling) {
            const double left = panel.chart.right() + canvas_.em(label_gap);
            canvas_.text({left, panel.chart.top() + canvas_.em(8)},
                         QStringLiteral("demand goes on"), note_text);
            canvas_.text({left, panel.chart.top() + canvas_.em(25)},
                         qtext("up to " + short_amount(panel.most_demand)), note_text, Align::left,
                         theme_.throttled);
        }
    }

    void paint_amounts(const Panel& panel) {
        const int most =
            std::max(1, std::min(amount_ticks_most,
                                 static_cast<int>(panel.chart.height() / canvas_.em(tick_room))));
        const double step = round_step(panel.ceiling, most);
        for (const double amount : value_ticks(panel.ceiling, most)) {
            const double y = panel.y_of(amount);
            canvas_.horizontal_line(std::min(y, panel.chart.bottom() - canvas_.device_pixel()),
                                    panel.chart.left(), panel.chart.right(), theme_.grid);
            canvas_.text({panel.chart.left() - canvas_.em(label_gap), y},
                         qtext(tick_text(amount, step)), label_text, Align::right);
        }
        const TextStyle name_style{15, true};
        const QString name =
            panel.side == Side::read ? QStringLiteral("reads") : QStringLiteral("writes");
        const double y = panel.chart.top() - canvas_.em(panel_header / 2);
        canvas_.text({panel.chart.left(), y}, name, name_style);
        canvas_.text({panel.chart.left() + canvas_.width_of(name, name_style) + canvas_.em(10), y},
                     unit_name(panel.side) + QStringLiteral(" a second"), note_text);
    }

    QPen provisioned_pen() const {
        QPen pen(theme_.provisioned, line_px);
        pen.setCapStyle(Qt::FlatCap);
        pen.setJoinStyle(Qt::MiterJoin);
        return pen;
    }
    QPen recorded_pen() const {
        QPen pen = provisioned_pen();
        pen.setWidthF(line_px / 2);
        pen.setDashPattern({6, 4});
        return pen;
    }

    void paint_level(const Panel& panel, double Column::*level, const QPen& pen) {
        QPainterPath path;
        for (const Column& column : panel.columns) {
            const double y = canvas_.snapped(panel.y_of(column.*level));
            if (path.isEmpty())
                path.moveTo(column.left, y);
            else
                path.lineTo(column.left, y);
            path.lineTo(column.right, y);
        }
        canvas_.painter().setRenderHint(QPainter::Antialiasing, false);
        canvas_.painter().strokePath(path, pen);
    }

    // Marks throttled columns that are too narrow to notice, with a disc at the top of the chart.
    void paint_lone_throttling(const Panel& panel) {
        std::vector<Span> throttled;
        for (const Column& column : panel.columns) {
            if (column.throttled) throttled.push_back({column.left, column.right});
        }
        const double size = canvas_.em(mark_size);
        for (const Span& lone : lone_spans(throttled, size)) {
            canvas_.glyph(Glyph::disc, {lone.middle(), panel.chart.top() + size / 2}, size,
                          theme_.throttled, theme_.throttled);
        }
    }

    // Paints marks below the chart: triangles for increases and decreases, squares for refusals.
    void paint_marks(const Panel& panel) {
        // If marks in one lane would overlap, only the first is drawn.
        std::array<double, 2> drawn{-1e9, -1e9};
        for (const ScalingRequest& request : picture_.requests) {
            const std::int64_t before = request.before.of(panel.side);
            const std::int64_t wanted = request.decision.wanted.of(panel.side);
            if (before == wanted) continue;
            const double x = axis_.x_of(
                in_seconds(std::chrono::duration_cast<SimDuration>(request.at - picture_.first)));
            const bool up = wanted > before;
            if (x - drawn[up ? 0 : 1] < canvas_.em(mark_size) / 2) continue;
            drawn[up ? 0 : 1] = x;
            const double lane = up ? 0.5 : 1.5;
            const double y = panel.chart.bottom() + canvas_.em(3 + lane * mark_lane);
            const bool accepted = request.answer.accepted;
            const QColor& colour = accepted ? theme_.provisioned : theme_.throttled;
            const Glyph glyph = !accepted ? Glyph::square
                                : up      ? Glyph::triangle_up
                                          : Glyph::triangle_down;
            canvas_.glyph(glyph, {x, y}, canvas_.em(mark_size), colour, colour);
        }
    }

    std::vector<TimeTick> ticks() const {
        return time_ticks(axis_, picture_.first, canvas_.em(100));
    }
    double tick_x(const TimeTick& tick) const {
        return std::min(axis_.x_of(tick.second), axis_.right - canvas_.device_pixel());
    }

    void paint_axis(double y) {
        canvas_.horizontal_line(y, axis_.left, axis_.right, theme_.axis);
        for (const TimeTick& tick : ticks()) {
            canvas_.vertical_line(tick_x(tick), y, y + canvas_.em(5), theme_.axis);
            canvas_.text({axis_.x_of(tick.second), y + canvas_.em(17)}, qtext(tick.label),
                         label_text, Align::middle);
            canvas_.text({axis_.x_of(tick.second), y + canvas_.em(34)}, qtext(tick.below),
                         note_text, Align::middle);
        }
        canvas_.text({axis_.left - canvas_.em(54), y + canvas_.em(17)},
                     qtext(time_axis_caption(picture_.first)), note_text, Align::right);
    }

    Legend legend_of(double width) const {
        const auto filled = [](QColor Theme::*colour) {
            return [colour](Canvas& target, QRectF area) {
                target.fill(area, target.theme().*colour);
            };
        };
        const auto line = [](Canvas& target, QRectF area) {
            target.fill({area.left(), target.snapped(area.center().y() - 1), area.width(), line_px},
                        target.theme().provisioned);
        };
        const auto mark = [](Glyph glyph, QColor Theme::*colour) {
            return [glyph, colour](Canvas& target, QRectF area) {
                target.glyph(glyph, area.center(), target.em(mark_size), target.theme().*colour,
                             target.theme().*colour);
            };
        };
        const auto dashes = [](Canvas& target, QRectF area) {
            const double y = target.snapped(area.center().y());
            for (double x = area.left(); x < area.right(); x += 10) {
                target.fill({x, y, std::min(6.0, area.right() - x), line_px / 2},
                            target.theme().provisioned);
            }
        };
        std::vector<LegendEntry> entries{
            {26, line, QStringLiteral("provisioned")},
            {26, filled(&Theme::consumed_area), QStringLiteral("consumed")},
            {26, filled(&Theme::throttled), QStringLiteral("throttled")},
            {14, mark(Glyph::disc, &Theme::throttled), QStringLiteral("for a moment")},
            {14, mark(Glyph::triangle_up, &Theme::provisioned), QStringLiteral("raised")},
            {14, mark(Glyph::triangle_down, &Theme::provisioned), QStringLiteral("lowered")},
            {14, mark(Glyph::square, &Theme::throttled), QStringLiteral("refused")}};
        if (has_recorded(Side::read) || has_recorded(Side::write)) {
            entries.insert(entries.begin() + 1, {26, dashes, QStringLiteral("as recorded")});
        }
        return Legend(canvas_, std::move(entries), width);
    }

    const BacktestPicture& picture_;
    const Theme& theme_;
    Canvas canvas_;
    PlotEdges edges_;
    TimeAxis axis_;
};

}  // namespace

Result<std::string> write_backtest_picture(const std::string& path,
                                           const BacktestPicture& picture) {
    const Theme theme = make_theme(ThemeName::dark);
    return write_painting(path, picture.width, picture.height,
                          [&](QPainter& painter, QRectF bounds) {
                              BacktestPainter(painter, picture, theme, 1).paint(bounds);
                          });
}

}  // namespace isotherm
