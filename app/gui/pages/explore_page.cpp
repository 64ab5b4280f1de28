// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/pages/explore_page.h"

#include <QLabel>
#include <QTimer>

#include "app/gui/canvas/consumer_lane.h"
#include "app/gui/models/lens_sentence.h"
#include "engine/insight/table_group.h"

namespace isotherm {
namespace {

// Maximum number of charts: more would be too low to read. The table box chooses what is shown.
constexpr std::size_t most_charts = 6;

}  // namespace

ExplorePage::ExplorePage(RunModel& run, ViewState& view, QWidget* parent)
    : QWidget(parent),
      run_(run),
      view_(view),
      series_(run),
      costs_(run),
      score_(new ScoreRow(run, view, costs_, this)),
      lens_(new QLabel(this)),
      overview_(new OverviewStrip(run, view, series_, this)),
      map_(new HeatMapCanvas(run, view, this)),
      axis_(new TimeAxisStrip(run, view, this)),
      legend_(new HeatLegend(*map_, view, this)),
      lane_layout_(new QVBoxLayout),
      splitter_(new QSplitter(Qt::Vertical, this)),
      chart_splitter_(new QSplitter(Qt::Vertical, this)) {
    setAutoFillBackground(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    lens_->setWordWrap(true);
    lens_->setContentsMargins(12, 6, 12, 6);
    lens_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    lens_->setAccessibleName(tr("What CloudWatch hides"));
    lens_->setVisible(false);

    auto* top = new QWidget(this);
    auto* top_layout = new QVBoxLayout(top);
    top_layout->setContentsMargins(0, 0, 0, 0);
    top_layout->setSpacing(0);
    top_layout->addWidget(map_, 1);
    top_layout->addWidget(axis_);
    top_layout->addWidget(legend_);
    lane_layout_->setSpacing(0);
    top_layout->addLayout(lane_layout_);

    chart_splitter_->setChildrenCollapsible(false);
    splitter_->addWidget(top);
    splitter_->addWidget(chart_splitter_);
    splitter_->setStretchFactor(0, 2);
    splitter_->setStretchFactor(1, 1);
    splitter_->setChildrenCollapsible(false);
    layout->addWidget(score_);
    layout->addWidget(lens_);
    layout->addWidget(overview_);
    layout->addWidget(splitter_, 1);

    for (TimeCanvas* canvas : std::initializer_list<TimeCanvas*>{overview_, map_, axis_}) {
        canvas->set_frame(this);
    }
    make_lanes();
    make_charts();
    connect_all();
}

void ExplorePage::connect_all() {
    connect(&run_, &RunModel::restarted, this, &ExplorePage::make_charts);
    connect(&run_, &RunModel::ended, this, &ExplorePage::make_charts);
    connect(&run_, &RunModel::extended, this, &ExplorePage::make_charts);
    connect(&view_, &ViewState::subject_changed, this, &ExplorePage::make_charts);
    connect(&view_, &ViewState::look_changed, this, [this] {
        if (std::exchange(shared_scale_, view_.text_scale()) != view_.text_scale()) share_height();
    });
    for (const auto signal : {&ViewState::subject_changed, &ViewState::selection_changed,
                              &ViewState::window_changed, &ViewState::clock_changed}) {
        connect(&view_, signal, this, &ExplorePage::show_lens);
    }
    connect(&run_, &RunModel::extended, this, &ExplorePage::show_lens);
}

std::vector<TimeCanvas*> ExplorePage::canvases() const {
    std::vector<TimeCanvas*> list{overview_, map_, axis_};
    list.insert(list.end(), lanes_.begin(), lanes_.end());
    list.insert(list.end(), charts_.begin(), charts_.end());
    list.insert(list.end(), {action_lane_, consumer_lane_, backlog_lane_, scaling_lane_, cost_lane_,
                             changes_lane_});
    return list;
}

void ExplorePage::make_lanes() {
    for (const Side side : both_sides) {
        for (std::size_t o = 1; o < outcome_count; ++o) {
            auto* lane =
                new ThrottleLane(run_, view_, series_, side, static_cast<Outcome>(o), this);
            lane->set_frame(this);
            lane_layout_->addWidget(lane);
            lanes_.push_back(lane);
        }
    }
    action_lane_ = new ActionLane(run_, view_, this);
    consumer_lane_ = new ConsumerLane(run_, view_, this);
    backlog_lane_ = new BacklogLane(run_, view_, this);
    scaling_lane_ = new ScalingLane(run_, view_, this);
    cost_lane_ = new CostLane(run_, view_, costs_, this);
    changes_lane_ = new ChangesLane(run_, view_, this);
    for (TimeCanvas* lane :
         std::initializer_list<TimeCanvas*>{action_lane_, consumer_lane_, backlog_lane_,
                                            scaling_lane_, cost_lane_, changes_lane_}) {
        lane->set_frame(this);
        layout()->addWidget(lane);
    }
    cost_lane_->setVisible(false);  // View > Cost
}

// Makes one chart for each used side of the shown table and of its indexes. Rebuilds the charts
// only when that set changes.
void ExplorePage::make_charts() {
    const auto& tables = run_.recording().tables;
    std::vector<std::pair<std::size_t, Side>> wanted;
    for (const std::size_t t : table_group(run_.recording(), view_.table())) {
        for (const Side side : both_sides) {
            const bool shown = t == view_.table() && side == view_.side();
            if (shown || !tables[t].heat[side].empty()) wanted.emplace_back(t, side);
        }
    }
    if (wanted.size() > most_charts) wanted.resize(most_charts);
    const bool same =
        std::equal(wanted.begin(), wanted.end(), charts_.begin(), charts_.end(),
                   [](const auto& want, const CapacityChart* chart) {
                       return want.first == chart->table() && want.second == chart->side();
                   });
    if (same) return;
    for (CapacityChart* chart : charts_) {
        chart->hide();
        chart->deleteLater();
    }
    charts_.clear();
    for (const auto& [table, side] : wanted) {
        auto* chart = new CapacityChart(run_, view_, series_, table, side, chart_splitter_);
        chart->set_frame(this);
        chart_splitter_->addWidget(chart);
        chart->show();
        setTabOrder(charts_.empty() ? static_cast<QWidget*>(lanes_.back()) : charts_.back(), chart);
        charts_.push_back(chart);
    }
    share_height();
}

// Gives each chart the height it needs to be readable, but all charts at most a third of the free
// height. The heat map gets the rest.
void ExplorePage::share_height() {
    const int chart_height = static_cast<int>(86 * view_.text_scale());
    const int whole = splitter_->height();
    // Height of the axis, the legend and the lanes.
    const int others =
        splitter_->widget(0)->minimumSizeHint().height() - map_->minimumSizeHint().height();
    const int charts =
        std::min(static_cast<int>(charts_.size()) * chart_height, std::max(whole - others, 0) / 3);
    splitter_->setSizes({whole - charts, charts});
}

// Adds the height of the wrapped sentence of the lens, which layouts leave out of minimum sizes.
QSize ExplorePage::minimumSizeHint() const {
    QSize least = QWidget::minimumSizeHint();
    if (!lens_->isHidden()) {
        least.rheight() +=
            std::max(0, lens_->heightForWidth(width()) - lens_->minimumSizeHint().height());
    }
    return least;
}

void ExplorePage::settle() {
    // Two passes: painting the heat map can change the legend's number of lines, and so all
    // heights.
    for (int pass = 0; pass < 2; ++pass) {
        layout()->activate();
        share_height();
        map_->grab();
        legend_->grab();
    }
    layout()->activate();
    share_height();
}

void ExplorePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    QTimer::singleShot(0, this, &ExplorePage::share_height);  // after the splitter is resized
}

void ExplorePage::show_lens() {
    const bool shown = view_.lens() == Lens::cloudwatch;
    lens_->setVisible(shown);
    if (shown) {
        lens_->setText(LensSentence::text(run_, view_.table(), view_.side(), view_.counted()));
    }
    updateGeometry();
}

}  // namespace isotherm
