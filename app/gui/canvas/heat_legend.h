// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The legend of the heat map, which is also a control. A histogram above the ramp counts the
// visible cells of each colour; pointing at a colour highlights its cells; the slider changes the
// brightness. A sentence says what a cell sums up.

#include <QMenu>
#include <QSlider>
#include <QToolButton>
#include <QWidget>

#include "app/gui/canvas/heat_map_canvas.h"

namespace isotherm {

class HeatLegend final : public QWidget {
    Q_OBJECT

public:
    HeatLegend(HeatMapCanvas& map, ViewState& view, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {300, sizeHint().height()}; }

    // Paints the legend for export: the control as text, and the map's device pixels.
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
        double share = 0;  // position along the ramp, 0 to 1
        QString label;
    };
    std::vector<Tick> ticks() const;
    void place_scale();
    void paint(Canvas& canvas);
    void paint_ticks(Canvas& canvas, QRectF ramp);
    QString scale_words() const;
    QString column_sentence() const;
    // Finds places for entries, from left to right and from top to bottom.
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
        double em_;  // one logical pixel at this text scale
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
