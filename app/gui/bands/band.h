// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One band: a table or index with its head and, for each shown side, heat block, burst line,
// throttle strip and chart; below them what was scaled and changed. A band that is far from what is
// seen has no parts; its height follows from the recording alone.

#include <QElapsedTimer>
#include <QWidget>
#include <functional>
#include <vector>

#include "app/gui/bands/band_heights.h"
#include "app/gui/bands/band_list.h"
#include "app/gui/canvas/capacity_chart.h"
#include "app/gui/canvas/heat_map_canvas.h"
#include "app/gui/canvas/scaling_lane.h"
#include "app/gui/canvas/throttle_lane.h"
#include "app/gui/models/run_costs.h"
#include "app/gui/models/series_cache.h"

namespace isotherm {

class BandEdge;
class BandHead;
class BandLine;
class BurstLine;
class SeriesBlock;
class ThrottleStrip;

// What all bands of a page share.
struct BandParts {
    RunModel& run;
    ViewState& view;
    SeriesCache& series;
    const RunCosts& costs;
    BandCounts& counts;
    const QWidget* frame = nullptr;  // whose width decides where plots begin and end
};

class Band final : public QWidget {
    Q_OBJECT

public:
    Band(const BandParts& parts, QWidget* parent);
    ~Band() override;

    void show_entry(const BandEntry& entry);
    const BandEntry& entry() const { return entry_; }
    // Makes the parts, or drops them.
    void wake();
    void sleep();
    bool awake() const { return awake_; }
    // What the heights of the parts depend on.
    BandNeed need() const;
    void place(const BandHeights& heights);
    // Moves the head so that it stays below the upper edge of the page at `top` in the band.
    void keep_head_in_sight(int top);
    // Opens or closes the lanes of one side: one for each cause.
    void open_lanes(Side side, bool open);

    // Parts of a side; nullptr if the band is asleep or does not show it.
    HeatMapCanvas* map(Side side) const;
    CapacityChart* chart(Side side) const;
    // The lower edge of the heat block, or of the chart, of a side.
    BandEdge* block_edge(Side side) const;
    BandEdge* chart_edge(Side side) const;
    ThrottleStrip* strip(Side side) const;
    SeriesBlock* series_block() const { return series_block_; }
    BandHead* head() const { return head_; }
    BandLine* line() const { return line_; }
    ScalingLane* scaling() const { return scaling_; }
    ChangesLane* changes() const { return changes_; }
    std::vector<CapacityChart*> charts() const;
    std::vector<ThrottleLane*> lanes() const;
    // All pictures from top to bottom, including hidden ones.
    std::vector<TimeCanvas*> canvases() const;
    // Highest value that the charts of the same load show together with this one.
    void set_shared_ceiling(std::function<double(Subject)> shared) { shared_ = std::move(shared); }

Q_SIGNALS:
    void heights_changed();
    void collapse_others_asked();
    void maps_changed();  // a heat block was made or dropped
    // The head is dragged to this height of the page of bands.
    void dragged_to(int y);

private:
    struct SideParts {
        Side side = Side::write;
        HeatMapCanvas* map = nullptr;
        BurstLine* burst = nullptr;
        ThrottleStrip* strip = nullptr;
        CapacityChart* chart = nullptr;
        BandEdge* block_edge = nullptr;
        BandEdge* chart_edge = nullptr;
        std::vector<ThrottleLane*> lanes;
        bool open = false;  // the lanes
    };
    using UserHeight = std::optional<int> BandState::*;
    SideParts made_side(Side side);
    BandEdge* made_edge(const TimeCanvas& part, const char* name, UserHeight height);
    void make_sides();
    void drop(TimeCanvas* canvas);
    void drop_side(SideParts& side);
    SideNeed side_need(Side side) const;
    std::size_t rows() const;
    double lanes_height(const SideParts& side) const;
    double strips_height() const;
    const SideParts* side_parts(Side side) const;
    // nullptr: the side is not shown, or does not have it.
    template <class Part>
    Part* part_of(Side side, Part* SideParts::*part) const {
        const SideParts* parts = side_parts(side);
        return parts == nullptr ? nullptr : parts->*part;
    }

    BandParts parts_;
    BandEntry entry_;
    QString name_;
    bool has_table_ = false;  // whether the run has the band's table, or only run A
    bool awake_ = false;
    BandHead* head_ = nullptr;
    BandLine* line_ = nullptr;
    SeriesBlock* series_block_ = nullptr;
    ScalingLane* scaling_ = nullptr;
    ChangesLane* changes_ = nullptr;
    std::vector<SideParts> sides_;
    int dragged_height_ = 0;  // of the part whose edge is dragged, when it was pressed
    std::function<double(Subject)> shared_;
    mutable std::size_t counted_partitions_ = 0;  // when the rows were counted
    mutable std::size_t rows_ = 1;
};

}  // namespace isotherm
