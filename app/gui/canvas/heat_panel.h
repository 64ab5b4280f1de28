// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The heat of one run in a heat map: the grid of what is visible, which is updated while the run
// grows, and the mapping of hash space to the plot.

#include <QElapsedTimer>
#include <QObject>
#include <optional>
#include <utility>
#include <vector>

#include "engine/insight/table_load.h"
#include "app/render/hash_scale.h"
#include "app/gui/canvas/row_places.h"
#include "app/render/cells/heat_codes.h"
#include "app/render/cells/quiet_rows.h"
#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"
#include "app/render/canvas.h"
#include "app/render/heat_image.h"
#include "app/render/time_axis.h"

namespace isotherm {

class HeatPanel final : public QObject {
    Q_OBJECT

public:
    HeatPanel(const RunModel& run, const ViewState& view, QObject* parent = nullptr);

    const RunModel& run() const { return run_; }

    // Updates what is shown; returns false if there is nothing to show. `pixels` is the width of
    // the plot in device pixels, `height` its height in logical pixels.
    bool update(const ResourceName& table, Side side, HashWindow hashes, int pixels, double height);
    // Shows this run's heat minus that of `less`, which must be up to date. Returns the difference
    // at the ends of the ramp, or 0 if there is nothing to compare.
    double show_difference(const HeatPanel& less);
    // Shows CloudWatch's averages in one row.
    void show_lens(std::size_t table, Side side, int pixels);

    void paint(Canvas& canvas, QRectF area, const std::optional<CellChoice>& highlighted);

    // Whether partitions of the table saved burst capacity at any time so far.
    bool saves_burst(const ResourceName& table, Side side);
    // The limits of the whole table that is shown.
    const TableLoad& load() const { return load_; }

    // The shown rows, stretched over the whole plot, and the same rows at their true hash ranges.
    const HeatGrid& shown() const { return shows_grid_ ? grid_ : shown_; }
    const std::vector<HashRow>& true_rows() const { return true_rows_; }
    // Groups of rows of `shown` that are folded to one line each.
    const std::vector<QuietRun>& folded() const { return folded_; }
    const HashScale& scale() const { return scale_; }
    // Where a position of hash space lies in the plot, 0 (top) to 1, and back, in any row order.
    // Outside 0 to 1: it is not shown.
    double share_of(KeyPosition position) const;
    KeyPosition position_at(double share) const;
    // Units per second at the end of the absolute scale; 0 on other scales.
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
        bool by_table = true;  // whether limits of the whole table count
        bool operator==(const GridKey&) const = default;
    };
    void refresh_grid(Side side, int pixels);
    void choose_scale(double height);
    void choose_order(double height);
    void place_rows();
    // Sets `shown_` to the visible rows of a grid, placed by the scale.
    void stretch(const HeatGrid& grid);
    KeepValues wanted_values() const;
    std::optional<std::size_t> position_of(const ResourceName& table) const;

    const RunModel& run_;
    const ViewState& view_;
    std::optional<std::size_t> table_;
    std::optional<GridKey> key_;
    std::int64_t fresh_until_ = 0;  // the grid contains the seconds before this one
    TableLoad load_;
    HeatGrid grid_;  // over the whole hash space
    HeatGrid shown_;
    bool shows_grid_ = false;  // shown() is all of `grid_`, which is too large to copy each time
    std::vector<HashRow> true_rows_;
    std::vector<QuietRun> folded_;
    QElapsedTimer folded_at_;
    std::optional<std::pair<GridKey, HashWindow>> folded_for_;
    HashScale scale_;
    std::size_t rows_a_pixel_ = 1;
    double most_units_ = 0;
    RowPlaces places_;  // empty in hash order
    QElapsedTimer placed_at_;
    std::optional<std::pair<GridKey, HashWindow>> placed_for_;
    RowOrder places_for_order_ = RowOrder::hash;
    HashWindow hashes_;

    struct BurstKey {
        std::uint64_t epoch = 0;
        std::size_t table = 0;
        Side side = Side::write;
        bool operator==(const BurstKey&) const = default;
    };
    std::optional<BurstKey> burst_for_;
    bool burst_saved_ = false;
    std::int64_t burst_read_ = 0;  // columns of the recording that were read for it
};

}  // namespace isotherm
