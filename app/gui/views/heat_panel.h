// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One run's heat in a heat map: the grid of what is visible, kept up to date while the run grows,
// and how hash space lies over the plot.

#include <QElapsedTimer>
#include <QObject>
#include <optional>
#include <utility>
#include <vector>

#include "app/render/hash_scale.h"
#include "app/render/heat_codes.h"
#include "app/render/quiet_rows.h"
#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"
#include "app/render/canvas.h"
#include "app/render/heat_image.h"
#include "app/render/time_axis.h"

namespace isotherm {

// A range of codes that stands out; the others fade.
using CodeRange = std::pair<HeatCode, HeatCode>;

class HeatPanel final : public QObject {
    Q_OBJECT

public:
    HeatPanel(const RunModel& run, const ViewState& view, QObject* parent = nullptr);

    const RunModel& run() const { return run_; }

    // Brings what is shown up to date; false where there is nothing to show. `pixels`: device
    // pixels of the plot's width; `height`: logical ones.
    bool update(const ResourceName& table, Side side, int pixels, double height);
    // Shows this run's heat less the other's, which is up to date; its clip, or 0.
    double show_difference(const HeatPanel& less);
    // Shows one row of CloudWatch's averages.
    void show_lens(std::size_t table, Side side, int pixels);

    void paint(Canvas& canvas, QRectF area, std::optional<CodeRange> highlighted);
    // Lines between partitions, as far as the run is known.
    void paint_borders(Canvas& canvas, QRectF area, const TimeAxis& axis) const;

    // Rows stretched over the whole plot, and where they really lie.
    const HeatGrid& shown() const { return shown_; }
    const std::vector<HashRow>& true_rows() const { return true_rows_; }
    // Rows of `shown` that are folded to one line.
    const std::vector<QuietRun>& folded() const { return folded_; }
    const HashScale& scale() const { return scale_; }
    // Of the absolute scale: units a second at the end of the ramp.
    double most_units() const { return most_units_; }
    std::size_t rows_a_pixel() const { return rows_a_pixel_; }
    std::optional<std::size_t> table() const { return table_; }

private:
    struct GridKey {
        std::size_t table = 0;
        Side side = Side::write;
        TimeWindow window;
        int pixels = 0;
        KeepValues kept = KeepValues::none;
        bool operator==(const GridKey&) const = default;
    };
    void refresh_grid(Side side, int pixels);
    void choose_scale(double height);
    // The visible rows of a grid, on the scale.
    void stretch(const HeatGrid& grid);
    KeepValues wanted_values() const;

    const RunModel& run_;
    const ViewState& view_;
    std::optional<std::size_t> table_;
    std::optional<GridKey> key_;
    std::int64_t fresh_until_ = 0;  // seconds before this one are in the grid
    HeatGrid grid_;                 // of the whole hash space
    HeatGrid shown_;
    std::vector<HashRow> true_rows_;
    std::vector<QuietRun> folded_;
    QElapsedTimer folded_at_;
    std::optional<std::pair<GridKey, HashWindow>> folded_for_;
    HashScale scale_;
    std::size_t rows_a_pixel_ = 1;
    bool difference_ = false;
    double most_units_ = 0;
};

}  // namespace isotherm
