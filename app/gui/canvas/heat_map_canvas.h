// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The heat map: hash space over time, from the same grid and image code as the console program's
// pictures. Two runs are shown one above the other, or as their difference.

#include <memory>
#include <optional>

#include "app/gui/canvas/heat_panel.h"
#include "app/gui/canvas/time_canvas.h"
#include "app/gui/models/cells_table.h"
#include "engine/insight/cell_facts.h"

namespace isotherm {

class HeatMapCanvas final : public TimeCanvas {
    Q_OBJECT

public:
    HeatMapCanvas(RunModel& run, ViewState& view, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {900, 360}; }
    QString spoken() const override;
    QString spoken_value() const override;
    // Two runs need twice the height.
    QSize minimumSizeHint() const override { return {320, shows_a() ? 104 : 52}; }

    // The shown grid, for the legend. Its rows cover the visible part of hash space.
    const HeatGrid& grid() const { return panel_.shown(); }
    // The same cells for a table of numbers; nullopt if no partitions of a run are shown.
    std::optional<CellsTable::Picture> cells() const;
    std::size_t rows_a_pixel() const { return panel_.rows_a_pixel(); }
    // The difference in demand / limit at the ends of the ramp; 0 unless the difference of two runs
    // is shown.
    double difference_clip() const { return clip_; }
    // Units per second at the end of the absolute scale; 0 on other scales.
    double most_units() const { return panel_.most_units(); }
    // The texts that the last paint showed instead of the heat of A or B.
    QStringList absences() const;
    // Fades all cells but these; nullopt shows all normally.
    void highlight(std::optional<CellChoice> cells);
    KeyPosition position_at(double y) const;
    double y_of(KeyPosition position) const;
    // Zooms around the cursor, or around the middle if there is none.
    void zoom_rows(double factor);
    void pan_rows(double share) { pan_across(share); }
    // Middle of the row that is `rows` further down, clamped to the rows that exist.
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
    double bottom_margin() const override;

private:
    // One run and its part of the plot.
    struct Strip {
        const HeatPanel* panel = nullptr;
        QRectF area;
    };
    std::vector<Strip> strips() const;  // run A above run B
    Strip strip_at(double y) const;
    // Sets `has_burst_`, which decides how much room the heat has.
    void make_room_for_burst();
    // Which limits the demand of a cell was a share of, the fullest first.
    QString limit_words(const HeatPanel& panel, const CellFacts& facts) const;
    bool shows_a() const;  // whether A is shown above B
    void follow_baseline();
    // Returns false if no run has anything to paint.
    bool update_panels();
    bool compares_heat() const;
    // Returns the text that says why a run's part of the map has no heat; empty if it has. In the
    // difference of two runs, either run can be the reason.
    QString absence(const HeatPanel& panel) const;
    QString absence_in(const HeatPanel& panel) const;
    void paint_strip(Canvas& canvas, const Strip& strip);
    void paint_absence(Canvas& canvas, QRectF area, const QString& why);
    void paint_headings(Canvas& canvas, const Strip& strip);
    QString ghost_note() const;
    // Whether a cell of this map is pinned.
    bool pin_here() const {
        return view().pin().has_value() && Subject{table(), side()} == view().focused();
    }
    std::optional<CellFacts> seen_facts() const;
    void paint_nothing(Canvas& canvas);
    void paint_rows_to_come(Canvas& canvas);

    HeatPanel panel_;                      // of the run, or of B if two are compared
    std::unique_ptr<HeatPanel> baseline_;  // of run A
    double clip_ = 0;
    bool has_burst_ = false;  // whether there is a line of burst capacity below the heat
    std::optional<CellChoice> highlighted_;
};

}  // namespace isotherm
