// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The heat map: hash space x time, from the same grid and image as the pictures of the console. Two
// runs stand one above the other, or as their difference.

#include <memory>
#include <optional>

#include "app/gui/views/heat_panel.h"
#include "app/gui/views/time_canvas.h"
#include "engine/insight/cell_facts.h"

namespace isotherm {

class HeatMapCanvas final : public TimeCanvas {
    Q_OBJECT

public:
    HeatMapCanvas(RunModel& run, ViewState& view, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {900, 360}; }
    QString spoken() const override;
    QString spoken_value() const override;
    // Two runs need twice the room.
    QSize minimumSizeHint() const override { return {320, shows_a() ? 104 : 52}; }

    // What is on display, for the legend. Rows are those of the visible stretch of hash space.
    const HeatGrid& grid() const { return panel_.shown(); }
    std::size_t rows_a_pixel() const { return panel_.rows_a_pixel(); }
    // Where the difference of two runs is shown: of demand over the limit at the ends of the ramp;
    // 0 otherwise.
    double difference_clip() const { return clip_; }
    // Of the absolute scale: units a second at the end of the ramp; 0 otherwise.
    double most_units() const { return panel_.most_units(); }
    // What stands in the map instead of the heat of A or B, as it was painted last.
    QStringList absences() const;
    // Cells of this code range stand out, the others fade; none: all as they are.
    void highlight(std::optional<CodeRange> codes);
    KeyPosition position_at(double y) const;
    double y_of(KeyPosition position) const;
    // About the cursor, else the middle.
    void zoom_rows(double factor);
    void pan_rows(double share) { pan_across(share); }
    // The middle of the row so many rows further down; of the last one there is.
    KeyPosition neighbour(KeyPosition position, int rows) const;

Q_SIGNALS:
    void grid_changed();

protected:
    void paint_content(Canvas& canvas) override;
    void paint_overlay(Canvas& canvas) override;
    QString description(QPointF at) const override;
    CellCursor cursor_at(QPointF at) const override;
    void zoom_across(double y, double factor) override;
    void pan_across(double share) override;
    double top_margin() const override;

private:
    // One run in its part of the plot.
    struct Strip {
        const HeatPanel* panel = nullptr;
        QRectF area;
    };
    std::vector<Strip> strips() const;  // run A above run B
    Strip strip_at(double y) const;
    bool shows_a() const;  // beside B
    void follow_baseline();
    // False where there is nothing to paint of any run.
    bool update_panels();
    bool compares_heat() const;
    // Why there is nothing to see in a run's part of the map; empty where there is. Of the
    // difference either run may be the reason.
    QString absence(const HeatPanel& panel) const;
    QString absence_in(const HeatPanel& panel) const;
    void paint_strip(Canvas& canvas, const Strip& strip);
    void paint_absence(Canvas& canvas, QRectF area, const QString& why);
    void paint_headings(Canvas& canvas, const Strip& strip);
    QString ghost_note() const;
    std::optional<CellFacts> seen_facts() const;
    void paint_nothing(Canvas& canvas);

    HeatPanel panel_;                      // the run, B of two
    std::unique_ptr<HeatPanel> baseline_;  // run A
    double clip_ = 0;
    std::optional<CodeRange> highlighted_;
};

}  // namespace isotherm
