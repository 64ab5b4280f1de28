// SPDX-License-Identifier: Apache-2.0
#include "app/render/plans/plan_picture.h"

#include <algorithm>

#include "app/render/canvas.h"
#include "app/render/painting_file.h"
#include "app/render/picture_file.h"
#include "app/render/plot_frame.h"
#include "app/render/value_axis.h"

namespace isotherm {
namespace {

constexpr int picture_width = 1600;
constexpr int picture_height = 900;
constexpr int ticks_most = 8;
constexpr double values_room = 90;  // left of the chart, for shares
constexpr double prices_room = 60;  // below it, for prices
constexpr double mark_size = 11;
constexpr double headroom = 1.12;
constexpr double texts_width = 460;
// Texts of neighbours must not cover each other.
constexpr double text_height = 20;

class PlanPainter {
public:
    PlanPainter(QPainter& painter, const std::vector<PlanMark>& marks, const Theme& theme)
        : marks_(marks), theme_(theme), canvas_(painter, theme, 1) {
        for (const PlanMark& mark : marks) {
            most_cost_ = std::max(most_cost_, mark.cost_month);
            most_share_ = std::max(most_share_, mark.throttled_share);
        }
        most_cost_ = most_cost_ > 0 ? most_cost_ * headroom : 1;
        most_share_ = most_share_ > 0 ? most_share_ * headroom : 0.001;
    }

    void paint(QRectF bounds) {
        canvas_.fill(bounds, theme_.background);
        Heading heading;
        heading.title = QStringLiteral("Cost against throttling");
        heading.subtitle =
            QStringLiteral("Settings that nothing tried beats in both; the plan is the large mark");
        const double top = paint_heading(canvas_, bounds, heading);
        const double margin = canvas_.em(outer_margin);
        chart_ = QRectF(bounds.left() + margin + values_room, top + 30,
                        bounds.width() - 2 * margin - values_room,
                        bounds.bottom() - margin - prices_room - top - 30);
        paint_axes();
        for (std::size_t m = 1; m < marks_.size(); ++m)
            if (!marks_[m].chosen) paint_step(marks_[m - 1], marks_[m]);
        for (const PlanMark& mark : marks_) paint_mark(mark);
    }

private:
    QPointF at(const PlanMark& mark) const {
        return {chart_.left() + mark.cost_month / most_cost_ * chart_.width(),
                chart_.bottom() - mark.throttled_share / most_share_ * chart_.height()};
    }

    void paint_axes() {
        const double share_step = round_step(most_share_ * 100, ticks_most);
        for (const double tick : value_ticks(most_share_ * 100, ticks_most)) {
            const double y = chart_.bottom() - tick / 100 / most_share_ * chart_.height();
            canvas_.horizontal_line(y, chart_.left(), chart_.right(), theme_.grid);
            canvas_.text({chart_.left() - 10, y}, qtext(tick_text(tick, share_step) + " %"),
                         label_text, Align::right);
        }
        const double cost_step = round_step(most_cost_, ticks_most);
        for (const double tick : value_ticks(most_cost_, ticks_most)) {
            const double x = chart_.left() + tick / most_cost_ * chart_.width();
            canvas_.vertical_line(x, chart_.top(), chart_.bottom(), theme_.grid);
            canvas_.text({x, chart_.bottom() + 16}, qtext("$" + tick_text(tick, cost_step)),
                         label_text, Align::middle);
        }
        canvas_.text({chart_.left(), chart_.top() - 16}, QStringLiteral("throttled share"),
                     caption_text);
        canvas_.text({chart_.right(), chart_.bottom() + 40},
                     QStringLiteral("US dollars a month, list prices"), caption_text, Align::right);
    }

    // More money has to be paid before less is throttled, so the front is a staircase.
    void paint_step(const PlanMark& from, const PlanMark& to) {
        const QPointF a = at(from), b = at(to);
        canvas_.horizontal_line(a.y(), a.x(), b.x(), theme_.provisioned);
        canvas_.vertical_line(b.x(), std::min(a.y(), b.y()), std::max(a.y(), b.y()),
                              theme_.provisioned);
    }

    void paint_mark(const PlanMark& mark) {
        const QPointF place = at(mark);
        canvas_.glyph(mark.chosen ? Glyph::diamond : Glyph::disc, place,
                      mark.chosen ? 2 * mark_size : mark_size,
                      mark.chosen ? theme_.throttled : theme_.provisioned, theme_.text);
        double y = place.y() - 18;
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
    const Theme& theme_;
    Canvas canvas_;
    double most_cost_ = 0, most_share_ = 0;
    QRectF chart_;
    std::vector<QPointF> texts_;
};

}  // namespace

Errors check_plan_picture(const std::string& path) {
    const auto format = picture_format(path);
    return format.ok() ? Errors{} : format.errors();
}

Result<std::string> write_plan_picture(const std::string& path,
                                       const std::vector<PlanMark>& marks) {
    const Theme theme = make_theme(ThemeName::dark);
    return write_painting(path, picture_width, picture_height,
                          [&](QPainter& painter, QRectF bounds) {
                              PlanPainter(painter, marks, theme).paint(bounds);
                          });
}

}  // namespace isotherm
