// SPDX-License-Identifier: Apache-2.0
#include "app/render/unit_bars.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/render/canvas.h"
#include "app/render/plot_frame.h"
#include "engine/vocabulary/result.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr double bar_row_height = 44;
constexpr double bar_height = 16;
constexpr double number_room = 110;  // right of a bar, for its number

// Two columns of bars. Within a column, all bars start at zero and have the same scale, so their
// lengths can be compared.
class Bars {
public:
    Bars(Canvas& canvas, QRectF area, std::vector<CallRow> calls)
        : canvas_(canvas), area_(area), calls_(std::move(calls)) {
        for (const CallRow& call : calls_) {
            most_a_call_ = std::max(most_a_call_, call.units.units_per_call());
            most_in_all_ = std::max(most_in_all_, call.units.consumed.in_units());
        }
    }

    std::vector<UnitBarsRow> paint() {
        const double names = area_.width() * 0.34;
        const double column = (area_.width() - names) / 2;
        const double left = area_.left() + names;
        canvas_.text({left, area_.top()}, QStringLiteral("units of one call"), caption_text);
        canvas_.text({left + column, area_.top()}, QStringLiteral("units in all"), caption_text);
        std::vector<UnitBarsRow> rows;
        double y = area_.top() + canvas_.em(bar_row_height) * 0.6;
        for (const CallRow& call : calls_) {
            if (y + canvas_.em(bar_row_height) > area_.bottom()) break;
            rows.push_back(paint_row(call, y, names, left, column));
            y += canvas_.em(bar_row_height);
        }
        paint_left_out(canvas_, area_, calls_.size() - rows.size());
        return rows;
    }

private:
    UnitBarsRow paint_row(const CallRow& call, double y, double names, double left, double column) {
        const OperationTraits& traits = traits_of(call.units.operation);
        canvas_.text(
            {area_.left(), y + canvas_.em(8)},
            canvas_.elided(qtext(printable(call.workload)), label_text, names - canvas_.em(16)),
            label_text);
        const std::string what = fmt::format("{} on {}", traits.api_name, printable(call.resource));
        canvas_.text({area_.left(), y + canvas_.em(25)},
                     canvas_.elided(qtext(what), note_text, names - canvas_.em(16)), note_text);
        const double room = column - canvas_.em(number_room);
        const auto bar = [&](double from, double units, double most) {
            const double length = most > 0 ? std::max(units / most * room, 1.0) : 1.0;
            const QRectF box(from, canvas_.snapped(y),
                             std::max(canvas_.snapped(from + length) - from, 1.0),
                             canvas_.em(bar_height));
            canvas_.fill(box, canvas_.theme().consumed);
            canvas_.text({box.right() + canvas_.em(8), box.center().y()},
                         unit_text(units, traits.side), label_text);
            return box;
        };
        return {call, bar(left, call.units.units_per_call(), most_a_call_),
                bar(left + column, call.units.consumed.in_units(), most_in_all_)};
    }

    Canvas& canvas_;
    QRectF area_;
    std::vector<CallRow> calls_;
    double most_a_call_ = 0;
    double most_in_all_ = 0;
};

}  // namespace

std::vector<UnitBarsRow> paint_unit_bars(QPainter& painter, const UnitBarsView& view,
                                         const Theme& theme, QRectF bounds) {
    Canvas canvas(painter, theme, view.text_scale, view.pixel_ratio);
    canvas.fill(bounds, theme.background);
    Heading heading;
    heading.title = QStringLiteral("Units of calls");
    heading.subtitle = qtext(printable(view.recording.name));
    std::vector<CallRow> calls = view.recording.call_rows();
    std::stable_sort(calls.begin(), calls.end(), [](const CallRow& a, const CallRow& b) {
        return a.units.units_per_call() > b.units.units_per_call();
    });
    if (!calls.empty() && calls.back().units.units_per_call() > 0) {
        heading.headline = qtext(
            grouped(calls.front().units.units_per_call() / calls.back().units.units_per_call(), 1) +
            " to 1");
        heading.headline_note = QStringLiteral("dearest call to cheapest");
    }
    const double top = paint_heading(canvas, bounds, heading);
    const QRectF area(bounds.left() + canvas.em(outer_margin), top,
                      bounds.width() - 2 * canvas.em(outer_margin),
                      bounds.bottom() - top - canvas.em(outer_margin));
    if (calls.empty()) {
        paint_empty_state(canvas, area, QStringLiteral("No request was made in this run."),
                          QStringLiteral("Choose a longer run."));
        return {};
    }
    return Bars(canvas, area, std::move(calls)).paint();
}

}  // namespace isotherm
