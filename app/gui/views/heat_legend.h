// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The key to the heat map's colours, which is also a control: above the ramp stands how many of the
// visible cells have each colour; pointing at a colour makes its cells stand out; the slider
// brightens. It says in words what a cell sums up.

#include <QMenu>
#include <QSlider>
#include <QToolButton>
#include <QWidget>

#include "app/gui/views/heat_map_canvas.h"

namespace isotherm {

class HeatLegend final : public QWidget {
    Q_OBJECT

public:
    HeatLegend(HeatMapCanvas& map, ViewState& view, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {300, sizeHint().height()}; }

    // With its control as words, for export; device pixels as the map has them.
    void paint_into(QPainter& painter);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QRectF ramp_area() const;
    void paint_histogram(Canvas& canvas, QRectF ramp);
    struct Tick {
        double share = 0;  // of the ramp
        QString label;
    };
    std::vector<Tick> ticks() const;
    void place_scale();
    void paint(Canvas& canvas);
    void paint_ticks(Canvas& canvas, QRectF ramp);
    QString scale_words() const;
    QString column_sentence() const;
    // Where the next thing stands, from left to right and from top to bottom.
    class Flow {
    public:
        Flow(QRectF ramp, double left, double right, double em);
        QPointF place(double length);
        void next_row();
        double room() const { return right_ - at_.x(); }
        int rows() const { return rows_; }

    private:
        QRectF ramp_;
        double right_;
        double em_;  // a logical pixel at this text scale
        int rows_ = 1;
        QPointF at_;
    };
    void paint_swatches(Canvas& canvas, Flow& flow);
    void paint_words(Canvas& canvas, Flow& flow);

    HeatMapCanvas& map_;
    ViewState& view_;
    QSlider* gamma_;
    QToolButton* scale_;
    QMenu* menu_;
    int rows_ = 2;
    std::vector<std::pair<QRectF, HeatCode>> swatches_;
};

}  // namespace isotherm
