// SPDX-License-Identifier: GPL-3.0-or-later
// The chart of a band as it is exported.

#include "app/gui/canvas/chart_surface.h"

#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>

#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

// The line of the axis stands at the left edge of the plot, and nothing left of its labels' room.
TEST(ChartSurface, HasItsAxisAtThePlotWhereverThatIs) {
    Desktop desktop;
    const QColor line = desktop.session.view().theme().axis;
    for (const int left : {100, 148}) {
        QWidget parent;
        ChartSurface surface(&parent);
        surface.dress(desktop.session.view(), QRectF(left, 4, 266, 80), QStringLiteral("WCU"));
        surface.set_range({0, 600}, 23'000, 2);
        QImage image(506, 90, QImage::Format_RGB32);
        image.fill(Qt::black);
        QPainter painter(&image);
        surface.render_into(painter, image.size());
        painter.end();
        int at_the_plot = 0, elsewhere = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < left; ++x)
                if (image.pixelColor(x, y) == line) ++(x >= left - 8 ? at_the_plot : elsewhere);
        for (int y = 4; y < 84; ++y) at_the_plot += image.pixelColor(left, y) == line ? 1 : 0;
        EXPECT_GE(at_the_plot, 70) << left;
        EXPECT_EQ(elsewhere, 0) << left;
    }
}

}  // namespace
}  // namespace isotherm
