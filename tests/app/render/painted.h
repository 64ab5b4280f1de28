// SPDX-License-Identifier: Apache-2.0
#pragma once
// Pictures painted into memory with the geometry of their parts, to probe pixels.

#include "tests/engine/recording/made_recording.h"
// Before the Qt headers, whose keyword macros would replace names in the recordings' code.
#include <QImage>
#include <QPainter>

#include "app/render/heat_map.h"
#include "app/render/timeline.h"

namespace isotherm {

struct PaintedHeatMap {
    QImage image;
    HeatMapGeometry geometry;

    // Colour of the device pixel at a logical position.
    QRgb at(double x, double y) const {
        const double ratio = image.devicePixelRatio();
        return image.pixel(static_cast<int>(x * ratio), static_cast<int>(y * ratio)) | 0xff000000;
    }
    // Colour at the middle of a second and at a share of the hash space.
    QRgb at_cell(double second, double hash_share) const {
        return at(geometry.axis.x_of(second + 0.5),
                  geometry.plot.top() + hash_share * geometry.plot.height());
    }
    // Positions of the device pixels with this colour inside the plot.
    std::vector<QPoint> pixels_of(QRgb colour) const {
        const double ratio = image.devicePixelRatio();
        const QRect plot =
            QRectF(geometry.plot.topLeft() * ratio, geometry.plot.size() * ratio).toRect();
        std::vector<QPoint> found;
        for (int y = plot.top(); y <= plot.bottom(); ++y) {
            for (int x = plot.left(); x <= plot.right(); ++x) {
                if ((image.pixel(x, y) | 0xff000000) == colour) found.emplace_back(x, y);
            }
        }
        return found;
    }
};

struct PaintedTimeline {
    QImage image;
    TimelineGeometry geometry;
};

struct Canvassed {
    QSize size{1280, 720};
    double pixel_ratio = 1;
    ThemeName theme = ThemeName::dark;
};

inline QImage empty_image(const Canvassed& on) {
    QImage image(on.size * on.pixel_ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(on.pixel_ratio);
    return image;
}

inline Stretch whole(const Recording& recording) {
    return {recording, 0, 0, recording.seconds(), 1, 0};
}

inline PaintedHeatMap paint_map(const Stretch& stretch, const Canvassed& on = {},
                                Side side = Side::write) {
    PaintedHeatMap painted{empty_image(on), {}};
    QPainter painter(&painted.image);
    painted.geometry = paint_heat_map(painter, {stretch, side, nullptr}, make_theme(on.theme),
                                      QRectF(QPointF(0, 0), QSizeF(on.size)));
    return painted;
}

inline PaintedTimeline paint_line(const Stretch& stretch, const Canvassed& on = {}) {
    PaintedTimeline painted{empty_image(on), {}};
    QPainter painter(&painted.image);
    painted.geometry = paint_timeline(painter, {stretch}, make_theme(on.theme),
                                      QRectF(QPointF(0, 0), QSizeF(on.size)));
    return painted;
}

inline constexpr std::array<ThemeName, 3> all_themes{ThemeName::dark, ThemeName::light,
                                                     ThemeName::print};

}  // namespace isotherm
