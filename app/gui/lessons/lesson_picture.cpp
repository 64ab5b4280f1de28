// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lessons/lesson_picture.h"

#include <QPainter>

namespace isotherm {
namespace {

constexpr double picture_margin = 8;

}  // namespace

LessonPicture::LessonPicture(const ViewState& view, QWidget* parent)
    : QWidget(parent), view_(view) {
    setObjectName(QStringLiteral("lesson_picture"));
    setAccessibleName(tr("Picture of the run"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&view, &ViewState::look_changed, this, [this] { update(); });
}

void LessonPicture::show_runs(std::vector<BandName> names, std::vector<PicturedRun> runs,
                              bool beside, BandsLook look) {
    names_ = std::move(names);
    runs_ = std::move(runs);
    beside_ = beside;
    const bool curtain = look_.curtain;
    look_ = std::move(look);
    look_.curtain = curtain;
    QStringList spoken;
    for (const PicturedRun& one : runs_)
        for (const BandName& name : names_)
            spoken << (one.label.isEmpty() ? name.text()
                                           : one.label + QLatin1Char(' ') + name.text());
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    update();
}

void LessonPicture::set_curtain(bool curtain) {
    look_.curtain = curtain;
    update();
}

void LessonPicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    Canvas canvas(painter, view_.theme(), view_.text_scale());
    canvas.fill(rect(), view_.theme().background);
    geometry_.clear();
    const double margin = picture_margin;
    const QRectF inside = QRectF(rect()).adjusted(margin, margin, -margin, 0);
    const auto count = static_cast<double>(std::max<std::size_t>(1, runs_.size()));
    for (std::size_t r = 0; r < runs_.size(); ++r) {
        QRectF area = inside;
        const auto at = static_cast<double>(r);
        if (beside_) {
            area.setWidth(inside.width() / count - margin);
            area.moveLeft(inside.left() + at * inside.width() / count);
        } else {
            area.setHeight(inside.height() / count);
            area.moveTop(inside.top() + at * inside.height() / count);
        }
        BandsLook look = look_;
        look.presenting = view_.presenting();
        look.seen = runs_[r].seen;
        look.label = runs_[r].label;
        geometry_.push_back(paint_bands(canvas, names_, runs_[r].run.get(), look, area));
    }
}

}  // namespace isotherm
