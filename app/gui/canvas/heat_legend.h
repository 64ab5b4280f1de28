// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The legend of the heat map, which is also a control: pointing at a colour or a sample highlights
// its cells and opens a histogram of the visible ones; the slider changes the brightness. A
// sentence says what a cell sums up. All of it is one line where there is room.

#include <QMenu>
#include <QSlider>
#include <QToolButton>
#include <QWidget>

#include "app/gui/canvas/heat_map_canvas.h"
#include "app/gui/canvas/legend_histogram.h"

namespace isotherm {

class HeatLegend final : public QWidget {
    Q_OBJECT

public:
    HeatLegend(HeatMapCanvas& map, ViewState& view, QWidget* parent = nullptr);
    ~HeatLegend() override { delete histogram_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {300, sizeHint().height()}; }

    // Paints the legend for export: the control as text, and the map's device pixels.
    void paint_into(QPainter& painter);
    // What a column, its colour and its bar stand for.
    QString column_sentence() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Tick {
        double share = 0;  // position along the ramp, 0 to 1
        QString label;
    };
    std::vector<Tick> ticks() const;
    // Pieces of the ramp, between which the labels of its ticks stand.
    struct RampPart {
        QRectF area;
        double from = 0;
        double to = 1;
    };
    // An entry that highlights its cells.
    struct Swatch {
        QRectF area;
        CellChoice cells;
    };
    // Finds places for entries, from left to right and from top to bottom.
    class Flow {
    public:
        Flow(const HeatLegend& legend, double left, double controls_left);
        QPointF place(double length);
        void next_row();
        double room() const { return right() - at_.x(); }
        int rows() const { return row_ + 1; }
        double x() const { return at_.x(); }

    private:
        double right() const;

        const HeatLegend& legend_;
        double controls_left_;
        int row_ = 0;
        QPointF at_;
    };

    bool shows_difference() const { return map_.difference_clip() > 0; }
    bool shows_limits() const;
    double row_middle(int row) const;
    double left() const;
    int controls_row() const;
    void place_controls();
    void paint(Canvas& canvas, double controls_left);
    double paint_ramp(Canvas& canvas);
    QString scale_words() const;
    void paint_swatches(Canvas& canvas, Flow& flow);
    void paint_words(Canvas& canvas, Flow& flow);
    void show_histogram(bool shown);

    HeatMapCanvas& map_;
    ViewState& view_;
    QSlider* gamma_;
    QToolButton* scale_;
    QMenu* menu_;
    QPointer<LegendHistogram> histogram_;  // a child of the page, above what is below it
    double words_end_ = 0;                 // right end of the words in the last row
    int rows_ = 1;
    std::vector<RampPart> ramp_;
    std::vector<Swatch> swatches_;
};

}  // namespace isotherm
