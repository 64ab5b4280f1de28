// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A picture over the visible window of time. All canvases of one frame put the same second at the
// same pixel. They share zoom, pan, selection, hover and pin through the ViewState.

#include <QPixmap>
#include <QWidget>
#include <optional>

#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"
#include "app/render/canvas.h"
#include "app/render/plot_frame.h"
#include "app/render/time_axis.h"

namespace isotherm {

// Texts beside lanes: distance to the plot, distance above and below, and style.
inline constexpr double lane_label_gap = 10;
inline constexpr double lane_label_air = 4;
inline constexpr TextStyle lane_text{11.5};

class TimeCanvas : public QWidget {
    Q_OBJECT

public:
    // Logical pixels left of every plot for labels, and right of it for sums.
    static constexpr double label_room = 148;
    static constexpr double marginal_room = 92;
    // While presenting rows have names only, and no bars.
    static constexpr double presented_label_room = 56;
    static constexpr double presented_marginal_room = 12;

    TimeCanvas(RunModel& run, ViewState& view, QWidget* parent);

    // Sets the widget whose canvases all have the same left and right edge, wherever they are in
    // it. Without a frame, the canvas uses its own edges.
    void set_frame(const QWidget* frame) { frame_ = frame; }

    // What the picture shows: a fixed table and side, or else the focused band.
    void set_subject(std::optional<Subject> subject);
    const std::optional<Subject>& subject() const { return subject_; }
    std::size_t table() const { return subject_ ? subject_->table : view_.table(); }
    Side side() const { return subject_ ? subject_->side : view_.side(); }
    HashWindow hashes() const { return view_.hashes_of(table()); }

    // Device pixels per logical pixel: of the screen, or as set for an exported picture.
    double pixel_ratio() const { return pixel_ratio_.value_or(devicePixelRatioF()); }
    void set_pixel_ratio(double ratio) { pixel_ratio_ = ratio; }

    // Edges of the plot in this widget's logical pixels, rounded to device pixels.
    PlotEdges edges() const;
    QRectF plot() const;
    // Maps the visible window to the plot.
    TimeAxis axis() const;
    std::int64_t second_at(double x) const;

    // Repaints the content at the next paint event.
    virtual void invalidate();
    // Text for screen readers: the pinned or hovered cell, or the visible time and what is shown.
    virtual QString spoken() const;
    // Value for screen readers: the number at the cursor, or a time.
    virtual QString spoken_value() const;
    // Paints without overlays, for export.
    void paint_into(QPainter& painter);

protected:
    virtual void paint_content(Canvas& canvas) = 0;
    virtual void paint_overlay(Canvas& canvas);
    // Text about what is drawn at a point, in one or a few lines; empty if there is nothing.
    virtual QString description(QPointF at) const;
    virtual CellCursor cursor_at(QPointF at) const;
    // The pinned cell, or the one under the mouse, if its time is visible and recorded.
    std::optional<CellCursor> seen_cursor() const;
    // Makes the picture's band the focused one, before something in it is pinned or zoomed.
    void focus_band();
    // Zoom and pan across the time axis; only the heat map implements them.
    virtual void zoom_across(double, double) {}
    virtual void pan_across(double) {}
    virtual double top_margin() const { return 0; }
    virtual double bottom_margin() const { return 0; }

    // Draw the lines of cursors and selections, which are thicker while presenting.
    void vertical_mark(Canvas& canvas, double x, double top, double bottom,
                       const QColor& colour) const;
    void horizontal_mark(Canvas& canvas, double y, double left, double right,
                         const QColor& colour) const;
    // Text beside a lane, wrapped to as many lines as it needs. `room` and the returned height are
    // in logical pixels at text scale 1.
    QStringList lines_of(const QString& text, TextStyle style, double room) const;
    static double height_of(const QStringList& lines, TextStyle style);
    void paint_lines(Canvas& canvas, QPointF at, const QStringList& lines, TextStyle style,
                     Align align) const;
    int plot_pixels() const;  // width of the plot in device pixels

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
    bool scrolls_page(const QWheelEvent& event) const;

    RunModel& run_;
    ViewState& view_;
    const QWidget* frame_ = nullptr;
    std::optional<Subject> subject_;
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
