// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The centre of the window: score, overview and time axis above one scrolled page of bands, and the
// legend below it. All of it has one time axis. To add a strip to each band, add it in Band; to add
// a lane that follows the focused band, add it in make_lanes and canvases.

#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>
#include <QWidget>

#include "app/gui/bands/band_page.h"
#include "app/gui/bands/band_tools.h"
#include "app/gui/canvas/action_lane.h"
#include "app/gui/canvas/backlog_lane.h"
#include "app/gui/canvas/cost_lane.h"
#include "app/gui/canvas/heat_legend.h"
#include "app/gui/canvas/overview_strip.h"
#include "app/gui/canvas/time_axis_strip.h"
#include "app/gui/models/series_cache.h"
#include "app/gui/panels/score_row.h"

namespace isotherm {

class ConsumerLane;

class ExplorePage final : public QWidget {
    Q_OBJECT

public:
    ExplorePage(RunModel& run, ViewState& view, QWidget* parent = nullptr);

    BandPage& bands() { return *bands_; }
    const BandPage& bands() const { return *bands_; }
    // The heat block of the focused band.
    HeatMapCanvas& heat_map() const { return bands_->heat_map(); }
    ScoreRow& score_row() { return *score_; }
    OverviewStrip& overview() { return *overview_; }
    HeatLegend& legend() { return *legend_; }
    QLineEdit& filter() { return tools_->filter(); }
    BandTools& tools() { return *tools_; }
    // Puts chips beside the four numbers, where they need no row of their own.
    void set_chips(QWidget* chips);
    // Completes the layout immediately instead of in the event loop.
    void settle();
    // All canvases over the shared axis from top to bottom, including hidden lanes.
    std::vector<TimeCanvas*> canvases() const;
    std::vector<CapacityChart*> charts() const { return bands_->charts(); }
    // The open lanes of the focused band, one for each cause.
    std::vector<ThrottleLane*> lanes() const { return bands_->focused().lanes(); }
    ActionLane& action_lane() { return *action_lane_; }
    BacklogLane& backlog_lane() { return *backlog_lane_; }
    ConsumerLane& consumer_lane() { return *consumer_lane_; }
    // Those of the focused band; of its whole group while the band is only a line.
    ScalingLane& scaling_lane();
    ChangesLane& changes_lane();
    CostLane& cost_lane() { return *cost_lane_; }
    const RunCosts& costs() const { return costs_; }
    void show_cost_lane(bool shown);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void connect_all();
    void make_lanes();
    void follow_scrolling();
    void make_legend();
    void show_lens();
    void place_tools();
    void show_parts();

    RunModel& run_;
    ViewState& view_;
    SeriesCache series_;
    RunCosts costs_;
    BandCounts counts_;
    QWidget* column_;  // all but the scroll bar
    QVBoxLayout* layout_;
    QWidget* headline_;  // the four numbers, and chips
    ScoreRow* score_;
    QLabel* lens_;
    OverviewStrip* overview_;
    TimeAxisStrip* axis_;
    BandTools* tools_;
    BandPage* bands_;
    QScrollBar* scroll_;
    HeatLegend* legend_ = nullptr;
    ActionLane* action_lane_;
    BacklogLane* backlog_lane_;
    ConsumerLane* consumer_lane_;
    CostLane* cost_lane_;
    QWidget* aside_;  // holds the lanes of a band that is only a line
    ScalingLane* spare_scaling_;
    ChangesLane* spare_changes_;
};

}  // namespace isotherm
