// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/cost_lane.h"

#include "app/gui/models/cause_names.h"
#include "app/gui/models/compare_sentence.h"
#include "app/render/heat_grid.h"

namespace isotherm {
namespace {

constexpr double cost_height = 36;
constexpr double name_room = TimeCanvas::label_room - lane_label_gap - 4;
constexpr double sum_room = TimeCanvas::marginal_room - lane_label_gap - 2;
constexpr TextStyle lane_note{11, false, true};

}  // namespace

CostLane::CostLane(RunModel& run, ViewState& view, const RunCosts& costs, QWidget* parent)
    : TimeCanvas(run, view, parent), costs_(costs) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Throughput now"));
    setAccessibleDescription(
        tr("Hourly cost of the table's throughput at each moment, at list price: used and idle. "
           "The bill is the cost of the run."));
    connect(&view, &ViewState::look_changed, this, [this] { updateGeometry(); });
}

// Reserves room for a third line of text at the right, for languages with long words.
QSize CostLane::sizeHint() const {
    const QStringList idle = lines_of(tr("%1 idle").arg(share_text(1, 0)), lane_note, sum_room);
    const QStringList name = lines_of(tr("throughput now, $/h"), lane_text, name_room);
    const double lines = std::max(height_of(idle, lane_text) + height_of({QString()}, lane_text),
                                  height_of(name, lane_text)) +
                         6;
    return {400, static_cast<int>(std::max(cost_height, lines) * view().text_scale())};
}

void CostLane::paint_content(Canvas& canvas) {
    const QRectF area = plot();
    const Theme& theme = view().theme();
    const TimeWindow window = view().window();
    paint_lines(canvas, {area.left() - canvas.em(lane_label_gap), area.center().y()},
                lines_of(tr("throughput now, $/h"), lane_text, name_room), lane_text, Align::right);
    canvas.horizontal_line(area.bottom() - 1, area.left(), area.right(), theme.grid);
    if (table() >= run().recording().tables.size() || run().recorded_seconds() == 0) return;
    const auto all = costs_.cost(table(), window);
    if (!all) {
        canvas.text({area.left() + canvas.em(6), area.center().y()},
                    tr("The scenario's price book does not know all prices."), lane_note);
        return;
    }
    const TimeColumns columns =
        TimeColumns::over(window.first, window.end, plot_pixels(), view().grain());
    std::vector<ThroughputCost> rates(columns.count);
    double most = 0;
    for (std::size_t c = 0; c < columns.count; ++c) {
        const TimeWindow column{columns.first_of(c), columns.end_of(c)};
        rates[c] = costs_.cost_per_hour(table(), column).value_or(ThroughputCost{});
        most = std::max(most, rates[c].total());
    }
    for (std::size_t c = 0; c < columns.count && most > 0; ++c) {
        const auto edge = [&](std::size_t column) {
            return area.left() + columns.pixel_of(column, plot_pixels()) / canvas.pixel_ratio();
        };
        const double used_top =
            canvas.snapped(area.bottom() - area.height() * rates[c].used / most);
        const double idle_top =
            canvas.snapped(area.bottom() - area.height() * rates[c].total() / most);
        const double width = edge(c + 1) - edge(c);
        canvas.fill({edge(c), used_top, width, area.bottom() - used_top}, theme.consumed);
        canvas.fill({edge(c), idle_top, width, used_top - idle_top}, theme.idle_cost);
    }
    const double right = area.right() + canvas.em(8);
    const QStringList idle =
        lines_of(tr("%1 idle").arg(share_text(all->idle_share(), 0)), lane_note, sum_room);
    const double line = canvas.em(height_of({QString()}, lane_text));
    const auto lines = static_cast<double>(idle.size());
    paint_lines(canvas, {right, area.center().y() - line * lines / 2},
                {QStringLiteral("\u2264 %1/h").arg(dollars_text(most))}, lane_text, Align::left);
    paint_lines(canvas, {right, area.center().y() + line / 2}, idle, lane_note, Align::left);
}

QString CostLane::description(QPointF at) const {
    const std::int64_t second = second_at(at.x());
    const std::int64_t first = second - second % view().grain();
    const auto rate = costs_.cost_per_hour(table(), {first, first + view().grain()});
    if (!rate) return {};
    return tr("%1  throughput now: %2 an hour by list price, %3 used, %4 idle (%5)")
        .arg(Words::moment({first, first + view().grain()}), dollars_text(rate->total()),
             dollars_text(rate->used), dollars_text(rate->idle), share_text(rate->idle_share(), 0));
}

}  // namespace isotherm
