// SPDX-License-Identifier: Apache-2.0
#include "app/render/plans/plan_picture.h"

#include "app/render/canvas.h"
#include "app/render/painting_file.h"
#include "app/render/picture_file.h"
#include "app/render/plans/plan_chart.h"
#include "app/render/plot_frame.h"

namespace isotherm {
namespace {

constexpr int picture_width = 1600;
constexpr int picture_height = 900;

void paint_plan(QPainter& painter, QRectF bounds, const std::vector<PlanMark>& marks) {
    const Theme theme = make_theme(ThemeName::dark);
    Canvas canvas(painter, theme, 1);
    canvas.fill(bounds, theme.background);
    Heading heading;
    heading.title = QStringLiteral("Cost against throttling");
    heading.subtitle =
        QStringLiteral("Settings that nothing tried beats in both; the plan is the large mark");
    const double top = paint_heading(canvas, bounds, heading);
    const double margin = canvas.em(outer_margin);
    paint_plan_chart(painter, bounds.adjusted(margin, top - bounds.top(), -margin, -margin), marks,
                     {.theme = theme,
                      .share_title = QStringLiteral("throttled share"),
                      .cost_title = QStringLiteral("US dollars a month, list prices")});
}

}  // namespace

Errors check_plan_picture(const std::string& path) {
    const auto format = picture_format(path);
    return format.ok() ? Errors{} : format.errors();
}

Result<std::string> write_plan_picture(const std::string& path,
                                       const std::vector<PlanMark>& marks) {
    return write_painting(
        path, picture_width, picture_height,
        [&](QPainter& painter, QRectF bounds) { paint_plan(painter, bounds, marks); });
}

}  // namespace isotherm
