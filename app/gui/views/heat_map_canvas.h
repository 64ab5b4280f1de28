#pragma once
// The heat map: hash space x time, from the same grid and image as the pictures of the console.

#include <QImage>
#include <optional>

#include "app/gui/models/cell_facts.h"
#include "app/gui/views/time_canvas.h"
#include "app/render/heat_image.h"

namespace isotherm {

class HeatMapCanvas final : public TimeCanvas {
    Q_OBJECT

public:
    HeatMapCanvas(RunModel& run, ViewState& view, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {900, 360}; }
    QString spoken() const override;
    QString spoken_value() const override;
    QSize minimumSizeHint() const override { return {320, 96}; }

    // What is on display, for the legend. Rows are those of the visible stretch of hash space.
    const HeatGrid& grid() const { return shown_; }
    std::size_t rows_a_pixel() const { return rows_a_pixel_; }
    // Cells of this code range stand out, the others fade; none: all as they are.
    void highlight(std::optional<std::pair<HeatCode, HeatCode>> codes);
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
    struct GridKey {
        std::size_t table = 0;
        Side side = Side::write;
        TimeWindow window;
        int pixels = 0;
        bool operator==(const GridKey&) const = default;
    };
    std::optional<CellFacts> seen_facts() const;
    void refresh_grid();
    void paint_labels(Canvas& canvas, const std::vector<PixelRow>& rows);
    void paint_sums(Canvas& canvas, const std::vector<PixelRow>& rows);
    void paint_nothing(Canvas& canvas);

    std::optional<GridKey> key_;
    std::int64_t fresh_until_ = 0;    // seconds before this one are in the grid
    HeatGrid grid_;                   // of the whole hash space
    HeatGrid shown_;                  // of the visible part, stretched over all of it
    std::vector<HashRow> true_rows_;  // of `shown_`, where they really lie
    std::size_t rows_a_pixel_ = 1;
    std::optional<std::pair<HeatCode, HeatCode>> highlighted_;
};

}  // namespace isotherm
