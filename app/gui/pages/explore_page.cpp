// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/pages/explore_page.h"

#include <QHBoxLayout>
#include <algorithm>

#include "app/gui/canvas/consumer_lane.h"
#include "app/gui/models/lens_sentence.h"

namespace isotherm {
namespace {

constexpr int least_bands = 120;  // height of the page of bands
constexpr double least_with_tiles = 540;
constexpr std::size_t least_chosen = 2;  // tables from which on there is something to choose

}  // namespace

ExplorePage::ExplorePage(RunModel& run, ViewState& view, QWidget* parent)
    : QWidget(parent),
      run_(run),
      view_(view),
      series_(run),
      costs_(run),
      counts_(run),
      column_(new QWidget(this)),
      layout_(new QVBoxLayout(column_)),
      headline_(new QWidget(column_)),
      score_(new ScoreRow(run, view, costs_, headline_)),
      lens_(new QLabel(column_)),
      overview_(new OverviewStrip(run, view, series_, column_)),
      axis_(new TimeAxisStrip(run, view, column_)),
      tools_(new BandTools(view, *overview_, *axis_)),
      bands_(new BandPage({run, view, series_, costs_, counts_, column_}, column_)),
      scroll_(new QScrollBar(Qt::Vertical, this)),
      aside_(new QWidget(this)),
      spare_scaling_(new ScalingLane(run, view, aside_)),
      spare_changes_(new ChangesLane(run, view, aside_)) {
    setAutoFillBackground(true);
    aside_->hide();
    auto* whole = new QHBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(column_, 1);
    whole->addWidget(scroll_);
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(0);
    lens_->setWordWrap(true);
    lens_->setContentsMargins(12, 4, 12, 4);
    lens_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    lens_->setAccessibleName(tr("What CloudWatch hides"));
    lens_->setVisible(false);
    bands_->setMinimumHeight(least_bands);
    auto* headline = new QHBoxLayout(headline_);
    headline->setContentsMargins(0, 0, 4, 0);
    headline->setSpacing(4);
    headline->addWidget(score_, 1);
    for (QWidget* part : std::initializer_list<QWidget*>{headline_, lens_, overview_, axis_})
        layout_->addWidget(part);
    layout_->addWidget(bands_, 1);
    for (TimeCanvas* canvas : std::initializer_list<TimeCanvas*>{overview_, axis_})
        canvas->set_frame(column_);
    make_lanes();
    make_legend();
    follow_scrolling();
    connect_all();
    place_tools();
    bands_->set_tab_after(axis_);
    bands_->settle();
}

void ExplorePage::connect_all() {
    for (const auto signal : {&ViewState::subject_changed, &ViewState::selection_changed,
                              &ViewState::window_changed, &ViewState::clock_changed}) {
        connect(&view_, signal, this, &ExplorePage::show_lens);
    }
    connect(&run_, &RunModel::extended, this, &ExplorePage::show_lens);
    connect(bands_, &BandPage::heat_map_changed, this, &ExplorePage::make_legend);
    for (const auto signal : {&ViewState::look_changed, &ViewState::bands_changed})
        connect(&view_, signal, this, &ExplorePage::place_tools);
    connect(&run_, &RunModel::restarted, this, &ExplorePage::place_tools);
    connect(&run_, &RunModel::partitions_changed, this, &ExplorePage::place_tools);
}

// The scroll bar stands beside everything, so that the axis and all plots end at the same pixel.
void ExplorePage::follow_scrolling() {
    QScrollBar* inner = bands_->verticalScrollBar();
    scroll_->setAccessibleName(tr("Scrolls the bands"));
    const auto adopt = [this, inner] {
        scroll_->setRange(inner->minimum(), inner->maximum());
        scroll_->setPageStep(inner->pageStep());
        scroll_->setSingleStep(inner->singleStep());
        scroll_->setVisible(inner->maximum() > 0);
    };
    connect(inner, &QScrollBar::rangeChanged, this, adopt);
    connect(inner, &QScrollBar::valueChanged, scroll_, &QScrollBar::setValue);
    connect(scroll_, &QScrollBar::valueChanged, inner, &QScrollBar::setValue);
    adopt();
}

// The legend is of the focused heat block; another block gets another legend.
void ExplorePage::make_legend() {
    HeatLegend* before = legend_;
    legend_ = new HeatLegend(bands_->heat_map(), view_, column_);
    if (before == nullptr) {
        layout_->addWidget(legend_);
        return;
    }
    delete layout_->replaceWidget(before, legend_);
    before->hide();
    before->deleteLater();
    legend_->show();
}

std::vector<TimeCanvas*> ExplorePage::canvases() const {
    std::vector<TimeCanvas*> list{overview_, axis_};
    const auto of_bands = bands_->canvases();
    list.insert(list.end(), of_bands.begin(), of_bands.end());
    list.insert(list.end(), {action_lane_, consumer_lane_, backlog_lane_, cost_lane_});
    return list;
}

void ExplorePage::make_lanes() {
    action_lane_ = new ActionLane(run_, view_, column_);
    consumer_lane_ = new ConsumerLane(run_, view_, column_);
    backlog_lane_ = new BacklogLane(run_, view_, column_);
    cost_lane_ = new CostLane(run_, view_, costs_, column_);
    for (TimeCanvas* lane : std::initializer_list<TimeCanvas*>{action_lane_, consumer_lane_,
                                                               backlog_lane_, cost_lane_}) {
        lane->set_frame(column_);
        layout_->addWidget(lane);
    }
    cost_lane_->setVisible(false);  // View > Cost of throughput now
}

void ExplorePage::show_cost_lane(bool shown) { cost_lane_->setVisible(shown); }

ScalingLane& ExplorePage::scaling_lane() {
    ScalingLane* lane = bands_->focused().scaling();
    return lane == nullptr ? *spare_scaling_ : *lane;
}

ChangesLane& ExplorePage::changes_lane() {
    ChangesLane* lane = bands_->focused().changes();
    return lane == nullptr ? *spare_changes_ : *lane;
}

void ExplorePage::place_tools() {
    tools_->set_shown(!view_.presenting() &&
                      (run_.subject_count() >= least_chosen || !view_.band_filter().isEmpty()));
    tools_->place();
}

void ExplorePage::set_chips(QWidget* chips) { headline_->layout()->addWidget(chips); }

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
        layout_->activate();
        bands_->settle();
        heat_map().grab();
        legend_->grab();
    }
    layout()->activate();
    layout_->activate();
    bands_->settle();
}

void ExplorePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // On a low page the heads of the bands say what the tiles would.
    headline_->setVisible(height() >= least_with_tiles * view_.text_scale());
    place_tools();
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
