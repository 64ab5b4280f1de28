// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widgets/icons.h"

#include <QPainter>
#include <QPixmap>
#include <QPolygonF>

namespace isotherm {
namespace {

constexpr int icon_pixels = 64;  // scaled down by QIcon

// Paints a shape in a square with coordinates from 0 to 1.
void paint_shape(QPainter& painter, IconShape shape) {
    const auto triangle = [&](double left, double right) {
        painter.drawPolygon(QPolygonF({{left, 0.18}, {right, 0.5}, {left, 0.82}}));
    };
    const auto post = [&](double left, double width = 0.1) {
        painter.drawRect(QRectF(left, 0.18, width, 0.64));
    };
    switch (shape) {
        case IconShape::restart:
            post(0.16);
            triangle(0.84, 0.3);
            break;
        case IconShape::step_back:
            triangle(0.66, 0.2);
            post(0.7);
            break;
        case IconShape::run:
            triangle(0.24, 0.86);
            break;
        case IconShape::pause:
            post(0.24, 0.18);
            post(0.58, 0.18);
            break;
        case IconShape::step_event:
            painter.drawEllipse(QPointF(0.76, 0.5), 0.1, 0.1);
            triangle(0.18, 0.6);
            break;
        case IconShape::step_second:
            triangle(0.2, 0.66);
            post(0.7);
            break;
        case IconShape::step_minute:
            triangle(0.1, 0.44);
            triangle(0.44, 0.78);
            post(0.8);
            break;
        case IconShape::to_end:
            triangle(0.16, 0.7);
            post(0.74, 0.14);
            break;
    }
}

}  // namespace

QIcon drawn_icon(IconShape shape, const QColor& colour) {
    QIcon icon;
    for (const auto mode : {QIcon::Normal, QIcon::Disabled}) {
        QPixmap pixmap(icon_pixels, icon_pixels);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(icon_pixels, icon_pixels);
        QColor used = colour;
        if (mode == QIcon::Disabled) used.setAlpha(80);
        painter.setBrush(used);
        painter.setPen(Qt::NoPen);
        paint_shape(painter, shape);
        icon.addPixmap(pixmap, mode);
    }
    return icon;
}

}  // namespace isotherm
