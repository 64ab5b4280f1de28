// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The centre of the window: score, overview, heat map, lanes and charts over one time axis. To add
// a lane, write a TimeCanvas and add it in make_lanes and canvases.

#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>
#include <QWidget>

#include "app/gui/models/series_cache.h"
#include "app/gui/canvas/capacity_chart.h"
#include "app/gui/canvas/heat_legend.h"
#include "app/gui/canvas/heat_map_canvas.h"
#include "app/gui/canvas/overview_strip.h"
#include "app/gui/panels/score_row.h"
#include "app/gui/canvas/action_lane.h"
#include "app/gui/canvas/backlog_lane.h"
#include "app/gui/canvas/cost_lane.h"
#include "app/gui/canvas/scaling_lane.h"
#include "app/gui/canvas/throttle_lane.h"
#include "app/gui/canvas/time_axis_strip.h"

namespace isotherm {

class ConsumerLane;

class ExplorePage final : public QWidget {
    Q_OBJECT

public:
    ExplorePage(RunModel& run, ViewState& view, QWidget* parent = nullptr);

    HeatMapCanvas& heat_map() { return *map_; }
    ScoreRow& score_row() { return *score_; }
    OverviewStrip& overview() { return *overview_; }
    HeatLegend& legend() { return *legend_; }
    // Completes the layout immediately instead of in the event loop.
    void settle();
    // All canvases over the shared axis from top to bottom, including hidden lanes.
    std::vector<TimeCanvas*> canvases() const;
    const std::vector<CapacityChart*>& charts() const { return charts_; }
    const std::vector<ThrottleLane*>& lanes() const { return lanes_; }
    ActionLane& action_lane() { return *action_lane_; }
    BacklogLane& backlog_lane() { return *backlog_lane_; }
    ConsumerLane& consumer_lane() { return *consumer_lane_; }
    ScalingLane& scaling_lane() { return *scaling_lane_; }
    ChangesLane& changes_lane() { return *changes_lane_; }
    CostLane& cost_lane() { return *cost_lane_; }
    const RunCosts& costs() const { return costs_; }

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void connect_all();
    void make_lanes();
    void make_charts();
    void show_lens();
    void share_height();

    RunModel& run_;
    ViewState& view_;
    SeriesCache series_;
    RunCosts costs_;
    ScoreRow* score_;
    QLabel* lens_;
    OverviewStrip* overview_;
    HeatMapCanvas* map_;
    TimeAxisStrip* axis_;
    HeatLegend* legend_;
    QVBoxLayout* lane_layout_;
    QSplitter* splitter_;
    QSplitter* chart_splitter_;
    std::vector<ThrottleLane*> lanes_;
    ActionLane* action_lane_;
    BacklogLane* backlog_lane_;
    ConsumerLane* consumer_lane_;
    ScalingLane* scaling_lane_;
    CostLane* cost_lane_;
    ChangesLane* changes_lane_;
    std::vector<CapacityChart*> charts_;
    double shared_scale_ = 1;  // text scale at the last share_height
};

}  // namespace isotherm
