// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A picture over the visible window of time. All of them in one frame put the same second at the
// same pixel, and share zooming, panning, selecting, hovering and pinning through the ViewState.

#include <QPixmap>
#include <QWidget>
#include <optional>

#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"
#include "app/render/canvas.h"
#include "app/render/plot_frame.h"
#include "app/render/time_axis.h"

namespace isotherm {

class TimeCanvas : public QWidget {
    Q_OBJECT

public:
    // Room for labels at the left and for sums at the right of every plot, logical pixels.
    static constexpr double label_room = 148;
    static constexpr double marginal_room = 92;

    TimeCanvas(RunModel& run, ViewState& view, QWidget* parent);

    // Lanes of one frame have their edges in common, wherever they lie in it. Otherwise the canvas
    // is a frame of its own.
    void set_frame(const QWidget* frame) { frame_ = frame; }

    // Device pixels a logical one: the screen's, or those of a picture to be exported.
    double pixel_ratio() const { return pixel_ratio_.value_or(devicePixelRatioF()); }
    void set_pixel_ratio(double ratio) { pixel_ratio_ = ratio; }

    // Of the plot, in this widget's logical pixels; whole device pixels.
    PlotEdges edges() const;
    QRectF plot() const;
    // The visible window over the plot.
    TimeAxis axis() const;
    std::int64_t second_at(double x) const;

    // The content is painted anew before it is next shown.
    void invalidate();
    // For those who cannot see it: the cell that is pinned or pointed at, else the visible time and
    // what is shown of it.
    virtual QString spoken() const;
    // The number at the cursor, else where that is.
    virtual QString spoken_value() const;
    // Paints without overlays, for export.
    void paint_into(QPainter& painter);

protected:
    virtual void paint_content(Canvas& canvas) = 0;
    virtual void paint_overlay(Canvas& canvas);
    // What stands under a point, in a line or a few; empty for nothing.
    virtual QString description(QPointF at) const;
    virtual CellCursor cursor_at(QPointF at) const;
    // The pinned cell, else the one under the mouse, where it is in sight and on record.
    std::optional<CellCursor> seen_cursor() const;
    // Zooming and panning across the plot; only the heat map can.
    virtual void zoom_across(double, double) {}
    virtual void pan_across(double) {}
    virtual double top_margin() const { return 0; }
    virtual double bottom_margin() const { return 0; }

    // Lines of cursors and selections, thicker while presenting.
    void vertical_mark(Canvas& canvas, double x, double top, double bottom,
                       const QColor& colour) const;
    void horizontal_mark(Canvas& canvas, double y, double left, double right,
                         const QColor& colour) const;
    // Text beside a lane, on as many lines as its room asks for. The room and the height for them
    // are logical pixels at text scale 1.
    QStringList lines_of(const QString& text, TextStyle style, double room) const;
    static double height_of(const QStringList& lines, TextStyle style);
    void paint_lines(Canvas& canvas, QPointF at, const QStringList& lines, TextStyle style,
                     Align align) const;
    int plot_pixels() const;  // device pixels of the plot's width

    RunModel& run() const { return run_; }
    ViewState& view() const { return view_; }

    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void drag_to(QPointF at);
    void tell_readers();

    RunModel& run_;
    ViewState& view_;
    const QWidget* frame_ = nullptr;
    std::optional<double> pixel_ratio_;
    QPixmap content_;
    bool stale_ = true;

    enum class Drag { none, pressed, selecting, panning };
    Drag drag_ = Drag::none;
    QPointF pressed_at_;
    TimeWindow pressed_window_;
    bool pan_drag_ = false;
};

}  // namespace isotherm
