// SPDX-License-Identifier: Apache-2.0
#include "app/render/plans/plan_chart.h"

#include <algorithm>

#include "app/render/canvas.h"
#include "app/render/plot_frame.h"
#include "app/render/value_axis.h"

namespace isotherm {
namespace {

constexpr double tick_distance = 70;  // least, between labels of an axis
constexpr int ticks_least = 2, ticks_most = 8;
constexpr double values_room = 56;  // left of the chart, for shares
constexpr double prices_room = 44;  // below it, for prices
constexpr double titles_room = 24;  // above it
constexpr double mark_size = 11;
constexpr double headroom = 1.12;
constexpr double texts_width = 460;
// Texts of neighbours must not cover each other.
constexpr double text_height = 20;

class PlanChart {
public:
    PlanChart(QPainter& painter, const std::vector<PlanMark>& marks, const PlanChartLook& look)
        : marks_(marks),
          look_(look),
          theme_(look.theme),
          canvas_(painter, look.theme, look.text_scale, look.pixel_ratio) {
        for (const PlanMark& mark : marks) {
            most_cost_ = std::max(most_cost_, mark.cost_month);
            most_share_ = std::max(most_share_, mark.throttled_share);
        }
        most_cost_ = most_cost_ > 0 ? most_cost_ * headroom : 1;
        most_share_ = most_share_ > 0 ? most_share_ * headroom : 0.001;
    }

    std::vector<QPointF> paint(QRectF bounds) {
        chart_ = bounds.adjusted(canvas_.em(values_room), canvas_.em(titles_room), 0,
                                 -canvas_.em(prices_room));
        paint_axes();
        for (std::size_t m = 1; m < marks_.size(); ++m)
            if (!marks_[m].chosen) paint_step(marks_[m - 1], marks_[m]);
        std::vector<QPointF> centres;
        for (std::size_t m = 0; m < marks_.size(); ++m) {
            paint_mark(marks_[m], look_.selected == m);
            centres.push_back(at(marks_[m]));
        }
        return centres;
    }

private:
    QPointF at(const PlanMark& mark) const {
        return {chart_.left() + mark.cost_month / most_cost_ * chart_.width(),
                chart_.bottom() - mark.throttled_share / most_share_ * chart_.height()};
    }

    int ticks(double length) const {
        return std::clamp(static_cast<int>(length / canvas_.em(tick_distance)), ticks_least,
                          ticks_most);
    }

    void paint_axes() {
        const int shares = ticks(chart_.height()), costs = ticks(chart_.width());
        const double share_step = round_step(most_share_ * 100, shares);
        for (const double tick : value_ticks(most_share_ * 100, shares)) {
            const double y = chart_.bottom() - tick / 100 / most_share_ * chart_.height();
            canvas_.horizontal_line(y, chart_.left(), chart_.right(), theme_.grid);
            canvas_.text({chart_.left() - canvas_.em(8), y},
                         qtext(tick_text(tick, share_step) + " %"), note_text, Align::right);
        }
        const double cost_step = round_step(most_cost_, costs);
        for (const double tick : value_ticks(most_cost_, costs)) {
            const double x = chart_.left() + tick / most_cost_ * chart_.width();
            canvas_.vertical_line(x, chart_.top(), chart_.bottom(), theme_.grid);
            canvas_.text({x, chart_.bottom() + canvas_.em(14)},
                         qtext("$" + tick_text(tick, cost_step)), note_text, Align::middle);
        }
        canvas_.text({chart_.left(), chart_.top() - canvas_.em(13)}, look_.share_title, note_text);
        canvas_.text({chart_.right(), chart_.bottom() + canvas_.em(34)}, look_.cost_title,
                     note_text, Align::right);
    }

    // More money has to be paid before less is throttled, so the front is a staircase.
    void paint_step(const PlanMark& from, const PlanMark& to) {
        const QPointF a = at(from), b = at(to);
        canvas_.horizontal_line(a.y(), a.x(), b.x(), theme_.provisioned);
        canvas_.vertical_line(b.x(), std::min(a.y(), b.y()), std::max(a.y(), b.y()),
                              theme_.provisioned);
    }

    void paint_mark(const PlanMark& mark, bool selected) {
        const QPointF place = at(mark);
        const double size = canvas_.em(mark.chosen ? 2 * mark_size : mark_size);
        if (selected)
            canvas_.glyph(Glyph::disc, place, size + canvas_.em(12), theme_.background,
                          theme_.selection);
        canvas_.glyph(mark.chosen ? Glyph::diamond : Glyph::disc, place, size,
                      mark.chosen ? theme_.throttled : theme_.provisioned, theme_.text);
        if (look_.with_texts) paint_text(mark, place);
    }

    void paint_text(const PlanMark& mark, QPointF place) {
        double y = place.y() - canvas_.em(18);
        while (std::any_of(texts_.begin(), texts_.end(), [&](const QPointF& other) {
            return std::abs(other.y() - y) < text_height &&
                   std::abs(other.x() - place.x()) < texts_width;
        }))
            y -= text_height;
        if (y < chart_.top()) return;
        texts_.emplace_back(place.x(), y);
        const bool right = place.x() > chart_.center().x();
        canvas_.text({place.x() + (right ? -14 : 14), y},
                     canvas_.elided(qtext(printable(mark.text)), note_text, texts_width), note_text,
                     right ? Align::right : Align::left);
    }

    const std::vector<PlanMark>& marks_;
    const PlanChartLook& look_;
    const Theme& theme_;
    Canvas canvas_;
    double most_cost_ = 0, most_share_ = 0;
    QRectF chart_;
    std::vector<QPointF> texts_;
};

}  // namespace

std::vector<QPointF> paint_plan_chart(QPainter& painter, QRectF bounds,
                                      const std::vector<PlanMark>& marks,
                                      const PlanChartLook& look) {
    return PlanChart(painter, marks, look).paint(bounds);
}

}  // namespace isotherm
